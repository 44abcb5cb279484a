"""The exam of our units of work."""

from pathlib import Path

import pytest
from sqlalchemy import event
from tests.support.command import free_port

from parlons.adapters.documents import row_codec
from parlons.adapters.memory.in_memory_unit_of_work import InMemoryUnitOfWork
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.adapters.sql.sql_unit_of_work import SqlUnitOfWork
from parlons.entrypoints.testing.contracts.unit_of_work import UnitOfWorkContract


class TestInMemoryUnitOfWork(UnitOfWorkContract):
    @pytest.fixture
    def unit_of_work(self):
        return InMemoryUnitOfWork()

    @pytest.fixture
    def unavailable(self):
        store = InMemoryUnitOfWork()
        store.available = False
        return store


class TestSqlUnitOfWorkOnSQLite(UnitOfWorkContract):
    @pytest.fixture
    def unit_of_work(self, sqlite_database: SqlDatabase):
        return SqlUnitOfWork.on(sqlite_database, next(row_codec()))

    @pytest.fixture
    def unavailable(self, tmp_path: Path):
        (tmp_path / "no-folder").touch()
        database = SqlDatabase.at(tmp_path / "no-folder" / "parlons.db")
        return SqlUnitOfWork.on(database, next(row_codec()))


class TestSqlUnitOfWorkOnPostgreSQL(UnitOfWorkContract):
    @pytest.fixture
    def unit_of_work(self, postgres_database: SqlDatabase):
        return SqlUnitOfWork.on(postgres_database, next(row_codec()))

    @pytest.fixture
    def unavailable(self):
        database = SqlDatabase.at(f"postgresql://127.0.0.1:{free_port()}/parlons")
        return SqlUnitOfWork.on(database, next(row_codec()))


class TestSqlUnitOfWorkThatIsTraced(TestSqlUnitOfWorkOnSQLite):
    """SQLAlchemy executes what the driver does otherwise."""

    @pytest.fixture
    def unit_of_work(self, sqlite_database: SqlDatabase):
        with sqlite_database.reading() as connection:
            event.listen(connection.engine, "before_cursor_execute", lambda *_: None)
        return SqlUnitOfWork.on(sqlite_database, next(row_codec()))
