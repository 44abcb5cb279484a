"""`parlons progress`."""

from collections.abc import Sequence
from typing import Annotated

import typer

from parlons.application.ports.unit_of_work import StorageUnavailableError
from parlons.application.progress.snapshot import Difference
from parlons.container import Container
from parlons.domain.identity.principal import OPERATOR
from parlons.entrypoints.cli.errors import FAILED
from parlons.entrypoints.cli.output import complain, note, show, show_table
from parlons.entrypoints.cli.session import ready

app = typer.Typer(help="Look after learners' progress.", no_args_is_help=True)

_PAGE = 500


@app.command()
def rebuild(
    user: Annotated[str | None, typer.Option(help="Of this user, by id.")] = None,
    *,
    everybody: Annotated[bool, typer.Option("--all", help="Of every learner.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what differs, and change nothing.")
    ] = False,
) -> None:
    """Compute counts, points, streaks and achievements anew from what has happened.

    Each thing that was stored otherwise is shown. What waits to be worked on is done first. Of all
    learners, those who cannot be rebuilt are named and keep no other from it.

    Example: parlons progress rebuild --all --dry-run
    """
    if everybody == (user is not None):
        raise typer.BadParameter("give either --user or --all")
    with ready() as container:
        rebuild_one = _rebuild if user is not None else _tried
        users = _users(container) if user is None else [user]
        changed = [rebuild_one(container, each, dry_run=dry_run) for each in users]
    show(_summary(changed, "would change" if dry_run else "changed"))
    if None in changed:
        raise typer.Exit(FAILED)


def _users(container: Container) -> list[str]:
    found: list[str] = []
    list_learners = container.list_learners()
    while page := list_learners(OPERATOR, found[-1] if found else "", _PAGE):
        found.extend(page)
    return found


def _tried(container: Container, user_id: str, *, dry_run: bool) -> bool | None:
    """Return None where it failed."""
    try:
        return _rebuild(container, user_id, dry_run=dry_run)
    except StorageUnavailableError:
        raise
    except Exception as error:  # noqa: BLE001  # whatever one learner's is, the others go on
        complain(f"learner {user_id}: {type(error).__name__}: {error}")
        return None


def _rebuild(container: Container, user_id: str, *, dry_run: bool) -> bool:
    differences = container.rebuild_progress()(OPERATOR, user_id, dry_run=dry_run)
    if differences:
        _show(user_id, differences)
    return bool(differences)


def _show(user_id: str, differences: Sequence[Difference]) -> None:
    note(f"learner {user_id}")
    rows = [(each.what, each.stored, each.computed) for each in differences]
    show_table(("what", "stored", "from the events"), rows)


def _summary(changed: Sequence[bool | None], done: str) -> str:
    learners = "1 learner" if len(changed) == 1 else f"{len(changed)} learners"
    summary = f"{learners} looked at, {changed.count(True)} {done}"
    failed = changed.count(None)
    return f"{summary}, {failed} failed" if failed else summary
