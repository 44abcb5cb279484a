"""Regrading in memory."""

from uuid import UUID

from attrs import evolve, frozen

from parlons.adapters.memory.in_memory_transaction import InMemoryTransaction
from parlons.application.ports.regrading import IRegrading
from parlons.application.ports.unit_of_work import DuplicateError
from parlons.domain.errors import NotFoundError
from parlons.domain.exercises.attempt import ExerciseAttempt, Regrade
from parlons.domain.exercises.exercise import Answer


@frozen
class InMemoryRegrading(IRegrading):
    """The regrading of a session."""

    transaction: InMemoryTransaction

    def accept(self, exercise_id: int, answer: Answer) -> None:
        state = self.transaction.changing
        lesson = state.lessons.get(state.exercises.get(exercise_id, 0))
        taught = lesson.view.exercises if lesson and not lesson.retired else ()
        if lesson is None or all(each.id != exercise_id for each in taught):
            raise NotFoundError(f"there is no exercise {exercise_id}")
        exercises = tuple(
            evolve(each, accepted=(*each.accepted, answer)) if each.id == exercise_id else each
            for each in taught
        )
        view = evolve(lesson.view, exercises=exercises)
        state.lessons[view.id] = evolve(lesson, view=view)

    def attempts(
        self, exercise_id: int, since_version: int, after: UUID | None, limit: int
    ) -> tuple[ExerciseAttempt, ...]:
        found = (
            attempt
            for _, attempt in sorted(self.transaction.reading.attempts.items())
            if attempt.exercise_id == exercise_id
            and attempt.exercise_version >= since_version
            and attempt.regraded is None
            and (after is None or attempt.id > after)
        )
        return tuple(found)[:limit]

    def regrade(self, attempt_id: UUID, regrade: Regrade) -> None:
        attempts = self.transaction.changing.attempts
        attempt = attempts[attempt_id]
        if attempt.regraded is not None:
            raise DuplicateError("the attempt has been regraded already")
        attempts[attempt_id] = evolve(attempt, regraded=regrade)
