"""Regrading in memory."""

from uuid import UUID

from attrs import evolve, frozen

from parlons.adapters.memory.in_memory_catalogue import InMemoryCatalogue
from parlons.adapters.memory.in_memory_transaction import InMemoryTransaction
from parlons.application.ports.regrading import IRegrading
from parlons.application.ports.unit_of_work import DuplicateError
from parlons.domain.errors import NotFoundError
from parlons.domain.exercises.attempt import ExerciseAttempt, Regrade
from parlons.domain.learning.catalogue import StoredExercise


@frozen
class InMemoryRegrading(IRegrading):
    """The regrading of a session."""

    transaction: InMemoryTransaction

    def lock(self, exercise_id: int) -> StoredExercise:
        exercise = InMemoryCatalogue(self.transaction).exercise(exercise_id)
        if exercise is None:
            raise NotFoundError(f"there is no exercise {exercise_id}")
        return exercise

    def accept(self, exercise: StoredExercise) -> None:
        lessons = self.transaction.changing.lessons
        lesson = lessons[self.transaction.changing.exercises[exercise.id]]
        exercises = tuple(
            evolve(each, accepted=exercise.accepted) if each.id == exercise.id else each
            for each in lesson.view.exercises
        )
        lessons[lesson.view.id] = evolve(lesson, view=evolve(lesson.view, exercises=exercises))

    def attempts(
        self, exercise_id: int, since_version: int, after: UUID | None, limit: int
    ) -> tuple[ExerciseAttempt, ...]:
        found = (
            attempt
            for _, attempt in sorted(self.transaction.reading.attempts.items())
            if attempt.exercise_id == exercise_id
            and attempt.exercise_version >= since_version
            and not attempt.standing.accepted
            and (after is None or attempt.id > after)
        )
        return tuple(found)[:limit]

    def regrade(self, attempt_id: UUID, regrade: Regrade) -> None:
        attempts = self.transaction.changing.attempts
        attempt = attempts[attempt_id]
        if attempt.regraded is not None:
            raise DuplicateError("the attempt has been regraded already")
        attempts[attempt_id] = evolve(attempt, regraded=regrade)
