"""Open a lesson."""

from typing import ClassVar

from attrs import define

from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.domain.errors import NotFoundError
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal
from parlons.domain.learning.catalogue import LessonView


@define
class ViewLesson:
    """A lesson comes with all its exercises."""

    permission: ClassVar = Permission.READ_COURSES

    unit_of_work: IUnitOfWork

    def __call__(self, principal: Principal, lesson_id: int) -> LessonView:
        """Raises `NotFoundError`."""
        principal.require(self.permission)
        with self.unit_of_work.read() as session:
            lesson = session.catalogue.lesson(lesson_id)
        if lesson is None:
            raise NotFoundError(f"there is no lesson {lesson_id}")
        return lesson
