"""The counts of a learner, made anew where something has changed."""

from datetime import datetime

from parlons.application.ports.progress import GraphNode
from parlons.application.ports.unit_of_work import IWriteSession
from parlons.application.progress.unit_states import standings
from parlons.domain.progress.event import (
    Consequence,
    LessonCompleted,
    LessonMastered,
    PathCompleted,
    UnitCompleted,
    UnitUnlocked,
)
from parlons.domain.progress.moment import Moment
from parlons.domain.progress.unit_progress import PathProgress, UnitProgress


def recount_unit(
    session: IWriteSession, user_id: str, path_id: int, unit_id: int, *, begun_id: int | None = None
) -> list[Consequence]:
    """Count the lessons of a unit anew; the learner must be locked.

    `begun_id` is the unit that an activity was accepted in, which may be another one.
    """
    found = []
    for node in session.progress.graph(user_id, path_id):
        after = node.progress.begun() if node.unit_id == begun_id else node.progress
        if node.unit_id == unit_id:
            after = after.counted(session.progress.lessons(user_id, unit_id))
        found += put_counts(session, user_id, path_id, node, after)
    return found


def put_counts(
    session: IWriteSession, user_id: str, path_id: int, node: GraphNode, after: UnitProgress
) -> list[Consequence]:
    """Store a learner's progress in a unit where it has changed, and tell what is completed."""
    before = node.progress
    if after == before:
        return []
    session.progress.put_unit(user_id, node.unit_id, after)
    fact = UnitCompleted(path_id=path_id, unit_id=node.unit_id, title=node.unit.title)
    return completion(fact, f"unit {node.unit_id}", before.completed, after.completed)


def recount_path(
    session: IWriteSession, user_id: str, path_id: int, moment: Moment, *, used: bool = True
) -> list[Consequence]:
    """Open the units whose prerequisites are met, and count the units of a path anew.

    The learner must be locked; `moment` is that of what made it necessary, and whether that was a
    use of the path `used` says.
    """
    follows = _open_units(session, user_id, path_id, moment)
    stored = session.progress.path(user_id, path_id)
    before = stored or begun(moment.at)
    after = before.used(moment.at) if used else before
    after = after.counted(session.progress.units(user_id, path_id))
    if after != stored:
        session.progress.put_path(user_id, path_id, after)
    fact = PathCompleted(path_id=path_id)
    return follows + completion(fact, f"path {path_id}", before.completed, after.completed)


def begun(at: datetime) -> PathProgress:
    """Return the progress of somebody who takes up a path."""
    return PathProgress(enrolled_at=at, last_used_at=at)


def completion(
    fact: LessonCompleted | LessonMastered | UnitCompleted | PathCompleted,
    subject: str,
    before: Moment | None,
    after: Moment | None,
) -> list[Consequence]:
    """Tell that something is completed, or that it was so earlier than was known."""
    if after is None or after == before:
        return []
    key = f"{fact.TYPE} {subject} {after.at.isoformat()} {after.zone}"
    return [Consequence(key=key, fact=fact, moment=after, is_news=before is None)]


def _open_units(
    session: IWriteSession, user_id: str, path_id: int, moment: Moment
) -> list[Consequence]:
    nodes = session.progress.graph(user_id, path_id)
    reached = standings(nodes)
    opened = [
        node
        for node in nodes
        if node.progress.unlocked_at is None
        and node.unit.prerequisites is not None
        and node.unit.prerequisites.is_met(reached)
    ]
    for node in opened:
        session.progress.put_unit(user_id, node.unit_id, node.progress.unlocked(moment.at))
    return [
        Consequence(
            key=f"{UnitUnlocked.TYPE} {node.unit_id}",
            fact=UnitUnlocked(path_id=path_id, unit_id=node.unit_id, title=node.unit.title),
            moment=moment,
        )
        for node in opened
    ]
