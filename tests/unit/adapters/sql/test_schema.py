"""The tables as SQL."""

import sqlite3

import pytest

from parlons.adapters.sql.sql_database import SqlDatabase


@pytest.fixture
def database():
    return SqlDatabase.at("sqlite:///nowhere.db", prefix="p_")


def test_the_sql_makes_the_tables(database: SqlDatabase):
    connection = sqlite3.connect(":memory:")
    connection.executescript(database.dump_schema("sqlite"))
    made = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    assert {name for (name,) in made} == {*database.tables.metadata.tables}
    connection.close()


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_the_sql_is_the_same_every_time(database: SqlDatabase, dialect: str):
    schema = database.dump_schema(dialect)
    assert schema == SqlDatabase.at("sqlite:///other.db", prefix="p_").dump_schema(dialect)
    assert schema.count("CREATE TABLE p_") == len(database.tables.metadata.tables)
    assert "parlons_version" not in schema


def test_each_dialect_has_its_own_types(database: SqlDatabase):
    assert "content JSONB NOT NULL" in database.dump_schema("postgresql")
    assert "content JSON NOT NULL" in database.dump_schema("sqlite")
