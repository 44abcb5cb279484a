"""A learner's answer as it was graded."""

from datetime import date, datetime
from uuid import UUID

from attrs import field, frozen
from attrs.validators import optional

from parlons.domain import fields
from parlons.domain.exercises.exercise import Answer
from parlons.domain.exercises.grade import Grade


@frozen(kw_only=True)
class Regrade:
    """The better grade that an attempt got later, when more answers had come to count."""

    exercise_version: int
    grade: Grade
    regraded_at: datetime


@frozen(kw_only=True)
class ExerciseAttempt:
    """One answer to one version of an exercise; nothing of it is changed but `regraded`, once.

    `local_date` is the day it was in the learner's `zone` (IANA) when they answered, wherever they
    move later. `duration_ms` is the time the learner took, as the client measured it.
    `idempotency_key` is the client's name for the request: the same key from the same user is the
    same attempt.
    """

    id: UUID
    user_id: str
    exercise_id: int
    exercise_version: int
    answer: Answer
    grade: Grade
    answered_at: datetime
    zone: str = field(validator=fields.time_zone)
    local_date: date
    duration_ms: int | None = None
    idempotency_key: str | None = field(default=None, validator=optional(fields.text(255)))
    regraded: Regrade | None = None

    @property
    def standing(self) -> Grade:
        """The grade that counts."""
        return self.grade if self.regraded is None else self.regraded.grade
