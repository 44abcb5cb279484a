"""However many calls there were, SQLite reads by an index what is asked often."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event

from parlons.adapters.documents import row_codec
from parlons.adapters.sql.spending.usage_statements import whole_weeks
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.adapters.sql.sql_unit_of_work import SqlUnitOfWork
from parlons.application.ports.unit_of_work import IWriteSession
from parlons.application.ports.usage import UsageFilter
from parlons.domain.spending.budget import Budget
from parlons.domain.spending.scope import scopes_of
from parlons.domain.spending.usage_report import Dimension
from parlons.entrypoints.testing.spending_samples import MARCH, hold
from parlons.entrypoints.testing.work_samples import minutes

HOLD, SCOPES = hold(), scopes_of("ada", "a-school", "free")
DAYS = UsageFilter(first=date(2026, 3, 3), last=date(2026, 3, 31))
BY_ID = "SEARCH llm_spending USING INDEX sqlite_autoindex_llm_spending_1 (id=?)"
BY_DAY = "SEARCH spending_users USING INDEX ix_spending_users_day (day>? AND day<?)"
ASKED: dict[str, tuple[Callable[[IWriteSession], object], list[str]]] = {
    "by_id": (lambda session: session.spending.by_id(HOLD.id), [BY_ID]),
    "replace": (lambda session: session.spending.replace(HOLD, HOLD.dispatched()), [BY_ID]),
    "latest": (
        lambda session: session.spending.latest("ada", 10),
        ["SEARCH llm_spending USING INDEX ix_llm_spending_user_id (user_id=?)"],
    ),
    "expired": (
        lambda session: session.spending.expired(minutes(60), 10),
        ["SEARCH llm_spending USING INDEX ix_llm_spending_open (expires_at<?)"],
    ),
    "recent": (
        lambda session: session.spending.recent(minutes(0)),
        [
            "SEARCH llm_spending USING INDEX ix_llm_spending_ended (ended_at>?)",
            "SCAN llm_spending USING INDEX ix_llm_spending_open",
        ],
    ),
    "lock": (
        lambda session: session.budgets.lock(SCOPES, MARCH),
        [
            (
                "SEARCH spending_budgets USING INDEX sqlite_autoindex_spending_budgets_1"
                " (scope_kind=? AND scope_name=? AND period=?)"
            )
        ],
    ),
    "by user": (
        lambda session: session.usage.by(Dimension.USER, DAYS, 10),
        ["SEARCH spending_weeks USING PRIMARY KEY (week>? AND week<?)", BY_DAY, BY_DAY],
    ),
    "by plan": (
        lambda session: session.usage.by(Dimension.PLAN, DAYS, 10),
        ["SEARCH spending_days USING PRIMARY KEY (day>? AND day<?)"],
    ),
    "of a user": (
        lambda session: session.usage.total(
            UsageFilter(first=DAYS.first, last=DAYS.last, user_id="ada")
        ),
        ["SEARCH spending_users USING PRIMARY KEY (user_id=? AND day>? AND day<?)"],
    ),
}


@pytest.mark.parametrize(("ask", "expected"), ASKED.values(), ids=ASKED)
def test_spending_is_found_by_an_index(
    sqlite_database: SqlDatabase, ask: Callable[[IWriteSession], object], expected: list[str]
):
    executed = executed_by(sqlite_database, ask)
    steps = [step for each in executed for step in plan_of(sqlite_database, *each)]
    in_order = iter(steps)
    assert all(each in in_order for each in expected), steps


def test_a_hold_is_made_by_three_statements_on_sqlite(sqlite_database: SqlDatabase):
    def reserve(session: IWriteSession) -> None:
        session.budgets.lock(SCOPES, MARCH)
        session.budgets.keep(MARCH, dict.fromkeys(SCOPES, Budget(held=1)))
        session.spending.add(hold())

    assert len(executed_by(sqlite_database, reserve)) == 3


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2026, 3, 2), date(2026, 3, 8), (date(2026, 3, 2), date(2026, 3, 9))),
        (date(2026, 3, 3), date(2026, 3, 21), (date(2026, 3, 9), date(2026, 3, 16))),
        (date(2026, 3, 1), date(2026, 3, 1), (date(2026, 3, 2), date(2026, 3, 2))),
        (date(2026, 3, 3), date(2026, 3, 4), (date(2026, 3, 9), date(2026, 3, 2))),
    ],
)
def test_weeks_begin_on_mondays_and_end_before_them(
    first: date, last: date, expected: tuple[date, date]
):
    assert whole_weeks(first, last) == expected


def executed_by(
    database: SqlDatabase, ask: Callable[[IWriteSession], object]
) -> list[tuple[str, Any]]:
    """Return the statements that are executed to find the answer."""
    unit_of_work = SqlUnitOfWork.on(database, next(row_codec()))
    with unit_of_work.write() as session:
        session.spending.add(HOLD)
    executed: list[tuple[str, Any]] = []
    with database.reading() as connection:
        event.listen(
            connection.engine,
            "before_cursor_execute",
            lambda _, __, statement, parameters, *___: executed.append((statement, parameters)),
        )
    with unit_of_work.write() as session:
        ask(session)
    return list(executed)


def plan_of(database: SqlDatabase, statement: str, parameters: Any) -> list[str]:
    with database.reading() as connection:
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        return [row[3].replace("COVERING ", "") for row in rows]
