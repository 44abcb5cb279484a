"""Ask for a second opinion of an answer."""

from typing import ClassVar
from uuid import UUID

from attrs import define, frozen

from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.application.tutoring.structured.grade_open_answer import GradeOpenAnswer
from parlons.application.tutoring.structured_tutor import Making, StructuredTutor
from parlons.domain.errors import NotFoundError
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal
from parlons.domain.tutoring.structured.answer_opinion import AnswerOpinion


@frozen(kw_only=True)
class SecondOpinion:
    """What the tutor thinks of an answer, and how that was made."""

    opinion: AnswerOpinion | None
    made: Making


@define
class AskOpinion:
    """An opinion changes no grade, and never denies what counted; on reports educators decide."""

    permission: ClassVar = Permission.ASK_TUTOR

    unit_of_work: IUnitOfWork
    tutor: StructuredTutor

    def __call__(self, principal: Principal, attempt_id: UUID) -> SecondOpinion:
        """Raises `NotFoundError` for an attempt of somebody else, or at what is not taught now."""
        principal.require(self.permission)
        reply, made = self.tutor.reply(principal, self._task(principal, attempt_id))
        return SecondOpinion(opinion=reply.value, made=made)

    def _task(self, principal: Principal, attempt_id: UUID) -> GradeOpenAnswer:
        with self.unit_of_work.read() as session:
            attempt = session.attempts.by_id(attempt_id)
            if attempt is None or attempt.user_id != principal.user_id:
                raise NotFoundError(f"you have made no attempt {attempt_id}")
            exercise = session.catalogue.exercise(attempt.exercise_id)
            course = session.catalogue.course_of(attempt.exercise_id)
            path = None if course is None else session.catalogue.path(course.path_id)
        if exercise is None or path is None:
            raise NotFoundError(f"exercise {attempt.exercise_id} is not taught any more")
        return GradeOpenAnswer(
            path=path,
            language=path.source_language,
            exercise=exercise.content,
            grade=attempt.standing,
        )
