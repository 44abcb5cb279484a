"""An answer comes to count while others answer, report it, or publish a new edition."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillRunning
from contextlib import contextmanager
from threading import Barrier, Event
from typing import Any

import pytest
from attrs import field, frozen
from tests.support.wiring import wired

from parlons.adapters.documents import row_codec
from parlons.adapters.sql.grading.sql_answer_reports import SqlAnswerReports
from parlons.adapters.sql.grading.sql_attempts import SqlAttempts
from parlons.adapters.sql.grading.sql_regrading import SqlRegrading
from parlons.adapters.sql.learning.shelf_exercises import ShelfExercises
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.adapters.sql.sql_unit_of_work import SqlUnitOfWork
from parlons.adapters.system.system_clock import SystemClock
from parlons.adapters.telemetry.in_memory_telemetry import InMemoryTelemetry
from parlons.application.grading.attempt_book import Submission
from parlons.application.grading.course_lexicons import CourseLexicons
from parlons.application.grading.decide_answer_report import (
    DecidedReport,
    Decision,
)
from parlons.application.grading.report_answer import AnswerClaim, ReportAnswer
from parlons.container import Container
from parlons.domain.exercises.answer_report import AnswerReport
from parlons.domain.exercises.attempt import ExerciseAttempt
from parlons.domain.exercises.translation import TranslationAnswer
from parlons.domain.identity.principal import Principal
from parlons.domain.identity.role import Role
from parlons.domain.learning.catalogue import StoredExercise
from parlons.entrypoints.testing import samples
from parlons.entrypoints.testing.contracts.store import publish, stored_exercise

ANSWER = TranslationAnswer("bonne soirée à tous")
EDUCATOR = Principal("educator", frozenset({Role.EDUCATOR}))


@frozen
class School:
    unit_of_work: SqlUnitOfWork
    exercise_id: int
    lexicons: CourseLexicons = field(factory=CourseLexicons)
    telemetry: InMemoryTelemetry = field(factory=InMemoryTelemetry)
    clock: SystemClock = field(factory=SystemClock)

    @property
    def container(self) -> Container:
        return wired(
            self.unit_of_work,
            clock=self.clock,
            telemetry=self.telemetry,
            course_lexicons=self.lexicons,
        )

    def answer(self, user_id: str) -> ExerciseAttempt:
        answer = self.container.answer_exercise()
        return answer(Principal(user_id), self.exercise_id, Submission(answer=ANSWER))

    def report(self, attempt: ExerciseAttempt) -> AnswerReport:
        report = ReportAnswer(self.unit_of_work, self.clock)
        return report(Principal(attempt.user_id), attempt.id, AnswerClaim())

    def accept(self, attempt: ExerciseAttempt) -> DecidedReport:
        decide = self.container.decide_answer_report()
        return decide(EDUCATOR, attempt.id, Decision(accept=True))

    def publish(self, **changes: Any) -> None:
        lesson = samples.lesson("evenings", samples.exercise(**changes))
        publish(self.unit_of_work, samples.path("french", samples.unit("greetings", lesson)))

    def exercise(self) -> StoredExercise:
        with self.unit_of_work.read() as session:
            found = session.catalogue.exercise(self.exercise_id)
        assert found is not None
        return found


@pytest.fixture
def school(postgres_database: SqlDatabase) -> School:
    unit_of_work = SqlUnitOfWork.on(postgres_database, next(row_codec()))
    return School(unit_of_work, stored_exercise(unit_of_work))


@contextmanager
def halted(
    monkeypatch: pytest.MonkeyPatch, owner: type, name: str, *, after: bool = False
) -> Iterator[tuple[Event, Event]]:
    """The first call of a method stops before its work, or after it, until it may go on."""
    reached, go_on = Event(), Event()
    work: Callable[..., Any] = getattr(owner, name)

    def halting(*arguments: Any) -> Any:
        result = work(*arguments) if after else None
        if not reached.is_set():
            reached.set()
            assert go_on.wait(20)
        return result if after else work(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(owner, name, halting)
        try:
            yield reached, go_on
        finally:
            go_on.set()


def test_an_import_under_way_keeps_what_is_accepted_meanwhile(school: School, monkeypatch):
    attempt = school.answer("ada")
    school.report(attempt)
    with (
        ThreadPoolExecutor(2) as pool,
        halted(monkeypatch, ShelfExercises, "_differences", after=True) as (reached, go_on),
    ):
        importing = pool.submit(school.publish, explanation="Because.")
        assert reached.wait(10)
        accepting = pool.submit(school.accept, attempt)
        with pytest.raises(StillRunning):  # it waits for the import
            accepting.result(0.5)
        go_on.set()
        importing.result(20)
        assert accepting.result(20).regraded == 1
    assert school.exercise().version == 2
    assert school.exercise().accepted == (ANSWER,)


def test_an_answer_is_never_accepted_for_another_task(school: School, monkeypatch):
    attempt = school.answer("ada")
    school.report(attempt)
    with (
        ThreadPoolExecutor(2) as pool,
        halted(monkeypatch, SqlRegrading, "accept") as (reached, go_on),
    ):
        accepting = pool.submit(school.accept, attempt)
        assert reached.wait(10)
        importing = pool.submit(school.publish, text="Good night")
        with pytest.raises(StillRunning):  # it waits for the decision
            importing.result(0.5)
        go_on.set()
        accepting.result(20)
        importing.result(20)
    assert (school.exercise().task_since, school.exercise().accepted) == (2, ())


def test_an_answer_graded_meanwhile_counts(school: School, monkeypatch):
    attempt = school.answer("ada")
    school.report(attempt)
    with (
        ThreadPoolExecutor(2) as pool,
        halted(monkeypatch, SqlAttempts, "add") as (reached, go_on),
    ):
        answering = pool.submit(school.answer, "grace")
        assert reached.wait(10)
        assert school.accept(attempt).regraded == 1
        go_on.set()
        late = answering.result(20)
    assert late.standing.accepted
    with school.unit_of_work.read() as session:
        assert session.attempts.by_id(late.id) == late


def test_an_answer_stored_meanwhile_counts(school: School, monkeypatch):
    attempt = school.answer("ada")
    school.report(attempt)
    with (
        ThreadPoolExecutor(2) as pool,
        halted(monkeypatch, SqlAttempts, "add", after=True) as (reached, go_on),
    ):
        answering = pool.submit(school.answer, "grace")
        assert reached.wait(10)
        accepting = pool.submit(school.accept, attempt)
        with pytest.raises(StillRunning):  # it waits for the attempt
            accepting.result(0.5)
        go_on.set()
        late = answering.result(20)
        assert accepting.result(20).regraded == 2
    with school.unit_of_work.read() as session:
        stored = session.attempts.by_id(late.id)
    assert stored is not None
    assert stored.standing.accepted


def test_a_report_sent_twice_at_once_is_one_report(school: School, monkeypatch):
    attempt = school.answer("ada")
    together = Barrier(2)
    about = SqlAnswerReports.about

    def both_find_none(reports: SqlAnswerReports, attempt_id: Any) -> AnswerReport | None:
        found = about(reports, attempt_id)
        if found is None:
            together.wait(10)
        return found

    monkeypatch.setattr(SqlAnswerReports, "about", both_find_none)
    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(school.report, [attempt, attempt])
    assert one == other
