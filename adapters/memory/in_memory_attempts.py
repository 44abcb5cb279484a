"""Attempts in memory."""

from collections.abc import Collection
from uuid import UUID

from attrs import frozen

from parlons.adapters.memory.in_memory_transaction import InMemoryTransaction
from parlons.application.ports.attempts import IAttempts, MadeAttempt
from parlons.application.ports.unit_of_work import DuplicateError
from parlons.domain.exercises.attempt import ExerciseAttempt
from parlons.domain.progress.event import ExerciseResult


@frozen
class InMemoryAttempts(IAttempts):
    """The attempts of a session."""

    transaction: InMemoryTransaction

    def add(self, attempt: ExerciseAttempt) -> None:
        attempts = self.transaction.changing.attempts
        key = attempt.idempotency_key
        if attempt.id in attempts or (
            key is not None and self.by_idempotency_key(attempt.user_id, key)
        ):
            raise DuplicateError("the attempt is stored already")
        attempts[attempt.id] = attempt

    def by_id(self, attempt_id: UUID) -> ExerciseAttempt | None:
        return self.transaction.reading.attempts.get(attempt_id)

    def results(self, user_id: str, attempt_ids: Collection[UUID]) -> tuple[MadeAttempt, ...]:
        attempts = self.transaction.reading.attempts
        made = (attempts[each] for each in set(attempt_ids) if each in attempts)
        return tuple(
            MadeAttempt(result=ExerciseResult.of(each), answered_at=each.answered_at)
            for each in made
            if each.user_id == user_id
        )

    def by_idempotency_key(self, user_id: str, key: str) -> ExerciseAttempt | None:
        attempts = self.transaction.reading.attempts.values()
        made = (each for each in attempts if (each.user_id, each.idempotency_key) == (user_id, key))
        return next(made, None)

    def latest(self, user_id: str, limit: int) -> tuple[ExerciseAttempt, ...]:
        attempts = self.transaction.reading.attempts.values()
        made = [each for each in attempts if each.user_id == user_id]
        made.sort(key=lambda attempt: (attempt.answered_at, attempt.id), reverse=True)
        return tuple(made[:limit])
