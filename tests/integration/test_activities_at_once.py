"""Activities are handed in while others, and workers, are at the same."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import UUID, uuid4

import pytest
from attrs import frozen
from dependency_injector import providers
from tests.support.school import RIGHT, unit
from tests.support.wiring import wired

from parlons.adapters.documents import row_codec
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.adapters.sql.sql_unit_of_work import SqlUnitOfWork
from parlons.adapters.sql.work.sql_work_items import SqlWorkItems
from parlons.application.activity.activity_report import ActivityReport, GivenAnswer
from parlons.container import Container
from parlons.domain.errors import ConflictError
from parlons.domain.identity.principal import Principal
from parlons.domain.learning.prerequisites import UnitCompleted
from parlons.domain.progress.event import ActivityCompleted, UnitUnlocked
from parlons.domain.work.work_item import WorkItem, WorkStatus
from parlons.entrypoints.testing import samples
from parlons.entrypoints.testing.contracts.store import publish
from parlons.entrypoints.testing.work_samples import LEASE

ADA = Principal("ada")
THREADS = 6


@frozen
class School:
    """Two lessons, the second locked until the first is done; no workers but those of a test."""

    unit_of_work: SqlUnitOfWork
    container: Container
    path_id: int

    @classmethod
    def on(cls, database: SqlDatabase) -> "School":
        unit_of_work = SqlUnitOfWork.on(database, next(row_codec()))
        container = wired(unit_of_work)
        container.on_work.override(providers.Object(lambda: None))
        two = unit("two", waits_for=UnitCompleted(unit="one"))
        path_id = publish(unit_of_work, samples.path("french", unit("one", 2), two))
        return cls(unit_of_work, container, path_id)

    def report(self, number: int, event_id: UUID | None = None, **more: Any) -> ActivityReport:
        with self.unit_of_work.read() as session:
            unit_id = session.catalogue.units(self.path_id, 0, 2)[number].id
            lesson_id = session.catalogue.lessons(unit_id, 0, 1)[0].id
            place = session.catalogue.place_of_lesson(lesson_id)
        assert place is not None
        answers = tuple(GivenAnswer(exercise_id=each, answer=RIGHT) for each in place.exercises)
        return ActivityReport(lesson_id=lesson_id, answers=answers, event_id=event_id, **more)

    def hand_in(self, report: ActivityReport) -> UUID:
        return self.container.complete_activity()(ADA, report).event_id

    def stored(self, kind: type) -> int:
        with self.unit_of_work.read() as session:
            return len(session.events.of_user("ada", [kind.TYPE], None, 100))

    def progress_items(self) -> tuple[WorkItem, ...]:
        with self.unit_of_work.read() as session:
            return session.work.unfinished_of("ada", "progress")


@pytest.fixture(params=["sqlite_database", "postgres_database"])
def school(request: pytest.FixtureRequest) -> School:
    return School.on(request.getfixturevalue(request.param))


@pytest.fixture
def postgres_school(postgres_database: SqlDatabase) -> School:
    return School.on(postgres_database)


def test_one_activity_told_many_times_at_once_counts_once(school: School):
    for _ in range(5):
        report, start = school.report(0, uuid4()), Barrier(THREADS)
        before = school.stored(ActivityCompleted)

        def hand_in(_thread: int, report=report, start=start) -> UUID:
            start.wait(10)
            return school.hand_in(report)

        with ThreadPoolExecutor(THREADS) as pool:
            assert set(pool.map(hand_in, range(THREADS))) == {report.event_id}
        assert school.stored(ActivityCompleted) == before + 1
        with school.unit_of_work.read() as session:
            assert len(session.attempts.latest("ada", 100)) == 2 * (before + 1)


def test_of_two_activities_of_one_name_at_once_one_is_refused(school: School):
    for _ in range(5):
        name, start = uuid4(), Barrier(2)
        reports = [school.report(0, name, duration_ms=duration) for duration in (1, 2)]
        before = school.stored(ActivityCompleted)

        def hand_in(report: ActivityReport, start=start) -> bool:
            start.wait(10)
            try:
                school.hand_in(report)
            except ConflictError:
                return False
            return True

        with ThreadPoolExecutor(2) as pool:
            assert sorted(pool.map(hand_in, reports)) == [False, True]
        assert school.stored(ActivityCompleted) == before + 1


def test_a_worker_that_takes_the_item_meanwhile_turns_nobody_away(
    postgres_school: School, monkeypatch: pytest.MonkeyPatch
):
    """The claim is stored after the gate has read the item, and before it ends it."""
    school = postgres_school
    school.hand_in(school.report(0))
    unfinished_of = SqlWorkItems.unfinished_of

    def claimed_meanwhile(
        work: SqlWorkItems, user_id: str, queue: str, limit: int
    ) -> tuple[WorkItem, ...]:
        items = unfinished_of(work, user_id, queue, limit)
        with school.unit_of_work.write() as other:
            for item in items:
                claimed = item.claimed("a worker", item.run_at, LEASE)
                assert claimed is not None
                other.work.replace(item, claimed)
        return items

    with monkeypatch.context() as patch:
        patch.setattr(SqlWorkItems, "unfinished_of", claimed_meanwhile)
        school.hand_in(school.report(1))
    assert school.stored(UnitUnlocked) == 1
    claimed, _ = school.progress_items()
    assert claimed.status is WorkStatus.RUNNING
    with school.unit_of_work.write() as session:
        school.container.progress_delivery().deliver(session, claimed)
    assert school.stored(UnitUnlocked) == 1


def test_gates_and_workers_at_once_open_a_unit_once(school: School):
    start = Barrier(THREADS)
    school.hand_in(school.report(0))
    (item,) = school.progress_items()

    def work_or_hand_in(thread: int) -> None:
        start.wait(10)
        if thread % 2:
            school.container.run_work_item()(item.id)
        else:
            school.hand_in(school.report(1))

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(work_or_hand_in, range(THREADS)))
    assert school.stored(UnitUnlocked) == 1
    assert school.stored(ActivityCompleted) == 1 + THREADS // 2
    with school.unit_of_work.read() as session:
        done = session.work.by_id(item.id)
    assert done is not None
    assert (done.status, done.last_error) == (WorkStatus.SUCCEEDED, None)
