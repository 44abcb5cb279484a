"""SQLite reads no more of learners and their points than what is asked."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import event

from parlons.adapters.documents import row_codec
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.adapters.sql.sql_unit_of_work import SqlUnitOfWork
from parlons.application.ports.unit_of_work import IReadSession


def learners_on_a_path(session: IReadSession) -> None:
    session.progress.learners_on(1, "ada", 10)


def points_by_day(session: IReadSession) -> None:
    session.ledger.points_by_day("ada", date(2026, 3, 10))


@pytest.mark.parametrize(
    ("ask", "expected"),
    [
        (
            learners_on_a_path,
            "SEARCH user_progress USING INDEX ix_user_progress_path_id (path_id=? AND user_id>?)",
        ),
        (
            points_by_day,
            "SEARCH xp_ledger USING INDEX ix_xp_ledger_user_id (user_id=? AND earned_at>?)",
        ),
    ],
)
def test_rows_are_found_by_an_index_and_not_sorted(
    sqlite_database: SqlDatabase, ask: Any, expected: str
):
    executed: list[tuple[str, Any]] = []
    unit_of_work = SqlUnitOfWork.on(sqlite_database, next(row_codec()))
    with sqlite_database.reading() as connection:
        event.listen(
            connection.engine,
            "before_cursor_execute",
            lambda _, __, statement, parameters, *___: executed.append((statement, parameters)),
        )
    with unit_of_work.read() as session:
        ask(session)
    [(statement, parameters)] = executed
    with sqlite_database.reading() as connection:
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        steps = [row[3].replace("COVERING ", "") for row in rows]
    assert steps[0] == expected
    assert "USE TEMP B-TREE FOR ORDER BY" not in steps
