"""See the lessons of a unit."""

from typing import ClassVar

from attrs import define

from parlons.application.paging import FIRST_PAGE, Page, PageRequest, page_in_order
from parlons.application.ports.unit_of_work import IReadSession, IUnitOfWork
from parlons.application.progress.listings import LessonListing, lesson_listing
from parlons.application.progress.unit_states import state_of
from parlons.domain.errors import NotFoundError
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal
from parlons.domain.learning.catalogue import UnitPlace


@define
class ListLessons:
    """Lessons come in the order they are taken; those of a locked unit are locked."""

    permission: ClassVar = Permission.READ_COURSES

    unit_of_work: IUnitOfWork

    def __call__(
        self, principal: Principal, unit_id: int, page: PageRequest = FIRST_PAGE
    ) -> Page[LessonListing]:
        """Raises `NotFoundError`."""
        principal.require(self.permission)
        with self.unit_of_work.read() as session:
            place = session.catalogue.place_of_unit(unit_id)
            if place is None:
                raise NotFoundError(f"there is no unit {unit_id}")
            return page_in_order(
                page,
                f"lessons of {unit_id}",
                lambda after, limit: _listings(session, principal.user_id, place, after, limit),
                lambda ids: session.catalogue.positions_of_lessons(unit_id, ids),
            )


def _listings(
    session: IReadSession, user_id: str, place: UnitPlace, after: int, limit: int
) -> tuple[LessonListing, ...]:
    unit = state_of(session, user_id, place)
    listed = session.progress.page_of_lessons(user_id, place.unit_id, after, limit)
    return tuple(lesson_listing(each, unit) for each in listed)
