"""Say that an answer should have counted."""

from typing import ClassVar
from uuid import UUID

from attrs import define, field, frozen
from attrs.validators import optional

from parlons.application.ports.clock import IClock
from parlons.application.ports.unit_of_work import DuplicateError, IUnitOfWork, IWriteSession
from parlons.domain import fields
from parlons.domain.errors import ConflictError, NotFoundError
from parlons.domain.exercises.answer_report import AnswerReport
from parlons.domain.exercises.attempt import ExerciseAttempt
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal


@frozen(kw_only=True)
class AnswerClaim:
    """Why the answer should count, in the learner's words, if they care to say."""

    note: str | None = field(default=None, validator=optional(fields.text(500)))


@define
class ReportAnswer:
    """Learners report their own attempts; an attempt reported again keeps its first report."""

    permission: ClassVar = Permission.ANSWER_EXERCISES

    unit_of_work: IUnitOfWork
    clock: IClock

    def __call__(self, principal: Principal, attempt_id: UUID, claim: AnswerClaim) -> AnswerReport:
        """Raises `NotFoundError`, also for another learner's attempt.

        Raises `ConflictError` if the attempt counts, at once or later, or if its exercise asks
        something else by now.
        """
        principal.require(self.permission)
        with self.unit_of_work.write() as session:
            attempt = session.attempts.by_id(attempt_id)
            if attempt is None or attempt.user_id != principal.user_id:
                raise NotFoundError(f"you made no attempt {attempt_id}")
            made = session.reports.about(attempt_id)
            if made is not None:
                return made
            _require_same_task(session, attempt)
            return _filed(session, AnswerReport.about(attempt, claim.note, self.clock.now()))


def _require_same_task(session: IWriteSession, attempt: ExerciseAttempt) -> None:
    exercise = session.catalogue.exercise(attempt.exercise_id)
    if exercise is None or not exercise.asks_what_it_asked(attempt.exercise_version):
        raise ConflictError("the exercise has been changed since: answer it again")


def _filed(session: IWriteSession, report: AnswerReport) -> AnswerReport:
    """Store the report, or return the one that the same request has stored meanwhile."""
    try:
        session.reports.add(report)
    except DuplicateError:
        return session.reports.about(report.attempt_id) or report
    return report
