"""Columns take only what they can give back."""

from datetime import datetime

import pytest
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import StatementError

from parlons.adapters.sql.columns import DOCUMENT, Instant
from parlons.adapters.sql.sql_database import SqlDatabase


def test_a_time_without_zone_is_refused(sqlite_database: SqlDatabase):
    naive = {"key": "ada", "used_until": datetime(2026, 1, 1)}  # noqa: DTZ001 - that is the point
    limits = sqlite_database.tables.rate_limits
    with (
        pytest.raises(StatementError, match="time zone"),
        sqlite_database.writing() as connection,
    ):
        connection.execute(limits.insert(), naive)


def test_an_absent_time_stays_absent():
    assert Instant().process_bind_param(None, None) is None
    assert Instant().process_result_value(None, None) is None


@pytest.mark.parametrize("dialect", [sqlite.dialect(), postgresql.dialect()], ids=lambda d: d.name)
def test_no_document_is_null_and_not_the_document_null(dialect):
    write = DOCUMENT.dialect_impl(dialect).bind_processor(dialect)
    assert write(None) is None
    assert write([]) is not None
