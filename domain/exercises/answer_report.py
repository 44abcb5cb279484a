"""A learner's claim that an answer should have counted."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from attrs import evolve, field, frozen
from attrs.validators import optional

from parlons.domain import fields
from parlons.domain.errors import ConflictError
from parlons.domain.exercises.attempt import ExerciseAttempt
from parlons.domain.exercises.exercise import Answer


class ReportStatus(StrEnum):
    """What became of a report."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@frozen(kw_only=True)
class AnswerReport:
    """The claim is about one attempt, which is its name, and an educator decides it once."""

    attempt_id: UUID
    user_id: str
    exercise_id: int
    exercise_version: int
    answer: Answer
    note: str | None = field(default=None, validator=optional(fields.text(500)))
    status: ReportStatus = ReportStatus.OPEN
    reported_at: datetime
    decided_by: str | None = field(default=None, metadata=fields.SECRET)
    decided_at: datetime | None = None

    @classmethod
    def about(cls, attempt: ExerciseAttempt, note: str | None, at: datetime) -> "AnswerReport":
        """Report an attempt; raises `ConflictError` when it counts already."""
        if attempt.standing.accepted:
            raise ConflictError("this answer counts already")
        return cls(
            attempt_id=attempt.id,
            user_id=attempt.user_id,
            exercise_id=attempt.exercise_id,
            exercise_version=attempt.exercise_version,
            answer=attempt.answer,
            note=note,
            reported_at=at,
        )

    def decided(self, status: ReportStatus, by: str, at: datetime) -> "AnswerReport":
        """Return the report as decided; raises `ConflictError` when it was decided before."""
        if self.status is not ReportStatus.OPEN:
            raise ConflictError(f"the report was {self.status} already")
        return evolve(self, status=status, decided_by=by, decided_at=at)

    def deciding(self, other: "AnswerReport") -> "AnswerReport":
        """Return another report that is decided by the decision of this one."""
        return evolve(
            other, status=self.status, decided_by=self.decided_by, decided_at=self.decided_at
        )
