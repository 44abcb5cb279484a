"""An item is done once; what fails is tried again, later each time, and not for ever."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlons.domain.errors import ConflictError
from parlons.domain.work.work_item import ATTEMPTS, WorkItem, WorkStatus

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
LEASE = timedelta(seconds=60)
SECOND = timedelta(seconds=1)


def item(**changes: Any) -> WorkItem:
    fields: dict[str, Any] = {
        "id": UUID(int=1),
        "queue": "progress",
        "kind": "progress",
        "ref": "event 1",
        "created_at": NOW,
        "run_at": NOW,
    }
    return WorkItem(**(fields | changes))


def running(**changes: Any) -> WorkItem:
    return item(
        **{
            "status": WorkStatus.RUNNING,
            "attempt": 1,
            "owner": "worker",
            "lease_until": NOW + LEASE,
            "dispatched_at": NOW,
        }
        | changes
    )


def tried(work: WorkItem, now: datetime = NOW) -> WorkItem:
    """The item after one attempt that failed, a day later."""
    claimed = work.claimed("worker", now + timedelta(days=1), LEASE)
    assert claimed is not None
    return claimed.failed("no", now, chance=0)


class TestClaiming:
    def test_what_is_due_is_claimed(self):
        claimed = item(progress=40).claimed("ada", NOW, LEASE)
        assert claimed == item(
            status=WorkStatus.RUNNING, attempt=1, owner="ada", lease_until=NOW + LEASE
        )

    def test_what_is_not_due_is_left_alone(self):
        assert item(run_at=NOW + SECOND).claimed("ada", NOW, LEASE) is None
        assert item(run_at=NOW - SECOND).claimed("ada", NOW, LEASE) is not None

    @pytest.mark.parametrize("status", sorted(set(WorkStatus) - {WorkStatus.QUEUED}))
    def test_what_somebody_has_or_is_finished_is_left_alone(self, status: WorkStatus):
        assert item(status=status).claimed("ada", NOW + timedelta(days=9), LEASE) is None

    def test_each_claim_is_another_attempt(self):
        again = tried(item()).claimed("ada", NOW + timedelta(days=2), LEASE)
        assert again is not None
        assert again.attempt == 2

    def test_a_lease_is_renewed_from_now_on(self):
        renewed = running().renewed(NOW + 30 * SECOND, LEASE, 70)
        assert renewed == running(lease_until=NOW + 90 * SECOND, progress=70)


class TestFailing:
    @pytest.mark.parametrize(
        ("attempt", "seconds"),
        [(1, 1), (2, 2), (3, 4), (4, 8), (10, 512), (11, 600), (12, 600), (5000, 600)],
    )
    def test_the_delay_doubles_up_to_ten_minutes(self, attempt: int, seconds: int):
        work = running(attempt=attempt, max_attempts=9999)
        assert work.failed("no", NOW, chance=0).run_at == NOW + seconds * SECOND
        assert work.failed("no", NOW, chance=1).run_at == NOW + seconds * SECOND / 2
        assert work.failed("no", NOW, chance=0.5).run_at == NOW + seconds * SECOND * 0.75

    def test_what_failed_waits_without_owner_to_be_dispatched_again(self):
        failed = running().failed("ValueError: no", NOW, chance=0)
        assert failed == item(attempt=1, run_at=NOW + SECOND, last_error="ValueError: no")

    def test_the_last_attempt_leaves_it_dead(self):
        dead = running(attempt=ATTEMPTS).failed("no", NOW, chance=0)
        assert (dead.status, dead.finished_at, dead.last_error) == (WorkStatus.DEAD, NOW, "no")
        assert (dead.owner, dead.lease_until) == (None, None)
        assert dead.claimed("ada", NOW + timedelta(days=9), LEASE) is None

    def test_it_is_tried_as_often_as_it_may_be_and_no_more(self):
        work, attempts = item(max_attempts=3), 0
        while work.status is WorkStatus.QUEUED:
            work, attempts = tried(work), attempts + 1
        assert (work.status, work.attempt, attempts) == (WorkStatus.DEAD, 3, 3)

    @pytest.mark.parametrize("attempt", [1, ATTEMPTS])
    def test_a_long_error_is_cut(self, attempt: int):
        failed = running(attempt=attempt).failed("x" * 2001, NOW, chance=0)
        assert failed.last_error == "x" * 2000

    @given(st.integers(1, 2000), st.floats(0, 1))
    def test_the_delay_is_never_less_than_half_nor_more_than_ten_minutes(
        self, attempt: int, chance: float
    ):
        failed = running(attempt=attempt, max_attempts=9999).failed("no", NOW, chance)
        assert SECOND / 2 <= failed.run_at - NOW <= timedelta(minutes=10)


def test_what_succeeded_is_finished_and_nobodys():
    done = running(progress=100).succeeded(NOW + SECOND)
    assert done == item(
        status=WorkStatus.SUCCEEDED,
        attempt=1,
        finished_at=NOW + SECOND,
        dispatched_at=NOW,
        progress=100,
    )


class TestRetrying:
    @pytest.mark.parametrize("status", [WorkStatus.DEAD, WorkStatus.CANCELLED])
    def test_what_was_given_up_waits_again(self, status: WorkStatus):
        ended = item(status=status, attempt=2, finished_at=NOW, dispatched_at=NOW)
        assert ended.retried(NOW + SECOND) == item(
            attempt=2, max_attempts=2 + ATTEMPTS, run_at=NOW + SECOND
        )

    def test_it_is_tried_as_often_as_a_new_one(self):
        work = running(attempt=ATTEMPTS).failed("no", NOW, chance=0).retried(NOW)
        for _ in range(ATTEMPTS):
            assert work.status is WorkStatus.QUEUED
            work = tried(work)
        assert (work.status, work.attempt) == (WorkStatus.DEAD, 2 * ATTEMPTS)

    @pytest.mark.parametrize(
        "status", [WorkStatus.QUEUED, WorkStatus.RUNNING, WorkStatus.SUCCEEDED]
    )
    def test_nothing_else_is_tried_again(self, status: WorkStatus):
        with pytest.raises(ConflictError, match=status):
            item(status=status).retried(NOW)


class TestCancelling:
    @pytest.mark.parametrize("work", [item(), running()], ids=["queued", "running"])
    def test_what_is_not_finished_is_given_up(self, work: WorkItem):
        cancelled = work.cancelled(NOW + SECOND)
        assert (cancelled.status, cancelled.finished_at) == (
            WorkStatus.CANCELLED,
            NOW + SECOND,
        )
        assert (cancelled.owner, cancelled.lease_until) == (None, None)

    @pytest.mark.parametrize(
        "status", [WorkStatus.SUCCEEDED, WorkStatus.DEAD, WorkStatus.CANCELLED]
    )
    def test_what_is_finished_cannot_be_given_up(self, status: WorkStatus):
        with pytest.raises(ConflictError, match=status):
            item(status=status).cancelled(NOW)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("queue", "Not a slug"),
        ("kind", ""),
        ("ref", ""),
        ("ref", "x" * 301),
        ("priority", -1),
        ("priority", 10),
        ("progress", 101),
    ],
)
def test_what_cannot_be_stored_is_refused(field: str, value: object):
    with pytest.raises(ValueError, match=field):
        item(**{field: value})


STEPS: list[Callable[[WorkItem], WorkItem]] = [
    lambda work: work.claimed("ada", NOW, LEASE) or work,
    lambda work: work.failed("no", NOW, 0) if work.status is WorkStatus.RUNNING else work,
    lambda work: work.succeeded(NOW) if work.status is WorkStatus.RUNNING else work,
]


@given(st.lists(st.sampled_from(STEPS), max_size=20))
def test_exactly_what_runs_has_an_owner_and_exactly_what_is_over_has_an_end(steps):
    work = item()
    for step in steps:
        work = step(work)
        runs = work.status is WorkStatus.RUNNING
        assert (work.owner is not None) == (work.lease_until is not None) == runs
        assert (work.finished_at is not None) == (
            work.status not in (WorkStatus.QUEUED, WorkStatus.RUNNING)
        )
        assert work.attempt <= work.max_attempts
