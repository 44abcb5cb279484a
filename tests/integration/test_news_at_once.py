"""News of one learner that several announce at once are numbered as they are committed."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillRunning
from threading import Barrier, Event

import pytest

from parlons.adapters.documents import row_codec
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.adapters.sql.sql_unit_of_work import SqlUnitOfWork
from parlons.entrypoints.testing import progress_samples

WRITERS, ROUNDS = 6, 15


@pytest.fixture(params=["sqlite_database", "postgres_database"])
def unit_of_work(request: pytest.FixtureRequest) -> SqlUnitOfWork:
    database: SqlDatabase = request.getfixturevalue(request.param)
    return SqlUnitOfWork.on(database, next(row_codec()))


@pytest.fixture
def on_postgres(postgres_database: SqlDatabase) -> SqlUnitOfWork:
    return SqlUnitOfWork.on(postgres_database, next(row_codec()))


def announce(unit_of_work: SqlUnitOfWork, key: str) -> bool:
    with unit_of_work.write() as session:
        return session.events.announce(progress_samples.event(key=key))


def heard(unit_of_work: SqlUnitOfWork, done: Event) -> Iterator[int]:
    """Follow the news as they come, and look once more when all are told."""
    last, over = 0, False
    while not over:
        over = done.is_set()
        with unit_of_work.read() as session:
            news = session.events.news({"ada": last}, 3 * WRITERS * ROUNDS)
        for event in news:
            assert event.number is not None
            last = event.number
            yield last


def test_a_reader_hears_all_news_in_order(unit_of_work: SqlUnitOfWork):
    start, done = Barrier(WRITERS), Event()

    def write(writer: int) -> None:
        start.wait(10)
        for turn in range(ROUNDS):
            assert announce(unit_of_work, f"{writer}/{turn}")

    with ThreadPoolExecutor(WRITERS + 1) as pool:
        hearing = pool.submit(lambda: list(heard(unit_of_work, done)))
        try:
            list(pool.map(write, range(WRITERS)))
        finally:
            done.set()
        numbers = hearing.result(20)
    assert numbers == list(range(1, WRITERS * ROUNDS + 1))


def test_news_told_by_all_at_once_are_news_once(unit_of_work: SqlUnitOfWork):
    start = Barrier(WRITERS)

    def write(_writer: int) -> list[bool]:
        start.wait(10)
        return [announce(unit_of_work, f"{turn}") for turn in range(ROUNDS)]

    with ThreadPoolExecutor(WRITERS) as pool:
        told = list(pool.map(write, range(WRITERS)))
    assert [sum(each) for each in zip(*told, strict=True)] == [1] * ROUNDS
    with unit_of_work.read() as session:
        assert session.events.last_number("ada") == ROUNDS
        numbers = [event.number for event in session.events.news({"ada": 0}, 100)]
    assert numbers == list(range(1, ROUNDS + 1))


def test_the_next_news_wait_until_those_before_are_committed(on_postgres: SqlUnitOfWork):
    with ThreadPoolExecutor(1) as pool:
        with on_postgres.write() as session:
            session.events.announce(progress_samples.event())
            second = pool.submit(announce, on_postgres, "second")
            with pytest.raises(StillRunning):
                second.result(0.3)
        assert second.result(10)
    with on_postgres.read() as session:
        first, last = session.events.news({"ada": 0}, 10)
    assert (first.number, last.number, last.key) == (1, 2, "second")


def test_the_next_news_take_the_number_that_was_rolled_back(on_postgres: SqlUnitOfWork):
    def fail() -> None:
        with on_postgres.write() as session:
            session.events.announce(progress_samples.event(key="key"))
            waiting.append(pool.submit(announce, on_postgres, "key"))
            with pytest.raises(StillRunning):
                waiting[0].result(0.3)
            raise InterruptedError

    waiting: list = []
    with ThreadPoolExecutor(1) as pool:
        with pytest.raises(InterruptedError):
            fail()
        assert waiting[0].result(10)
    with on_postgres.read() as session:
        assert [event.number for event in session.events.news({"ada": 0}, 10)] == [1]


def test_two_who_announce_the_same_in_another_order_do_not_lock_each_other_out(
    on_postgres: SqlUnitOfWork,
):
    def announce_both(*keys: str) -> list[bool]:
        with on_postgres.write() as session:
            return [session.events.announce(progress_samples.event(key=key)) for key in keys]

    with ThreadPoolExecutor(1) as pool:
        with on_postgres.write() as session:
            assert session.events.announce(progress_samples.event(key="one"))
            other = pool.submit(announce_both, "two", "one")
            with pytest.raises(StillRunning):
                other.result(0.3)
            assert session.events.announce(progress_samples.event(key="two"))
        assert other.result(10) == [False, False]
