"""`parlons db`, and who may change a database."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

COMMITTED = Path(__file__).parents[4] / "docs" / "schema.sql"


@pytest.fixture
def theirs(monkeypatch, tmp_path):
    """A database that is named, and so not Parlons' own."""
    monkeypatch.setenv("PARLONS_DATABASE_URL", f"sqlite:///{tmp_path}/theirs.db")


def test_the_database_is_upgraded_once(parlons):
    assert parlons("db", "status").status == 1
    assert parlons("db", "upgrade").out == "the database was upgraded\n"
    assert parlons("db", "upgrade").out == "the database is up to date\n"
    run = parlons("db", "status")
    assert (run.status, run.out, run.err) == (0, "the database is up to date\n", "")


def test_a_database_without_tables_is_told_with_what_to_do(parlons, tmp_path):
    run = parlons("db", "status")
    assert (run.status, run.out) == (1, "")
    assert run.err == "parlons: the database has no tables yet: run `parlons db upgrade`\n"
    assert not (tmp_path / "data").exists()


def test_a_database_of_a_newer_program_is_told_in_one_line(parlons, theirs, tmp_path):
    parlons("db", "upgrade")
    with closing(sqlite3.connect(tmp_path / "theirs.db")) as connection:
        connection.execute("UPDATE parlons_version SET version_num = '9999'")
        connection.commit()
    for command in ("upgrade", "status"):
        run = parlons("db", command)
        assert (run.status, run.out) == (1, "")
        assert run.err == (
            "parlons: the database is at revision 9999, which this program does not know:"
            " install a newer Parlons\n"
        )


def test_an_address_that_is_none_is_refused_without_its_password(parlons, monkeypatch):
    monkeypatch.setenv("PARLONS_DATABASE_URL", "postgresql://ada:hush@host:port/x")
    run = parlons("db", "status")
    assert (run.status, run.out) == (2, "")
    assert run.err.startswith("parlons: PARLONS_DATABASE_URL must be an address like ")
    assert run.err.count("\n") == 1
    assert "hush" not in run.err


@pytest.mark.generated
def test_the_committed_schema_is_up_to_date(parlons):
    assert parlons("db", "dump-schema", "--check", COMMITTED).status == 0


def test_a_named_database_is_never_changed_unasked(parlons, theirs):
    run = parlons("courses", "list")
    assert (run.status, run.out) == (1, "")
    assert "run `parlons db upgrade`" in run.err
    assert run.err.count("\n") == 1
    assert parlons("db", "status").status == 1
    parlons("db", "upgrade")
    assert parlons("courses", "list").status == 0


@pytest.mark.parametrize("command", ["upgrade", "status"])
def test_a_store_without_database_is_refused(parlons, monkeypatch, tmp_path, command):
    monkeypatch.setenv("PARLONS_STORE", "memory")
    run = parlons("db", command)
    assert (run.status, run.err) == (1, "parlons: PARLONS_STORE=memory keeps no database\n")
    assert not (tmp_path / "data").exists()


def test_the_schema_is_printed_for_each_kind_of_database(parlons, tmp_path):
    run = parlons("db", "dump-schema")
    sqlite, _, postgresql = run.out.partition("-- PostgreSQL\n")
    assert sqlite.startswith("-- SQLite\n")
    assert "CREATE TABLE" in sqlite
    assert "JSONB" in postgresql
    assert not (tmp_path / "data").exists()


def test_a_schema_that_was_written_is_up_to_date(parlons, tmp_path):
    written = tmp_path / "schema.sql"
    assert parlons("db", "dump-schema", "--output", written).out == ""
    assert written.read_text() == parlons("db", "dump-schema").out
    assert parlons("db", "dump-schema", "--check", written).status == 0


def test_a_stale_schema_fails_and_says_how_to_write_it(parlons, tmp_path):
    stale = tmp_path / "schema.sql"
    stale.write_text("-- old\n")
    run = parlons("db", "dump-schema", "--check", stale)
    assert (run.status, run.out) == (1, "")
    assert run.err == (
        f"parlons: {stale} is stale: run `parlons db dump-schema --output {stale}`\n"
    )
    assert stale.read_text() == "-- old\n"
