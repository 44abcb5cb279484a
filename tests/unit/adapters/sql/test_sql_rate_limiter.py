"""Rows of keys that nobody asks about any more go, and nobody waits for that."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event, select

from parlons.adapters.sql.limits.sql_rate_limiter import SqlRateLimiter
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.domain.spending.rate_limit import RateLimit

NOON = datetime(2026, 4, 2, 12, tzinfo=UTC)
SLOW = RateLimit(requests=6, seconds=60, burst=3)
OLD, TAKES = 20, 100


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest) -> SqlDatabase:
    return request.getfixturevalue(f"{request.param}_database")


def test_old_rows_go_and_newer_ones_stay(database: SqlDatabase):
    take_each(SqlRateLimiter.on(database), "old", OLD, NOON)
    take_each(SqlRateLimiter.on(database), "new", 1, NOON + timedelta(minutes=30))
    take_each(SqlRateLimiter.on(database), "now", TAKES, NOON + timedelta(minutes=61))
    assert not any(key.startswith("old") for key in keys(database))
    assert len(keys(database)) == 1 + TAKES


def test_a_row_that_somebody_has_locked_is_left_alone(postgres_database: SqlDatabase):
    limits = postgres_database.tables.rate_limits
    take_each(SqlRateLimiter.on(postgres_database), "old", OLD, NOON)
    with postgres_database.writing() as connection:
        connection.execute(select(limits).where(limits.c.key == "old 0").with_for_update()).all()
        take_each(SqlRateLimiter.on(postgres_database), "now", TAKES, NOON + timedelta(minutes=61))
    assert {key for key in keys(postgres_database) if key.startswith("old")} == {"old 0"}


def test_sqlite_finds_old_rows_by_their_index(sqlite_database: SqlDatabase):
    statements: list[tuple[str, object]] = []
    with sqlite_database.reading() as connection:
        event.listen(
            connection.engine, "before_cursor_execute", lambda *given: statements.append(given[2:4])
        )
    take_each(SqlRateLimiter.on(sqlite_database), "now", TAKES, NOON)
    sweep = next(each for each in statements if each[0].startswith("DELETE"))
    with sqlite_database.reading() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sweep[0]}", sweep[1]).all()
    used = "SEARCH rate_limits USING INDEX ix_rate_limits_used_until (used_until<?)"
    assert used in [step.detail for step in plan]


def take_each(limiter: SqlRateLimiter, name: str, many: int, now: datetime) -> None:
    for number in range(many):
        limiter.take(f"{name} {number}", SLOW, now)


def keys(database: SqlDatabase) -> list[str]:
    with database.reading() as connection:
        return list(connection.scalars(select(database.tables.rate_limits.c.key)))
