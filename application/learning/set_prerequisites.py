"""Say what a unit waits for."""

from collections.abc import Mapping
from typing import ClassVar, Final

from attrs import define, evolve, field, frozen
from attrs.validators import and_, optional

from parlons.application.ports.clock import IClock
from parlons.application.ports.unit_of_work import IUnitOfWork, IWriteSession
from parlons.application.progress.recount_path import recount_ref
from parlons.application.work.queues import JOBS, RECOUNT_PATH
from parlons.application.work.work_desk import WorkDesk
from parlons.domain import fields
from parlons.domain.errors import InvalidInputError, NotFoundError
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal
from parlons.domain.learning.catalogue import UnitSummary, UnitView
from parlons.domain.learning.prerequisites import AllOf, Condition, UnitCompleted
from parlons.domain.learning.unlocking import GraphUnit, require_sound
from parlons.domain.work.priority import BACKGROUND

_MOST_UNITS: Final = 1000


@frozen(kw_only=True)
class Prerequisites:
    """A `condition` about units by their slugs, or the ids of units to be `completed`.

    `{"completed": [1, 3]}` is short for a condition that all of these are completed, and with an
    empty list the unit waits for nothing.
    """

    condition: Condition | None = None
    completed: tuple[int, ...] | None = field(
        default=None, validator=optional(and_(fields.items(0, 20), fields.unique))
    )

    def __attrs_post_init__(self) -> None:
        if (self.condition is None) == (self.completed is None):
            raise ValueError(
                "give either condition or completed; an empty list of completed opens the unit"
            )


@define
class SetPrerequisites:
    """The next import of the course puts back what its author wrote. Open to educators.

    Units that learners have opened already stay open to them.
    """

    permission: ClassVar = Permission.MANAGE_COURSES

    unit_of_work: IUnitOfWork
    desk: WorkDesk
    clock: IClock

    def __call__(
        self, principal: Principal, unit_id: int, prerequisites: Prerequisites
    ) -> UnitView:
        """Raises `NotFoundError`, and `InvalidInputError` for a cycle, which it names.

        Likewise for a unit of another path.
        """
        principal.require(self.permission)
        now = self.clock.now()
        with self.unit_of_work.write() as session:
            place = session.catalogue.place_of_unit(unit_id)
            if place is None:
                raise NotFoundError(f"there is no unit {unit_id}")
            # Keeps others from the path until the end: two changes could close a cycle together.
            session.courses.touch_path(place.path_id, now)
            units = session.catalogue.units(place.path_id, 0, _MOST_UNITS)
            condition = _condition(prerequisites, {unit.id: unit.slug for unit in units})
            _require_sound(units, unit_id, condition)
            session.courses.put_prerequisites(unit_id, condition)
            self._recount(session, place.path_id)
            view = session.catalogue.unit(unit_id)
        if view is None:
            raise NotFoundError(f"there is no unit {unit_id}")
        return view

    def _recount(self, session: IWriteSession, path_id: int) -> None:
        ref = recount_ref(path_id, self.clock.now())
        self.desk.put(session, [JOBS], ref, priority=BACKGROUND, kind=RECOUNT_PATH)


def _condition(prerequisites: Prerequisites, slugs: Mapping[int, str]) -> Condition | None:
    if prerequisites.completed is None:
        return prerequisites.condition
    leaves = []
    for index, wanted in enumerate(prerequisites.completed):
        if wanted not in slugs:
            raise InvalidInputError(f"{wanted} is no unit of this path", f"/completed/{index}")
        leaves.append(UnitCompleted(unit=slugs[wanted]))
    return AllOf(conditions=tuple(leaves)) if leaves else None


def _require_sound(
    units: tuple[UnitSummary, ...], unit_id: int, condition: Condition | None
) -> None:
    graph = (
        GraphUnit.of(evolve(unit, prerequisites=condition) if unit.id == unit_id else unit)
        for unit in units
    )
    try:
        require_sound(graph)
    except ValueError as error:
        raise InvalidInputError(str(error)) from error
