"""However much work is stored, SQLite reads by an index what is asked often."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event

from parlons.adapters.documents import row_codec
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.adapters.sql.sql_unit_of_work import SqlUnitOfWork
from parlons.application.ports.work_items import IWorkItems
from parlons.entrypoints.testing.work_samples import minutes, running, work_item

ITEM, CLAIMED = work_item(), running()
NOW, LOST_BEFORE = minutes(60), minutes(50)
BY_ID = "SEARCH work_items USING INDEX sqlite_autoindex_work_items_1 (id=?)"
BY_TIME = "SEARCH work_items USING INDEX ix_work_items_waiting (queue=? AND run_at<?)"
ASKED: dict[str, tuple[Callable[[IWorkItems], object], list[str]]] = {
    "by_id": (lambda work: work.by_id(ITEM.id), [BY_ID]),
    "replace": (lambda work: work.replace(ITEM, ITEM), [BY_ID]),
    "replace_expired": (lambda work: work.replace_expired(CLAIMED, CLAIMED, minutes(99)), [BY_ID]),
    "queues_due": (
        lambda work: work.queues_due(NOW, LOST_BEFORE),
        ["SEARCH work_items USING INDEX ix_work_items_waiting (queue>?)", BY_TIME],
    ),
    "due": (
        lambda work: work.due("letters", NOW, LOST_BEFORE, 10),
        ["SEARCH work_items USING INDEX ix_work_items_due (queue=?)", BY_TIME],
    ),
    "mark_dispatched": (lambda work: work.mark_dispatched([ITEM.id], NOW), [BY_ID]),
    "in_flight": (
        lambda work: work.in_flight("letters", LOST_BEFORE),
        [
            "SEARCH work_items USING INDEX ix_work_items_leased (queue=?)",
            "SEARCH work_items USING INDEX ix_work_items_dispatched (queue=? AND dispatched_at>?)",
        ],
    ),
    "forget_dispatch": (
        lambda work: work.forget_dispatch(),
        ["SCAN work_items USING INDEX ix_work_items_dispatched"],
    ),
    "expired": (
        lambda work: work.expired(NOW, 10),
        ["SCAN work_items USING INDEX ix_work_items_leased"],
    ),
    "unfinished_of": (
        lambda work: work.unfinished_of("ada", "letters"),
        ["SEARCH work_items USING INDEX ix_work_items_user (user_id=? AND queue=?)"],
    ),
    "forget": (
        lambda work: work.forget(NOW, 10),
        [
            "SEARCH work_items USING INDEX ix_work_items_finished (finished_at<?)",
            "SEARCH work_failures USING INDEX sqlite_autoindex_work_failures_1 (item_id=?)",
            BY_ID,
        ],
    ),
}


@pytest.mark.parametrize(("ask", "expected"), ASKED.values(), ids=ASKED)
def test_work_is_found_by_an_index(
    sqlite_database: SqlDatabase, ask: Callable[[IWorkItems], object], expected: list[str]
):
    steps = plans_of(sqlite_database, ask)
    assert "SCAN work_items" not in steps
    in_order = iter(steps)
    assert all(each in in_order for each in expected), steps


def test_not_all_that_is_due_is_sorted_to_find_what_comes_first(sqlite_database: SqlDatabase):
    ask, _ = ASKED["due"]
    assert "USE TEMP B-TREE FOR ORDER BY" not in plans_of(sqlite_database, ask)


def plans_of(database: SqlDatabase, ask: Callable[[IWorkItems], object]) -> list[str]:
    """Return the steps in which SQLite finds the answer."""
    unit_of_work = SqlUnitOfWork.on(database, next(row_codec()))
    with unit_of_work.write() as session:
        session.work.add([ITEM, CLAIMED, work_item().cancelled(minutes(1))])
    executed: list[tuple[str, Any]] = []
    with database.reading() as connection:
        event.listen(
            connection.engine,
            "before_cursor_execute",
            lambda _, __, statement, parameters, *___: executed.append((statement, parameters)),
        )
    with unit_of_work.write() as session:
        ask(session.work)
    return [step for each in tuple(executed) for step in plan_of(database, *each)]


def plan_of(database: SqlDatabase, statement: str, parameters: Any) -> list[str]:
    with database.reading() as connection:
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        return [row[3].replace("COVERING ", "") for row in rows]
