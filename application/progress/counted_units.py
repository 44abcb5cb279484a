"""Units whose exercises a change of a course has counted, of which no event tells."""

from collections.abc import Collection, Iterator

from parlons.application.ports.unit_of_work import IReadSession, IWriteSession
from parlons.application.progress.snapshot import MOST_PATHS
from parlons.application.progress.tally import recount_path, recount_unit
from parlons.domain.progress.event import Consequence
from parlons.domain.progress.moment import Moment


def counted_units(session: IReadSession, user_id: str) -> frozenset[int]:
    """Return the units that have been counted for a learner, whether they have begun them."""
    return frozenset(
        unit.unit_id
        for path_id in _paths(session, user_id)
        for unit in session.progress.units(user_id, path_id)
        if unit.progress.exercise_count
    )


def recount(
    session: IWriteSession, user_id: str, counted: Collection[int], moment: Moment
) -> Iterator[Consequence]:
    """Count those units again, and all paths, by what is taught now."""
    for path_id in _paths(session, user_id):
        for unit in session.progress.units(user_id, path_id):
            if unit.unit_id in counted:
                yield from recount_unit(session, user_id, path_id, unit.unit_id)
        yield from recount_path(session, user_id, path_id, moment, used=False)


def _paths(session: IReadSession, user_id: str) -> tuple[int, ...]:
    enrolled = session.progress.enrolled(user_id, 0, MOST_PATHS)
    return tuple(each.path.id for each in enrolled)
