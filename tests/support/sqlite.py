"""A migrated SQLite file for each test, copied from one."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from parlons.adapters.sql.sql_database import SqlDatabase


@pytest.fixture(scope="session")
def _migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "parlons.db"
    database = SqlDatabase.at(path)
    database.upgrade()
    database.dispose()
    return path


@pytest.fixture
def sqlite_database(_migrated_sqlite: Path, tmp_path: Path) -> Iterator[SqlDatabase]:
    """A database whose tables are there and empty."""
    path = tmp_path / "parlons.db"
    shutil.copy(_migrated_sqlite, path)
    database = SqlDatabase.at(path, pool_size=10)
    yield database
    database.dispose()
