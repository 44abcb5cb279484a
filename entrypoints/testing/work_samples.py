"""Work for tests, each item valid as it is and changed by keyword."""

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import uuid4

from parlons.domain.work.schedule import NextRun
from parlons.domain.work.work_item import WorkFailure, WorkItem
from parlons.entrypoints.testing.samples import NOON

LEASE: Final = timedelta(minutes=1)


def minutes(number: float) -> datetime:
    """So many minutes after noon."""
    return NOON + timedelta(minutes=number)


def work_item(queue: str = "letters", **changes: Any) -> WorkItem:
    """A queued item with a new id, about something new, to be done from `run_at` minutes on."""
    item_id = uuid4()
    values: dict[str, Any] = {
        "id": item_id,
        "queue": queue,
        "kind": "write-letter",
        "ref": f"about {item_id}",
        "created_at": NOON,
        "run_at": minutes(changes.pop("run_at", 0)),
    }
    return WorkItem(**(values | changes))


def running(queue: str = "letters", **changes: Any) -> WorkItem:
    """An item that `a worker` has claimed at the time that it was to be done."""
    item = work_item(queue, **changes)
    claimed = item.claimed("a worker", item.run_at, LEASE)
    assert claimed is not None
    return claimed


def failure(attempt: int = 1, **changes: Any) -> WorkFailure:
    """An attempt that failed at noon."""
    values: dict[str, Any] = {"owner": "a worker", "failed_at": NOON, "error": "no ink"}
    return WorkFailure(attempt=attempt, **(values | changes))


def next_run(name: str = "daily", **changes: Any) -> NextRun:
    """A schedule that fires next at noon."""
    values: dict[str, Any] = {"cron": "0 12 * * *", "next_run_at": NOON}
    return NextRun(name=name, **(values | changes))
