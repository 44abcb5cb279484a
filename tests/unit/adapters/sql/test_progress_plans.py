"""SQLite reads no more of learners, their answers and points than what is asked."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event

from parlons.adapters.documents import row_codec
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.adapters.sql.sql_unit_of_work import SqlUnitOfWork
from parlons.application.ports.unit_of_work import IReadSession


def learners_on_a_path(session: IReadSession) -> None:
    session.progress.learners_on(1, "ada", 10)


def results_of_attempts(session: IReadSession) -> None:
    session.attempts.results("ada", [UUID(int=1), UUID(int=2)])


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
            results_of_attempts,
            "SEARCH exercise_attempts USING INDEX sqlite_autoindex_exercise_attempts_1 (id=?)",
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
