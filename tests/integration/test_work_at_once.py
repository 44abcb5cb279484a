"""Work is handed out, claimed and queued by many at once, and done by one."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillRunning
from threading import Barrier
from uuid import UUID

import pytest
from attrs import evolve

from parlons.adapters.documents import row_codec
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.adapters.sql.sql_unit_of_work import SqlUnitOfWork
from parlons.application.ports.unit_of_work import DuplicateError, StaleRevisionError
from parlons.domain.work.work_item import WorkItem
from parlons.entrypoints.testing.work_samples import LEASE, minutes, next_run, running, work_item

NOW, LOST_BEFORE = minutes(60), minutes(50)
THREADS = 4


def store_on(database: SqlDatabase) -> SqlUnitOfWork:
    return SqlUnitOfWork.on(database, next(row_codec()))


@pytest.fixture(params=["sqlite_database", "postgres_database"])
def unit_of_work(request: pytest.FixtureRequest) -> SqlUnitOfWork:
    return store_on(request.getfixturevalue(request.param))


@pytest.fixture
def on_postgres(postgres_database: SqlDatabase) -> SqlUnitOfWork:
    return store_on(postgres_database)


def add(unit_of_work: SqlUnitOfWork, *items: WorkItem) -> None:
    with unit_of_work.write() as session:
        session.work.add(items)


def hand_out(unit_of_work: SqlUnitOfWork, limit: int) -> list[UUID]:
    with unit_of_work.write() as session:
        due = [item.id for item in session.work.due("letters", NOW, LOST_BEFORE, limit)]
        session.work.mark_dispatched(due, NOW)
    return due


def at_once(change: Callable[[int], bool]) -> int:
    """Return in how many of the threads the change was made."""
    together = Barrier(THREADS)

    def change_with_the_others(thread: int) -> bool:
        together.wait(10)
        try:
            return change(thread)
        except (DuplicateError, StaleRevisionError):
            return False

    with ThreadPoolExecutor(THREADS) as pool:
        return sum(pool.map(change_with_the_others, range(THREADS)))


def test_nobody_waits_for_those_who_hand_out_something_else(on_postgres: SqlUnitOfWork):
    items = [work_item(run_at=at) for at in range(6)]
    add(on_postgres, *items)
    with ThreadPoolExecutor(1) as pool, on_postgres.write() as session:
        first = session.work.due("letters", NOW, LOST_BEFORE, 4)
        second = pool.submit(hand_out, on_postgres, 4).result(timeout=10)
        assert [item.id for item in first] == [item.id for item in items[:4]]
        assert second == [item.id for item in items[4:]]


def test_sqlite_hands_out_to_one_after_the_other(sqlite_database: SqlDatabase):
    unit_of_work = store_on(sqlite_database)
    items = [work_item(run_at=at) for at in range(6)]
    add(unit_of_work, *items)
    with ThreadPoolExecutor(1) as pool:
        with unit_of_work.write() as session:
            first = session.work.due("letters", NOW, LOST_BEFORE, 4)
            second = pool.submit(hand_out, unit_of_work, 4)
            with pytest.raises(StillRunning):
                second.result(timeout=0.3)
            session.work.mark_dispatched([item.id for item in first], NOW)
        assert second.result(timeout=10) == [item.id for item in items[4:]]


def test_of_many_who_claim_an_item_at_once_one_gets_it(unit_of_work: SqlUnitOfWork):
    for _ in range(10):
        item = work_item()
        add(unit_of_work, item)

        def claim(thread: int, item: WorkItem = item) -> bool:
            claimed = item.claimed(f"worker {thread}", NOW, LEASE)
            assert claimed is not None
            with unit_of_work.write() as session:
                session.work.replace(item, claimed)
            return True

        assert at_once(claim) == 1


def test_whoever_waited_for_a_claim_learns_that_it_came_too_late(on_postgres: SqlUnitOfWork):
    item = work_item()
    one, other = (item.claimed(owner, NOW, LEASE) for owner in ("one", "other"))
    assert one is not None
    assert other is not None
    add(on_postgres, item)

    def claim() -> None:
        with on_postgres.write() as session:
            session.work.replace(item, other)

    with ThreadPoolExecutor(1) as pool:
        with on_postgres.write() as session:
            session.work.replace(item, one)
            late = pool.submit(claim)
            with pytest.raises(StillRunning):
                late.result(timeout=0.3)
        with pytest.raises(StaleRevisionError):
            late.result(timeout=10)
    with on_postgres.read() as session:
        assert session.work.by_id(item.id) == one


def test_of_a_worker_and_whoever_takes_its_work_one_ends_it(unit_of_work: SqlUnitOfWork):
    item = running()
    add(unit_of_work, item)
    ends = [item.succeeded(NOW), item.failed("too late", NOW, 0)] * (THREADS // 2)

    def end(thread: int) -> bool:
        with unit_of_work.write() as session:
            session.work.replace(item, ends[thread])
        return True

    assert at_once(end) == 1


def test_who_renews_while_the_reaper_looks_keeps_the_work(on_postgres: SqlUnitOfWork):
    item = running()
    add(on_postgres, item)
    renewed = item.renewed(NOW, LEASE, 50)
    with on_postgres.write() as reaper:
        [expired] = reaper.work.expired(NOW, 100)
        with on_postgres.write() as worker:
            worker.work.replace(item, renewed)
        with pytest.raises(StaleRevisionError):
            reaper.work.replace_expired(expired, expired.failed("too late", NOW, 0), NOW)
        assert reaper.work.by_id(item.id) == renewed


def test_work_that_many_queue_at_once_is_queued_once(unit_of_work: SqlUnitOfWork):
    for number in range(10):

        def queue(_thread: int, ref: str = f"letter {number}") -> bool:
            with unit_of_work.write() as session:
                return session.work.add([work_item(ref=ref)]) == 1

        assert at_once(queue) == 1


def test_a_schedule_that_many_look_at_fires_once(unit_of_work: SqlUnitOfWork):
    def begin(_thread: int) -> bool:
        with unit_of_work.write() as session:
            session.schedules.add(next_run())
        return True

    def fire(_thread: int) -> bool:
        with unit_of_work.write() as session:
            session.schedules.replace(next_run(), evolve(next_run(), next_run_at=NOW))
        return True

    assert at_once(begin) == 1
    assert at_once(fire) == 1


def test_work_is_forgotten_by_one_of_many(unit_of_work: SqlUnitOfWork):
    add(unit_of_work, *(work_item().cancelled(minutes(1)) for _ in range(40)))
    together = Barrier(THREADS)

    def forget(_thread: int) -> int:
        together.wait(10)
        with unit_of_work.write() as session:
            return session.work.forget(NOW, 10)

    with ThreadPoolExecutor(THREADS) as pool:
        assert sum(pool.map(forget, range(THREADS))) == 40
