"""Who writes to a SQLite file waits for a turn."""

import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillRunning
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from pytest_mock import MockerFixture

from parlons.adapters.sql import sqlite
from parlons.adapters.sql.errors import DatabaseUnreachableError
from parlons.adapters.sql.sql_database import SqlDatabase


def write(database: SqlDatabase) -> None:
    with database.writing() as connection:
        connection.execute(database.tables.users.delete())


@contextmanager
def another_process_writes(database: SqlDatabase) -> Iterator[None]:
    with database.reading() as connection:
        path = Path(connection.engine.url.database)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


def test_of_many_threads_one_looks_whether_another_process_is_done(
    sqlite_database: SqlDatabase, mocker: MockerFixture
):
    looking = set()

    def pause(lowest: float, highest: float) -> float:
        looking.add(threading.get_ident())
        return highest

    mocker.patch.object(sqlite.random, "uniform", side_effect=pause)
    with ThreadPoolExecutor(4) as pool:
        with another_process_writes(sqlite_database):
            written = [pool.submit(write, sqlite_database) for _ in range(4)]
            with pytest.raises(StillRunning):
                written[0].result(timeout=0.2)
            assert len(looking) == 1
        for each in written:
            each.result(timeout=10)


def test_who_waits_too_long_is_told(sqlite_database: SqlDatabase, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sqlite, "_TURN_SECONDS", 0.05)
    with (
        another_process_writes(sqlite_database),
        pytest.raises(DatabaseUnreachableError, match="locked"),
    ):
        write(sqlite_database)
    with (
        ThreadPoolExecutor(1) as pool,
        sqlite_database.writing(),
        pytest.raises(DatabaseUnreachableError, match="others write"),
    ):
        pool.submit(write, sqlite_database).result(timeout=10)
    write(sqlite_database)
