"""Several workers change learners' progress at once."""

from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillRunning
from threading import Barrier

import pytest
from attrs import evolve, frozen

from parlons.adapters.documents import row_codec
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.adapters.sql.sql_unit_of_work import SqlUnitOfWork
from parlons.domain.progress.unit_progress import PathProgress, UnitProgress
from parlons.entrypoints.testing import course_samples
from parlons.entrypoints.testing.contracts.stored_course import StoredCourse, stored_course


class WorkerError(Exception):
    """A worker fails in the middle of its work."""


@frozen
class School:
    unit_of_work: SqlUnitOfWork
    course: StoredCourse

    @classmethod
    def on(cls, database: SqlDatabase) -> "School":
        unit_of_work = SqlUnitOfWork.on(database, next(row_codec()))
        return cls(unit_of_work, stored_course(unit_of_work))

    def learn(self, user_id: str) -> None:
        """Add one to each count of the learner."""
        path_id, unit_id = self.course.path_id, self.course.units["greetings"]
        with self.unit_of_work.write() as session:
            session.progress.lock(user_id)
            path = session.progress.path(user_id, path_id) or course_samples.path_progress()
            unit, _ = session.progress.units(user_id, path_id)
            counted = evolve(unit.progress, right_count=unit.progress.right_count + 1)
            session.progress.put_unit(user_id, unit_id, counted)
            counted = evolve(path, lessons_completed=path.lessons_completed + 1)
            session.progress.put_path(user_id, path_id, counted)

    def counts(self, user_id: str) -> tuple[PathProgress | None, UnitProgress]:
        with self.unit_of_work.read() as session:
            unit, _ = session.progress.units(user_id, self.course.path_id)
            return session.progress.path(user_id, self.course.path_id), unit.progress


@pytest.fixture(params=["sqlite_database", "postgres_database"])
def school(request: pytest.FixtureRequest) -> School:
    return School.on(request.getfixturevalue(request.param))


@pytest.fixture
def postgres_school(postgres_database: SqlDatabase) -> School:
    return School.on(postgres_database)


def test_two_workers_on_one_learner_lose_no_update(school: School):
    together = Barrier(2)

    def work(times: int) -> None:
        together.wait(10)
        for _ in range(times):
            school.learn("ada")

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(work, [20, 20]))
    path, unit = school.counts("ada")
    assert path == course_samples.path_progress(lessons_completed=40)
    assert unit == UnitProgress(right_count=40)


def test_whoever_waited_goes_on_where_the_first_worker_failed(school: School):
    def fail_while_another_waits(pool: ThreadPoolExecutor) -> None:
        with school.unit_of_work.write() as session:
            session.progress.lock("ada")
            progress = course_samples.path_progress(lessons_completed=9)
            session.progress.put_path("ada", school.course.path_id, progress)
            waiting = pool.submit(school.learn, "ada")
            with pytest.raises(StillRunning):
                waiting.result(0.3)
            raise WorkerError

    with ThreadPoolExecutor(1) as pool, pytest.raises(WorkerError):
        fail_while_another_waits(pool)
    path, unit = school.counts("ada")
    assert path == course_samples.path_progress(lessons_completed=1)
    assert unit == UnitProgress(right_count=1)


def test_other_learners_are_not_kept_waiting(postgres_school: School):
    postgres_school.learn("grace")
    with ThreadPoolExecutor(1) as pool, postgres_school.unit_of_work.write() as session:
        session.progress.lock("ada")
        progress = course_samples.path_progress()
        session.progress.put_path("ada", postgres_school.course.path_id, progress)
        for user_id in ("grace", "a newcomer"):
            pool.submit(postgres_school.learn, user_id).result(10)
    _, unit = postgres_school.counts("grace")
    assert unit == UnitProgress(right_count=2)
