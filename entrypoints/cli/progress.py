"""`parlons progress`."""

from typing import Annotated

import typer

from parlons.container import Container
from parlons.domain.identity.principal import OPERATOR
from parlons.entrypoints.cli.output import note, show, show_table
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

    Each thing that was stored otherwise is shown. What waits to be worked on is done first.

    Example: parlons progress rebuild --all --dry-run
    """
    if everybody == (user is not None):
        raise typer.BadParameter("give either --user or --all")
    with ready() as container:
        users = _users(container) if user is None else [user]
        differing = sum(_rebuild(container, each, dry_run=dry_run) for each in users)
    done = "would change" if dry_run else "changed"
    learners = "1 learner" if len(users) == 1 else f"{len(users)} learners"
    show(f"{learners} looked at, {differing} {done}")


def _users(container: Container) -> list[str]:
    found: list[str] = []
    list_learners = container.list_learners()
    while page := list_learners(OPERATOR, found[-1] if found else "", _PAGE):
        found.extend(page)
    return found


def _rebuild(container: Container, user_id: str, *, dry_run: bool) -> bool:
    differences = container.rebuild_progress()(OPERATOR, user_id, dry_run=dry_run)
    if differences:
        note(f"learner {user_id}")
        rows = [(each.what, each.stored, each.computed) for each in differences]
        show_table(("what", "stored", "from the events"), rows)
    return bool(differences)
