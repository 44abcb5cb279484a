"""Get exercises for what one got wrong."""

from collections.abc import Iterator
from typing import ClassVar, Final

from attrs import define, field, frozen
from attrs.validators import optional

from parlons.application.grading.course_lexicons import CourseLexicons, gathering_words
from parlons.application.ports.unit_of_work import IReadSession, IUnitOfWork
from parlons.application.tutoring.structured.suggest_exercises import (
    Mistake,
)
from parlons.application.tutoring.structured.suggest_exercises import (
    SuggestExercises as SuggestionTask,
)
from parlons.application.tutoring.structured_tutor import Making, StructuredTutor
from parlons.domain import fields
from parlons.domain.errors import NotFoundError
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal
from parlons.domain.learning.catalogue import CourseEdition, LessonView
from parlons.domain.tutoring.structured.exercise_suggestions import (
    MAX_SUGGESTIONS,
    SuggestedExercise,
    solutions,
)
from parlons.domain.tutoring.structured.structured_reply import ReplyStep

_LATELY: Final = 100
"""So many of the learner's latest attempts are looked through for mistakes."""


@frozen(kw_only=True)
class SuggestionsQuestion:
    """How many are wanted; `language` of the instructions is by default the course's own."""

    count: int = field(default=5, validator=fields.between(1, MAX_SUGGESTIONS))
    language: str | None = field(default=None, validator=optional(fields.language_tag()))


@frozen(kw_only=True)
class Suggestion:
    """An exercise to do by oneself, and what is right; of the lesson's own that is not told."""

    exercise: SuggestedExercise
    solutions: tuple[str, ...]


@frozen(kw_only=True)
class SuggestedExercises:
    """Exercises, and how they were made."""

    exercises: tuple[Suggestion, ...]
    made: Making


@define
class SuggestExercises:
    """What the learner got wrong in a lesson lately is trained with the words of its unit."""

    permission: ClassVar = Permission.ASK_TUTOR

    unit_of_work: IUnitOfWork
    lexicons: CourseLexicons
    tutor: StructuredTutor

    @gathering_words
    def __call__(
        self, principal: Principal, lesson_id: int, question: SuggestionsQuestion
    ) -> SuggestedExercises:
        """Raises `NotFoundError`, and what `StructuredTutor.reply` raises."""
        principal.require(self.permission)
        task = self._task(principal, lesson_id, question)
        reply, made = self.tutor.reply(principal, task)
        items = () if reply.value is None else reply.value.items
        # What is right in the lesson's own exercises is told to who answers them.
        own = reply.step is ReplyStep.FALLBACK
        suggestions = (
            Suggestion(exercise=each, solutions=() if own else solutions(each)) for each in items
        )
        return SuggestedExercises(exercises=tuple(suggestions), made=made)

    def _task(
        self, principal: Principal, lesson_id: int, question: SuggestionsQuestion
    ) -> SuggestionTask:
        with self.unit_of_work.read() as session:
            lesson = session.catalogue.lesson(lesson_id)
            path = None if lesson is None else session.catalogue.path(lesson.path_id)
            unit = None if lesson is None else session.catalogue.unit(lesson.unit_id)
            if lesson is None or path is None or unit is None:
                raise NotFoundError(f"there is no lesson {lesson_id}")
            mistakes = tuple(_mistakes(session, principal.user_id, lesson))
        edition = CourseEdition(
            path_id=path.id,
            version=path.version,
            updated_at=path.updated_at,
            source_language=path.source_language,
            target_language=path.target_language,
        )
        return SuggestionTask(
            path=path,
            language=question.language or path.source_language,
            mistakes=mistakes,
            vocabulary=unit.vocabulary,
            lesson=tuple(each.content for each in lesson.exercises),
            words=self.lexicons.of(edition),
            count=question.count,
        )


def _mistakes(session: IReadSession, user_id: str, lesson: LessonView) -> Iterator[Mistake]:
    """Yield exercises whose latest answer did not count, the last one first."""
    contents = {each.id: each.content for each in lesson.exercises}
    for attempt in session.attempts.latest(user_id, _LATELY):
        content = contents.pop(attempt.exercise_id, None)
        if content is not None and not attempt.standing.accepted:
            yield Mistake(content, attempt.standing)
