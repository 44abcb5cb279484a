"""A learner's answer as it was graded."""

from datetime import datetime
from uuid import UUID

from attrs import frozen

from parlons.domain.exercises.exercise import Answer
from parlons.domain.exercises.grade import Grade


@frozen(kw_only=True)
class ExerciseAttempt:
    """One answer to one version of an exercise; an attempt is never changed.

    `duration_ms` is the time the learner took, as the client measured it. `idempotency_key` is the
    client's name for the request: the same key from the same user is the same attempt.
    """

    id: UUID
    user_id: str
    exercise_id: int
    exercise_version: int
    answer: Answer
    grade: Grade
    answered_at: datetime
    duration_ms: int | None = None
    idempotency_key: str | None = None
