"""Answer an exercise."""

from typing import ClassVar

from attrs import define

from parlons.application.grading.attempt_book import AttemptBook, Submission, made_before
from parlons.application.grading.course_lexicons import gathering_words
from parlons.application.ports.clock import IClock
from parlons.application.ports.unit_of_work import IUnitOfWork, IWriteSession
from parlons.application.progress.unit_gate import UnitGate
from parlons.domain.errors import NotFoundError
from parlons.domain.exercises.attempt import ExerciseAttempt
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal
from parlons.domain.progress.moment import Moment


@define
class AnswerExercise:
    """The server grades, and every answer is kept as an attempt."""

    permission: ClassVar = Permission.ANSWER_EXERCISES

    unit_of_work: IUnitOfWork
    attempts: AttemptBook
    gate: UnitGate
    clock: IClock

    @gathering_words
    def __call__(
        self,
        principal: Principal,
        exercise_id: int,
        submission: Submission,
        idempotency_key: str | None = None,
    ) -> ExerciseAttempt:
        """Grade and store an answer, or return the attempt already stored under the key.

        Raises `NotFoundError`, `UnitLockedError`, `InvalidInputError` for an answer of another
        kind, and `ConflictError` when the key was used for another answer.
        """
        principal.require(self.permission)
        user_id, answered = principal.user_id, Moment(self.clock.now(), principal.zone)

        def enter() -> ExerciseAttempt:
            with self.unit_of_work.write() as session:
                if made_before(session, user_id, idempotency_key) is None:
                    self._require_open(session, user_id, exercise_id)
                return self.attempts.enter(
                    session, user_id, exercise_id, submission, answered, idempotency_key
                )

        return self.gate.passing(user_id, enter)

    def _require_open(self, session: IWriteSession, user_id: str, exercise_id: int) -> None:
        lesson = session.progress.place_of_exercise(user_id, exercise_id)
        if lesson is None:
            raise NotFoundError(f"there is no exercise {exercise_id}")
        self.gate.require_open(session, user_id, lesson)
