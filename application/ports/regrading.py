"""Answers that come to count after they were graded."""

from abc import abstractmethod
from typing import Protocol
from uuid import UUID

from parlons.domain.exercises.attempt import ExerciseAttempt, Regrade
from parlons.domain.learning.catalogue import StoredExercise


class IRegrading(Protocol):
    """What an educator accepts, and what follows for attempts; changes need a write session."""

    @abstractmethod
    def lock(self, exercise_id: int) -> StoredExercise:
        """Return an exercise as it is now and stays until the session ends.

        Until then nobody else changes it, accepts an answer to it or stores an attempt at it.
        Raises `NotFoundError` when it is no longer taught.
        """

    @abstractmethod
    def accept(self, exercise: StoredExercise) -> None:
        """Store the accepted answers of an exercise that this session has locked."""

    @abstractmethod
    def attempts(
        self, exercise_id: int, since_version: int, after: UUID | None, limit: int
    ) -> tuple[ExerciseAttempt, ...]:
        """Return attempts at an exercise, by id, beginning after `after`.

        Only those that were made at `since_version` of the exercise or later and that do not count,
        by their first grade or a later one.
        """

    @abstractmethod
    def regrade(self, attempt_id: UUID, regrade: Regrade) -> None:
        """Store the grade that an attempt has from now on; raises `DuplicateError` the 2nd time."""
