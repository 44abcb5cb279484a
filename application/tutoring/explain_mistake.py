"""Have a mistake explained."""

from typing import ClassVar
from uuid import UUID

from attrs import define, field, frozen
from attrs.validators import optional

from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.application.tutoring.structured.explain_mistake import (
    ExplainMistake as ExplanationTask,
)
from parlons.application.tutoring.structured_tutor import Making, StructuredTutor
from parlons.domain import fields
from parlons.domain.errors import InvalidInputError, NotFoundError
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal
from parlons.domain.tutoring.structured.mistake_explanation import MistakeExplanation


@frozen(kw_only=True)
class MistakeQuestion:
    """An attempt of the learner's own; `language` to answer in is by default the course's own."""

    attempt_id: UUID
    language: str | None = field(default=None, validator=optional(fields.language_tag()))


@frozen(kw_only=True)
class ExplainedMistake:
    """An explanation, or a text where the tutor kept to no form, and how it was made."""

    explanation: MistakeExplanation | None
    text: str | None
    made: Making


@define
class ExplainMistake:
    """Learners have their own answers explained, right or wrong; nobody else's."""

    permission: ClassVar = Permission.ASK_TUTOR

    unit_of_work: IUnitOfWork
    tutor: StructuredTutor

    def __call__(
        self, principal: Principal, lesson_id: int, question: MistakeQuestion
    ) -> ExplainedMistake:
        """Raises `NotFoundError`, and `InvalidInputError` for an attempt at another lesson."""
        principal.require(self.permission)
        reply, made = self.tutor.reply(principal, self._task(principal, lesson_id, question))
        return ExplainedMistake(explanation=reply.value, text=reply.text, made=made)

    def _task(
        self, principal: Principal, lesson_id: int, question: MistakeQuestion
    ) -> ExplanationTask:
        with self.unit_of_work.read() as session:
            lesson = session.catalogue.lesson(lesson_id)
            path = None if lesson is None else session.catalogue.path(lesson.path_id)
            attempt = session.attempts.by_id(question.attempt_id)
        if lesson is None or path is None:
            raise NotFoundError(f"there is no lesson {lesson_id}")
        if attempt is None or attempt.user_id != principal.user_id:
            message = f"you have made no attempt {question.attempt_id}"
            raise InvalidInputError(message, "/attemptId")
        exercises = {each.id: each.content for each in lesson.exercises}
        if attempt.exercise_id not in exercises:
            message = f"the attempt is at no exercise of lesson {lesson_id}"
            raise InvalidInputError(message, "/attemptId")
        return ExplanationTask(
            path=path,
            language=question.language or path.source_language,
            exercise=exercises[attempt.exercise_id],
            attempt=attempt,
        )
