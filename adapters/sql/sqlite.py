"""SQLite for many processes that write to one file."""

import os
import random
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any, Final

from attrs import field, frozen
from sqlalchemy import URL, Connection, Engine, create_engine, event

from parlons.adapters.sql.errors import DatabaseUnreachableError

_BUSY_SECONDS: Final = 5.0
_TURN_SECONDS: Final = 30.0
_LONGEST_PAUSE: Final = 0.005


def sqlite_engine(url: URL, **options: Any) -> Engine:
    """Open a file in WAL mode; file and folder are made when missing, for their owner only.

    The driver begins no transactions by itself: `reading` and `WriteTurns` do.
    """
    path = Path(url.database or "")
    connect_args = {"isolation_level": None, "timeout": _BUSY_SECONDS}
    engine = create_engine(url, connect_args=connect_args, **options)
    event.listen(engine, "do_connect", lambda *_: _make_private(path))
    event.listen(engine, "connect", lambda driver, _: _set_up(driver))
    return engine


def is_missing(path: Path) -> bool:
    """Say whether there is no file yet; one that cannot be looked for is opened to hear why."""
    try:
        return not path.exists()
    except OSError:
        return False


@contextmanager
def reading(connection: Connection) -> Iterator[None]:
    """Begin a transaction that reads one state of the database and waits for no writer."""
    _driver(connection).execute("BEGIN")
    yield


@frozen
class WriteTurns:
    """Lets one transaction write at a time.

    The threads of a process wait for a lock, so that one of them at most asks SQLite again and
    again whether other processes are done.
    """

    _lock: Lock = field(factory=Lock, init=False)

    @contextmanager
    def writing(self, connection: Connection) -> Iterator[None]:
        """Begin the only transaction that writes, as soon as the one before it has ended."""
        deadline = time.monotonic() + _TURN_SECONDS
        if not self._lock.acquire(timeout=_TURN_SECONDS):
            raise DatabaseUnreachableError("the database cannot be used: others write all the time")
        try:
            _begin_immediately(_driver(connection), deadline)
            yield
        finally:
            self._lock.release()


def _begin_immediately(driver: sqlite3.Connection, deadline: float) -> None:
    """Begin to write without SQLite's own waiting.

    That backs off to 100 ms, which starved one of eight busy processes for 8 seconds; with short
    random pauses none waited for one second.
    """
    driver.execute("PRAGMA busy_timeout = 0")
    try:
        _patiently(driver, "BEGIN IMMEDIATE", deadline)
    finally:
        driver.execute(f"PRAGMA busy_timeout = {_BUSY_SECONDS * 1000:.0f}")


def _driver(connection: Connection) -> Any:
    return connection.connection.dbapi_connection


def _make_private(path: Path) -> None:
    try:
        if path.exists():
            return
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise DatabaseUnreachableError(f"{path} cannot be made: {error.strerror}") from error


def _set_up(driver: sqlite3.Connection) -> None:
    _patiently(driver, "PRAGMA journal_mode = WAL", time.monotonic() + _TURN_SECONDS)
    driver.execute("PRAGMA synchronous = FULL")
    driver.execute("PRAGMA foreign_keys = ON")


def _patiently(driver: sqlite3.Connection, statement: str, deadline: float) -> None:
    while True:
        try:
            driver.execute(statement)
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if code != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise DatabaseUnreachableError(f"the database cannot be used: {error}") from error
            time.sleep(random.uniform(0, _LONGEST_PAUSE))  # noqa: S311 - no secret
        else:
            return
