"""Answers given to exercises."""

from abc import abstractmethod
from collections.abc import Collection
from datetime import datetime
from typing import Protocol
from uuid import UUID

from attrs import frozen

from parlons.domain.exercises.attempt import ExerciseAttempt
from parlons.domain.progress.event import ExerciseResult


@frozen(kw_only=True)
class MadeAttempt:
    """What came of an attempt, and when it was made."""

    result: ExerciseResult
    answered_at: datetime


class IAttempts(Protocol):
    """All attempts ever made; `add` needs a write session."""

    @abstractmethod
    def add(self, attempt: ExerciseAttempt) -> None:
        """Store an attempt.

        Raises `DuplicateError` when its id is there already, or the user used its idempotency key.
        """

    @abstractmethod
    def by_id(self, attempt_id: UUID) -> ExerciseAttempt | None:
        """Return an attempt, or None."""

    @abstractmethod
    def results(self, user_id: str, attempt_ids: Collection[UUID]) -> tuple[MadeAttempt, ...]:
        """Return what came of those attempts that the user made, in no order, by one statement.

        The grade that counts says whether one is right.
        """

    @abstractmethod
    def by_idempotency_key(self, user_id: str, key: str) -> ExerciseAttempt | None:
        """Return the attempt that the user made under this key, or None."""

    @abstractmethod
    def latest(self, user_id: str, limit: int) -> tuple[ExerciseAttempt, ...]:
        """Return the user's latest attempts, newest first."""
