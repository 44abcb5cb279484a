"""See the lessons of a unit."""

from typing import ClassVar

from attrs import define

from parlons.application.paging import FIRST_PAGE, Page, PageRequest, page_of
from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.domain.errors import NotFoundError
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal
from parlons.domain.learning.catalogue import LessonSummary


@define
class ListLessons:
    """Lessons come in the order they are taken."""

    permission: ClassVar = Permission.READ_COURSES

    unit_of_work: IUnitOfWork

    def __call__(
        self, principal: Principal, unit_id: int, page: PageRequest = FIRST_PAGE
    ) -> Page[LessonSummary]:
        """Raises `NotFoundError`."""
        principal.require(self.permission)
        with self.unit_of_work.read() as session:
            lessons = page_of(
                page,
                f"lessons of {unit_id}",
                lambda after, limit: session.catalogue.lessons(unit_id, after, limit),
                lambda lesson: lesson.position,
            )
            if not lessons.items and session.catalogue.unit(unit_id) is None:
                raise NotFoundError(f"there is no unit {unit_id}")
        return lessons
