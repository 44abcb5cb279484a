"""Answer an exercise."""

from typing import ClassVar

from attrs import define, evolve, field, frozen
from attrs.validators import optional

from parlons.application.grading.course_lexicons import CourseLexicons
from parlons.application.ports.clock import IClock
from parlons.application.ports.id_generator import IIdGenerator
from parlons.application.ports.telemetry import ExerciseAnswered, ITelemetry
from parlons.application.ports.unit_of_work import DuplicateError, IUnitOfWork, IWriteSession
from parlons.domain import fields
from parlons.domain.errors import ConflictError, NotFoundError
from parlons.domain.exercises.attempt import ExerciseAttempt, Regrade
from parlons.domain.exercises.exercise import Answer
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal


@frozen(kw_only=True)
class Submission:
    """An answer, and the milliseconds the learner took for it (up to a day)."""

    answer: Answer
    duration_ms: int | None = field(default=None, validator=optional(fields.between(0, 86_400_000)))


@define
class AnswerExercise:
    """The server grades, and every answer is kept as an attempt."""

    permission: ClassVar = Permission.ANSWER_EXERCISES

    unit_of_work: IUnitOfWork
    clock: IClock
    id_generator: IIdGenerator
    lexicons: CourseLexicons
    telemetry: ITelemetry

    def __call__(
        self,
        principal: Principal,
        exercise_id: int,
        submission: Submission,
        idempotency_key: str | None = None,
    ) -> ExerciseAttempt:
        """Grade and store an answer, or return the attempt already stored under the key.

        Raises `NotFoundError`, `InvalidInputError` for an answer of another kind, and
        `ConflictError` when the key was used for another answer.
        """
        principal.require(self.permission)
        with self.unit_of_work.write() as session:
            made = _made_before(session, principal.user_id, idempotency_key)
            if made is None:
                attempt = self._grade(session, principal, exercise_id, submission, idempotency_key)
                made = self._store(session, attempt)
            return _same(made, exercise_id, submission)

    def _grade(
        self,
        session: IWriteSession,
        principal: Principal,
        exercise_id: int,
        submission: Submission,
        idempotency_key: str | None,
    ) -> ExerciseAttempt:
        exercise = session.catalogue.exercise(exercise_id)
        course = session.catalogue.course_of(exercise_id)
        if exercise is None or course is None:
            raise NotFoundError(f"there is no exercise {exercise_id}")
        words = self.lexicons.of(session.catalogue, course)
        answered_at = self.clock.now()
        return ExerciseAttempt(
            id=self.id_generator.new_id(),
            user_id=principal.user_id,
            exercise_id=exercise.id,
            exercise_version=exercise.version,
            answer=submission.answer,
            grade=exercise.grade(submission.answer, words),
            answered_at=answered_at,
            zone=principal.zone,
            local_date=principal.local_date(answered_at),
            duration_ms=submission.duration_ms,
            idempotency_key=idempotency_key,
        )

    def _store(self, session: IWriteSession, attempt: ExerciseAttempt) -> ExerciseAttempt:
        """Store the attempt, or return the one that the same request has stored meanwhile."""
        try:
            session.attempts.add(attempt)
        except DuplicateError:
            made = _made_before(session, attempt.user_id, attempt.idempotency_key)
            if made is None:
                raise
            return made
        session.after_commit(lambda: self.telemetry.record(_answered(attempt)))
        return attempt if attempt.grade.accepted else self._regraded(session, attempt)

    def _regraded(self, session: IWriteSession, attempt: ExerciseAttempt) -> ExerciseAttempt:
        """Grade again where an educator has accepted an answer since the exercise was read.

        A decision that comes later finds the attempt stored, or waits until it is.
        """
        exercise = session.catalogue.exercise(attempt.exercise_id)
        course = session.catalogue.course_of(attempt.exercise_id)
        if exercise is None or course is None or not exercise.accepted:
            return attempt
        if not exercise.asks_what_it_asked(attempt.exercise_version):
            return attempt
        grade = exercise.grade(attempt.answer, self.lexicons.of(session.catalogue, course))
        if not grade.accepted:
            return attempt
        new = Regrade(exercise_version=exercise.version, grade=grade, regraded_at=self.clock.now())
        session.regrading.regrade(attempt.id, new)
        return evolve(attempt, regraded=new)


def _made_before(
    session: IWriteSession, user_id: str, idempotency_key: str | None
) -> ExerciseAttempt | None:
    if idempotency_key is None:
        return None
    return session.attempts.by_idempotency_key(user_id, idempotency_key)


def _same(made: ExerciseAttempt, exercise_id: int, submission: Submission) -> ExerciseAttempt:
    if (made.exercise_id, made.answer) != (exercise_id, submission.answer):
        raise ConflictError("the idempotency key was used for another answer")
    return made


def _answered(attempt: ExerciseAttempt) -> ExerciseAnswered:
    return ExerciseAnswered(
        exercise_id=attempt.exercise_id,
        verdict=attempt.grade.verdict,
        accepted=attempt.grade.accepted,
    )
