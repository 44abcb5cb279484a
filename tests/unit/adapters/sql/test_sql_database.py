"""A database that cannot be used says why and what to do."""

import socket
import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from uuid import uuid4

import pytest
from pytest_mock import MockerFixture
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from parlons.adapters import sql
from parlons.adapters.documents import row_codec
from parlons.adapters.injection.extras import MissingExtraError
from parlons.adapters.sql.errors import DatabaseOutdatedError, DatabaseUnreachableError
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.adapters.sql.sql_unit_of_work import SqlUnitOfWork
from parlons.application.settings import Settings


@pytest.fixture
def database(tmp_path: Path):
    database = SqlDatabase.at(f"sqlite:///{tmp_path}/new/folder/parlons.db")
    yield database
    database.dispose()


def test_nothing_is_opened_before_it_is_used(database: SqlDatabase, tmp_path: Path):
    database.dump_schema("sqlite")
    assert list(tmp_path.iterdir()) == []


def test_folder_and_file_are_for_their_owner_only(database: SqlDatabase, tmp_path: Path):
    database.upgrade()
    folder = tmp_path / "new" / "folder"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}


def test_tables_that_are_missing_ask_for_an_upgrade(database: SqlDatabase):
    unit_of_work = SqlUnitOfWork.on(database, next(row_codec()))
    assert (database.current(), database.is_current()) == (None, False)
    with (
        pytest.raises(DatabaseOutdatedError, match="run `parlons db upgrade`"),
        unit_of_work.read() as session,
    ):
        session.catalogue.path(1)


def test_a_database_of_a_newer_program_is_told_and_left_alone(database: SqlDatabase):
    database.upgrade()
    with database.writing() as connection:
        connection.execute(text("UPDATE parlons_version SET version_num = '9999'"))
    for refused in (database.upgrade, database.require_current):
        with pytest.raises(DatabaseOutdatedError, match=r"9999.* newer Parlons"):
            refused()
    assert database.current() == "9999"


def test_looking_for_tables_makes_no_file(database: SqlDatabase, tmp_path: Path):
    assert not database.is_current()
    with pytest.raises(DatabaseOutdatedError, match="run `parlons db upgrade`"):
        database.require_current()
    assert list(tmp_path.iterdir()) == []


def test_an_error_does_not_tell_what_was_to_be_stored(database: SqlDatabase):
    database.upgrade()
    user = {"id": uuid4(), "email": "ada@example.org", "password_hash": "a hash"}
    with pytest.raises(IntegrityError) as raised, database.writing() as connection:
        connection.execute(database.tables.users.insert(), user)
    assert "INSERT INTO users" in str(raised.value)
    assert "ada@example.org" not in str(raised.value)


def test_an_upgrade_is_harmless_where_it_is_not_needed(database: SqlDatabase):
    database.upgrade()
    revision = database.current()
    database.upgrade()
    assert (database.current(), database.is_current()) == (revision, True)
    database.require_current()


def test_many_may_upgrade_at_once(tmp_path: Path):
    def upgrade(_thread: int) -> bool:
        database = SqlDatabase.at(f"sqlite:///{tmp_path}/parlons.db")
        database.upgrade()
        try:
            return database.is_current()
        finally:
            database.dispose()

    with ThreadPoolExecutor(6) as pool:
        assert all(pool.map(upgrade, range(6)))


def test_a_file_that_is_no_database_is_named_as_such(tmp_path: Path):
    path = tmp_path / "parlons.db"
    path.write_bytes(b"no database" * 100)
    with pytest.raises(DatabaseUnreachableError, match="not a database"):
        SqlDatabase.at(path).current()


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path: Path):
    (tmp_path / "new").touch()
    with pytest.raises(DatabaseUnreachableError, match="cannot be made"):
        SqlDatabase.at(tmp_path / "new" / "parlons.db").upgrade()


def test_a_server_that_does_not_answer_is_named_without_its_password():
    pytest.importorskip("psycopg")
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    address = f"postgresql://somebody:hush@127.0.0.1:{port}/parlons?password=hush"
    database = SqlDatabase.at(address)
    with pytest.raises(DatabaseUnreachableError, match=f"somebody:.*@127.0.0.1:{port}") as raised:
        database.current()
    assert "hush" not in str(raised.value)


def test_a_pool_that_is_used_up_says_so(database: SqlDatabase, mocker: MockerFixture):
    database.upgrade()
    mocker.patch(
        "sqlalchemy.pool.QueuePool.connect", side_effect=PoolTimeoutError("QueuePool limit")
    )
    with pytest.raises(DatabaseUnreachableError, match="connection"):
        database.current()


def test_a_missing_driver_names_the_extra(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    settings = Settings(database_url="postgresql://postgres@127.0.0.1/parlons")
    with pytest.raises(MissingExtraError, match=r"parlons\[postgres\]"):
        next(sql.open_database(settings))


def test_the_front_door_uses_the_settings(tmp_path: Path):
    door = sql.open_database(Settings(data_dir=tmp_path, table_prefix="p_"))
    database = next(door)
    database.upgrade()
    assert (tmp_path / "parlons.db").exists()
    assert database.tables.users.name == "p_users"
    door.close()


@pytest.mark.parametrize("name", ["a?b", "a#b", "a%41", "a b", "été"])
def test_any_name_of_the_data_folder_will_do(tmp_path: Path, name: str):
    door = sql.open_database(Settings(data_dir=tmp_path / name))
    next(door).upgrade()
    door.close()
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name / "parlons.db").exists()


def test_every_thread_and_every_stream_may_hold_a_connection(tmp_path: Path):
    door = sql.open_database(Settings(data_dir=tmp_path, threads=8))
    database = next(door)
    with ExitStack() as open_sessions:
        for _ in range(8 + 6):
            open_sessions.enter_context(database.reading())
    door.close()
