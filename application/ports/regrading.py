"""Answers that come to count after they were graded."""

from abc import abstractmethod
from typing import Protocol
from uuid import UUID

from parlons.domain.exercises.attempt import ExerciseAttempt, Regrade
from parlons.domain.exercises.exercise import Answer


class IRegrading(Protocol):
    """What an educator accepts, and what follows for attempts; changes need a write session."""

    @abstractmethod
    def accept(self, exercise_id: int, answer: Answer) -> None:
        """Accept one more answer to an exercise, for as long as its task stays the same.

        Raises `NotFoundError` when the exercise is no longer taught.
        """

    @abstractmethod
    def attempts(
        self, exercise_id: int, since_version: int, after: UUID | None, limit: int
    ) -> tuple[ExerciseAttempt, ...]:
        """Return attempts at an exercise, by id, beginning after `after`.

        Only those that were made at `since_version` of the exercise or later and that have not been
        regraded.
        """

    @abstractmethod
    def regrade(self, attempt_id: UUID, regrade: Regrade) -> None:
        """Store the grade that an attempt has from now on; raises `DuplicateError` the 2nd time."""
