"""Open a lesson."""

from typing import ClassVar

from attrs import define, evolve

from parlons.application.ports.speech import ISpeech
from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.application.progress.listings import OpenedLesson, opened_lesson
from parlons.domain.errors import NotFoundError
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal
from parlons.domain.learning.catalogue import Sound, StoredExercise


@define
class ViewLesson:
    """A lesson comes with all its exercises, and says of each that is heard whether it can be."""

    permission: ClassVar = Permission.READ_COURSES

    unit_of_work: IUnitOfWork
    speech: ISpeech

    def __call__(self, principal: Principal, lesson_id: int) -> OpenedLesson:
        """Raises `NotFoundError`."""
        principal.require(self.permission)
        with self.unit_of_work.read() as session:
            view = session.catalogue.lesson(lesson_id)
            unit = None if view is None else session.catalogue.place_of_unit(view.unit_id)
            if view is None or unit is None:
                raise NotFoundError(f"there is no lesson {lesson_id}")
            lesson = opened_lesson(session, principal.user_id, view, unit)
            if all(each.content.spoken is None for each in lesson.exercises):
                return lesson
            path = session.catalogue.path(lesson.path_id)
        return lesson if path is None else self._with_sound(lesson, path.target_language)

    def _with_sound(self, lesson: OpenedLesson, language: str) -> OpenedLesson:
        exercises = tuple(self._exercise_with_sound(each, language) for each in lesson.exercises)
        return evolve(lesson, exercises=exercises)

    def _exercise_with_sound(self, exercise: StoredExercise, language: str) -> StoredExercise:
        text = exercise.content.spoken
        if text is None:
            return exercise
        reason = self.speech.obstacle(text, language)
        missing = reason is not None
        sound = Sound(available=not missing, reason=reason, text=text if missing else None)
        return evolve(exercise, sound=sound)
