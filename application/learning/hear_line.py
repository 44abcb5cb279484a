"""Hear a line of a dialogue."""

from typing import ClassVar

from attrs import define

from parlons.application.ports.speech import ISpeech, Recording
from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.domain.errors import NotFoundError
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal


@define
class HearLine:
    """A dialogue is heard line by line, the first of which is 1."""

    permission: ClassVar = Permission.READ_COURSES

    unit_of_work: IUnitOfWork
    speech: ISpeech

    def __call__(self, principal: Principal, lesson_id: int, number: int) -> Recording:
        """Raises `NotFoundError`, `SpeechUnavailableError`."""
        principal.require(self.permission)
        with self.unit_of_work.read() as session:
            lesson = session.catalogue.lesson(lesson_id)
            path = session.catalogue.path(lesson.path_id) if lesson else None
        if lesson is None or path is None:
            raise NotFoundError(f"there is no lesson {lesson_id}")
        if not 1 <= number <= len(lesson.dialogue):
            raise NotFoundError(f"the dialogue of lesson {lesson_id} has no line {number}")
        return self.speech.say(lesson.dialogue[number - 1].text, path.target_language)
