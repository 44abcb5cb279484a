"""Answers given to exercises."""

from abc import abstractmethod
from typing import Protocol
from uuid import UUID

from parlons.domain.exercises.attempt import ExerciseAttempt


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
    def by_idempotency_key(self, user_id: str, key: str) -> ExerciseAttempt | None:
        """Return the attempt that the user made under this key, or None."""

    @abstractmethod
    def latest(self, user_id: str, limit: int) -> tuple[ExerciseAttempt, ...]:
        """Return the user's latest attempts, newest first."""
