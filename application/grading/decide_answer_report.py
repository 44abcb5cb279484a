"""Decide whether an answer should have counted."""

from collections.abc import Iterator, Sequence
from typing import ClassVar
from uuid import UUID

from attrs import define, frozen

from parlons.application.events.publisher import Publisher
from parlons.application.grading.course_lexicons import CourseLexicons, gathering_words
from parlons.application.ports.clock import IClock
from parlons.application.ports.id_generator import IIdGenerator
from parlons.application.ports.telemetry import AnswerReportDecided, ITelemetry
from parlons.application.ports.unit_of_work import IUnitOfWork, IWriteSession
from parlons.domain.errors import ConflictError, InvalidInputError, NotFoundError
from parlons.domain.exercises.answer_report import AnswerReport, ReportStatus
from parlons.domain.exercises.attempt import ExerciseAttempt, Regrade
from parlons.domain.exercises.exercise import Answer
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal
from parlons.domain.learning.catalogue import StoredExercise
from parlons.domain.progress.event import AnswerRegraded, Event
from parlons.domain.progress.moment import Moment
from parlons.domain.work.priority import BACKGROUND

_BATCH = 200


@frozen(kw_only=True)
class Decision:
    """Whether the answer counts from now on.

    `answer` is the answer as it should be written, where the learner's spelling is no model.
    """

    accept: bool
    answer: Answer | None = None


@frozen(kw_only=True)
class DecidedReport:
    """The report as decided, and how many attempts came to count by that."""

    report: AnswerReport
    regraded: int


@define
class DecideAnswerReport:
    """What an educator accepts is a right answer from then on, and was one in all past attempts.

    No attempt that counted ceases to count.
    """

    permission: ClassVar = Permission.REVIEW_ANSWERS

    unit_of_work: IUnitOfWork
    publisher: Publisher
    clock: IClock
    id_generator: IIdGenerator
    lexicons: CourseLexicons
    telemetry: ITelemetry

    @gathering_words
    def __call__(self, principal: Principal, attempt_id: UUID, decision: Decision) -> DecidedReport:
        """Decide the report about an attempt.

        Raises `NotFoundError` when there is none, `ConflictError` when it was decided before or
        its exercise asks something else by now, `InvalidInputError` when the exercise cannot take
        another answer.
        """
        principal.require(self.permission)
        status = ReportStatus.ACCEPTED if decision.accept else ReportStatus.REJECTED
        with self.unit_of_work.write() as session:
            report = session.reports.about(attempt_id)
            if report is None:
                raise NotFoundError(f"nobody has reported attempt {attempt_id}")
            decided = report.decided(status, principal.user_id, self.clock.now())
            session.reports.decide(decided)
            answer = decision.answer or report.answer
            regraded = self._accept(session, decided, answer) if decision.accept else 0
            event = AnswerReportDecided(accepted=decision.accept, regraded=regraded)
            session.after_commit(lambda: self.telemetry.record(event))
        return DecidedReport(report=decided, regraded=regraded)

    def _accept(self, session: IWriteSession, report: AnswerReport, answer: Answer) -> int:
        exercise = session.regrading.lock(report.exercise_id)
        course = session.catalogue.course_of(exercise.id)
        if course is None or not exercise.asks_what_it_asked(report.exercise_version):
            raise ConflictError("the exercise has been changed since: reject the report")
        words = self.lexicons.of(course)
        better = exercise.accepting(answer)
        if not better.grade(report.answer, words).accepted:
            raise InvalidInputError("the reported answer would still not count", "/answer")
        session.regrading.accept(better)
        regrades = [
            (attempt, grade)
            for attempt in _attempts(session, better)
            if (grade := better.grade(attempt.answer, words)).accepted
        ]
        at = self.clock.now()
        for attempt, grade in regrades:
            new = Regrade(exercise_version=better.version, grade=grade, regraded_at=at)
            session.regrading.regrade(attempt.id, new)
            _accept_other_report(session, attempt.id, report)
        self._tell(session, [attempt for attempt, _ in regrades], exercise.id)
        return len(regrades)

    def _tell(
        self, session: IWriteSession, attempts: Sequence[ExerciseAttempt], exercise_id: int
    ) -> None:
        """Let progress count the attempts, as of when they were made."""
        place = session.catalogue.place_of_exercise(exercise_id)
        if place is None:
            return
        for attempt in attempts:
            fact = AnswerRegraded(
                path_id=place.unit.path_id,
                unit_id=place.unit.unit_id,
                lesson_id=place.lesson_id,
                exercise_id=exercise_id,
                attempt_id=attempt.id,
            )
            event = Event(
                id=self.id_generator.new_id(),
                user_id=attempt.user_id,
                key=f"{fact.TYPE} {attempt.id}",
                fact=fact,
                moment=Moment(attempt.answered_at, attempt.zone),
                recorded_at=self.clock.now(),
            )
            self.publisher.publish(session, event, BACKGROUND)


def _accept_other_report(session: IWriteSession, attempt_id: UUID, decided: AnswerReport) -> None:
    """Close the report of another attempt that counts now, by the same decision."""
    other = session.reports.about(attempt_id)
    if other is not None and other.status is ReportStatus.OPEN:
        session.reports.decide(decided.deciding(other))


def _attempts(session: IWriteSession, exercise: StoredExercise) -> Iterator[ExerciseAttempt]:
    """Read the attempts at the task batch by batch."""
    last: UUID | None = None
    while batch := session.regrading.attempts(exercise.id, exercise.task_since, last, _BATCH):
        yield from batch
        last = batch[-1].id
