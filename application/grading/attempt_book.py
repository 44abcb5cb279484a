"""Answers, graded and kept."""

from attrs import define, evolve, field, frozen
from attrs.validators import optional

from parlons.application.grading.course_lexicons import CourseLexicons
from parlons.application.ports.clock import IClock
from parlons.application.ports.id_generator import IIdGenerator
from parlons.application.ports.telemetry import ExerciseAnswered, ITelemetry
from parlons.application.ports.unit_of_work import DuplicateError, IWriteSession
from parlons.domain import fields
from parlons.domain.errors import ConflictError, NotFoundError
from parlons.domain.exercises.attempt import ExerciseAttempt, Regrade
from parlons.domain.exercises.exercise import Answer
from parlons.domain.progress.moment import Moment


@frozen(kw_only=True)
class Submission:
    """An answer, and the milliseconds the learner took for it (up to a day)."""

    answer: Answer
    duration_ms: int | None = field(default=None, validator=optional(fields.between(0, 86_400_000)))


@define
class AttemptBook:
    """Grades answers by the rules, and keeps each as an attempt."""

    clock: IClock
    id_generator: IIdGenerator
    lexicons: CourseLexicons
    telemetry: ITelemetry

    def enter(
        self,
        session: IWriteSession,
        user_id: str,
        exercise_id: int,
        submission: Submission,
        answered: Moment,
        idempotency_key: str | None = None,
    ) -> ExerciseAttempt:
        """Grade and store an answer, or return the attempt that is stored under the key.

        Raises `NotFoundError`, `InvalidInputError` for an answer of another kind, and
        `ConflictError` when the key was used for another answer.
        """
        made = made_before(session, user_id, idempotency_key)
        if made is None:
            attempt = self._grade(
                session, user_id, exercise_id, submission, answered, idempotency_key
            )
            made = self._store(session, attempt)
        if (made.exercise_id, made.answer) != (exercise_id, submission.answer):
            raise ConflictError("the idempotency key was used for another answer")
        return made

    def _grade(
        self,
        session: IWriteSession,
        user_id: str,
        exercise_id: int,
        submission: Submission,
        answered: Moment,
        idempotency_key: str | None,
    ) -> ExerciseAttempt:
        exercise = session.catalogue.exercise(exercise_id)
        course = session.catalogue.course_of(exercise_id)
        if exercise is None or course is None:
            raise NotFoundError(f"there is no exercise {exercise_id}")
        words = self.lexicons.of(course)
        return ExerciseAttempt(
            id=self.id_generator.new_id(),
            user_id=user_id,
            exercise_id=exercise.id,
            exercise_version=exercise.version,
            answer=submission.answer,
            grade=exercise.grade(submission.answer, words),
            answered_at=answered.at,
            zone=answered.zone,
            local_date=answered.local_date,
            duration_ms=submission.duration_ms,
            idempotency_key=idempotency_key,
        )

    def _store(self, session: IWriteSession, attempt: ExerciseAttempt) -> ExerciseAttempt:
        """Store the attempt, or return the one that the same request has stored meanwhile."""
        try:
            session.attempts.add(attempt)
        except DuplicateError:
            made = made_before(session, attempt.user_id, attempt.idempotency_key)
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
        grade = exercise.grade(attempt.answer, self.lexicons.of(course))
        if not grade.accepted:
            return attempt
        new = Regrade(exercise_version=exercise.version, grade=grade, regraded_at=self.clock.now())
        session.regrading.regrade(attempt.id, new)
        return evolve(attempt, regraded=new)


def made_before(
    session: IWriteSession, user_id: str, idempotency_key: str | None
) -> ExerciseAttempt | None:
    """Return the attempt that the user made under a key, if any."""
    if idempotency_key is None:
        return None
    return session.attempts.by_idempotency_key(user_id, idempotency_key)


def _answered(attempt: ExerciseAttempt) -> ExerciseAnswered:
    return ExerciseAnswered(
        exercise_id=attempt.exercise_id,
        verdict=attempt.grade.verdict,
        accepted=attempt.grade.accepted,
    )
