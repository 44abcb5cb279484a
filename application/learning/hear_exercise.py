"""Hear what an exercise says."""

from typing import ClassVar

from attrs import define

from parlons.application.ports.speech import ISpeech, Recording
from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.domain.errors import NotFoundError
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal


@define
class HearExercise:
    """Learners hear a dictation, or a model of what they are to say, as often as they like."""

    permission: ClassVar = Permission.READ_COURSES

    unit_of_work: IUnitOfWork
    speech: ISpeech

    def __call__(self, principal: Principal, exercise_id: int) -> Recording:
        """Raises `NotFoundError`, also for an exercise without sound; `SpeechUnavailableError`."""
        principal.require(self.permission)
        with self.unit_of_work.read() as session:
            exercise = session.catalogue.exercise(exercise_id)
            course = session.catalogue.course_of(exercise_id)
        if exercise is None or course is None:
            raise NotFoundError(f"there is no exercise {exercise_id}")
        if exercise.content.spoken is None:
            raise NotFoundError(f"exercise {exercise_id} has nothing to hear")
        return self.speech.say(exercise.content.spoken, course.target_language)
