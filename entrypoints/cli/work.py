"""`parlons work`."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

import typer
from attrs import asdict

from parlons.application.ports.work_items import WorkFilter
from parlons.container import Container
from parlons.domain.errors import NotFoundError
from parlons.domain.identity.principal import OPERATOR
from parlons.domain.work.work_item import WorkItem, WorkStatus
from parlons.entrypoints.cli.output import note, show, show_document, show_table
from parlons.entrypoints.cli.session import ready

app = typer.Typer(help="See and steer the work that requests leave behind.", no_args_is_help=True)

_Id = Annotated[UUID, typer.Argument(metavar="ID", help="As `parlons work list` shows it.")]
_Queue = Annotated[str | None, typer.Option(help="Of this queue only.")]
_COLUMNS = ("id", "queue", "kind", "status", "attempt", "run at", "user", "last error")


@app.command("list")
def list_work(
    queue: _Queue = None,
    status: Annotated[WorkStatus | None, typer.Option(help="Of this status only.")] = None,
    user: Annotated[str | None, typer.Option(help="About this user only, by id.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="How many to show.")] = 50,
    after: Annotated[
        UUID | None, typer.Option(help="Begin after this item, the last of the page before.")
    ] = None,
    *,
    counts: Annotated[
        bool, typer.Option("--counts", help="Count all items by queue and status instead.")
    ] = False,
) -> None:
    """List work items, the newest first.

    Example: parlons work list --status dead
    """
    if counts and (user or after):
        raise typer.BadParameter("it counts the items of everybody", param_hint="--counts")
    with ready() as container:
        _require_known(container, queue)
        if counts:
            _show_counts(container.count_work()(OPERATOR), queue, status)
            return
        wanted = WorkFilter(queue=queue, status=status, user_id=user)
        items = container.list_work()(OPERATOR, wanted, after, limit + 1)
    show_table(_COLUMNS, map(_row, items[:limit]))
    if len(items) > limit:
        note(f"there are more: add --after {items[limit - 1].id}")


@app.command("show")
def show_work(item_id: _Id) -> None:
    """Show an item as JSON, with why its attempts failed."""
    with ready() as container:
        view = container.view_work()(OPERATOR, item_id)
    show_document(json.dumps(asdict(view), default=_text, indent=2) + "\n")


@app.command()
def retry(item_id: _Id) -> None:
    """Try an item again that is dead or cancelled."""
    with ready() as container:
        container.retry_work()(OPERATOR, item_id)
    show(f"{item_id} is queued")


@app.command()
def replay(queue: _Queue = None) -> None:
    """Try all dead items again.

    Example: parlons work replay --queue achievements
    """
    with ready() as container:
        _require_known(container, queue)
        replayed = container.replay_work()(OPERATOR, queue)
    show(f"{replayed} queued")


@app.command()
def cancel(item_id: _Id) -> None:
    """Give an item up that is queued or running."""
    with ready() as container:
        container.cancel_work()(OPERATOR, item_id)
    show(f"{item_id} is cancelled")


@app.command()
def backfill(
    queue: Annotated[str, typer.Argument(metavar="QUEUE", help="The queue of a consumer.")],
) -> None:
    """Give a consumer the events that were stored before it was there.

    Example: parlons work backfill analytics
    """
    with ready() as container:
        added = container.backfill_consumer()(
            OPERATOR, queue, lambda seen: note(f"{seen} events seen")
        )
    show(f"{added} queued")


def _require_known(container: Container, queue: str | None) -> None:
    """Raise `NotFoundError` for a queue that nobody works on and that nothing was ever put in."""
    if queue is None:
        return
    known = {*container.queues(), *(each for each, _ in container.count_work()(OPERATOR))}
    if queue not in known:
        raise NotFoundError(f"there is no queue {queue}: there are {', '.join(sorted(known))}")


def _show_counts(
    counts: Mapping[tuple[str, WorkStatus], int], queue: str | None, status: WorkStatus | None
) -> None:
    rows = sorted(
        (of_queue, str(with_status), number)
        for (of_queue, with_status), number in counts.items()
        if queue in (None, of_queue) and status in (None, with_status)
    )
    show_table(("queue", "status", "items"), rows)


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _row(item: WorkItem) -> Sequence[object]:
    attempts = f"{item.attempt}/{item.max_attempts}"
    return (
        *(item.id, item.queue, item.kind, item.status, attempts, item.run_at.isoformat()),
        *(item.user_id or "", item.last_error or ""),
    )
