"""A piece of work that is done once, however often it is tried."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from attrs import evolve, field, frozen
from attrs.validators import optional

from parlons.domain import fields
from parlons.domain.errors import ConflictError

ATTEMPTS: Final = 5
"""How often an item is tried before it is dead, and again after each retry."""

_FIRST_DELAY: Final = timedelta(seconds=1)
_LONGEST_DELAY: Final = timedelta(minutes=10)
_LONGEST_ERROR: Final = 2000


class WorkStatus(StrEnum):
    """What has become of an item."""

    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    DEAD = "dead"
    CANCELLED = "cancelled"


UNFINISHED: Final = (WorkStatus.QUEUED, WorkStatus.RUNNING)


@frozen(kw_only=True)
class WorkItem:
    """A job, or the delivery of one event to one consumer; `queue` and `ref` make it unique.

    `kind` names who does it, `ref` what it is about. Of several that are due the highest `priority`
    (0 to 9) comes first. `attempt` counts the tries that were begun. Only the `owner` of the
    current attempt may finish it; from `lease_until` on it may be taken from them, and until
    somebody does they may finish it still. `dispatched_at` is when it was last handed to the
    broker, `progress` a percentage of long work.
    """

    id: UUID
    queue: str = field(validator=fields.slug())
    kind: str = field(validator=fields.slug())
    ref: str = field(validator=fields.text(300))
    created_at: datetime
    run_at: datetime
    user_id: str | None = None
    priority: int = field(default=0, validator=fields.between(0, 9))
    status: WorkStatus = WorkStatus.QUEUED
    attempt: int = 0
    max_attempts: int = ATTEMPTS
    lease_until: datetime | None = None
    owner: str | None = None
    dispatched_at: datetime | None = None
    finished_at: datetime | None = None
    progress: int | None = field(default=None, validator=optional(fields.between(0, 100)))
    last_error: str | None = None

    def claimed(self, owner: str, now: datetime, lease: timedelta) -> "WorkItem | None":
        """Return the item as `owner` begins the next attempt, or None when it is not due."""
        if self.status is not WorkStatus.QUEUED or self.run_at > now:
            return None
        return evolve(
            self,
            status=WorkStatus.RUNNING,
            attempt=self.attempt + 1,
            owner=owner,
            lease_until=now + lease,
            progress=None,
        )

    def renewed(self, now: datetime, lease: timedelta, progress: int | None) -> "WorkItem":
        """Return the item with a lease from now on."""
        return evolve(self, lease_until=now + lease, progress=progress)

    def succeeded(self, now: datetime) -> "WorkItem":
        """Return the item as it is done."""
        return self._ended(WorkStatus.SUCCEEDED, now)

    def failed(self, error: str, now: datetime, chance: float) -> "WorkItem":
        """Return the item to be tried again later, or dead where that was the last attempt.

        The delay doubles with each attempt, up to ten minutes, and goes on to do so after a retry.
        `chance`, between 0 and 1, takes up to half of it away, so that what failed together is not
        tried again together.
        """
        error = error[:_LONGEST_ERROR]
        if self.attempt >= self.max_attempts:
            return evolve(self._ended(WorkStatus.DEAD, now), last_error=error)
        tries = min(self.attempt - 1, 20)
        delay = min(_FIRST_DELAY * 2**tries, _LONGEST_DELAY) * (1 - chance / 2)
        return evolve(self._waiting(now + delay), last_error=error)

    def retried(self, now: datetime) -> "WorkItem":
        """Return a dead or cancelled item to be tried anew, as often as a new one.

        Raises `ConflictError` for any other.
        """
        if self.status not in (WorkStatus.DEAD, WorkStatus.CANCELLED):
            raise ConflictError(f"the item is {self.status}: only a dead or cancelled one is tried")
        return evolve(self._waiting(now), max_attempts=self.attempt + ATTEMPTS)

    def cancelled(self, now: datetime) -> "WorkItem":
        """Return the item given up; raises `ConflictError` for one that is finished."""
        if self.status not in UNFINISHED:
            raise ConflictError(f"the item is {self.status}: there is nothing to cancel")
        return self._ended(WorkStatus.CANCELLED, now)

    def _ended(self, status: WorkStatus, now: datetime) -> "WorkItem":
        return evolve(self, status=status, finished_at=now, lease_until=None, owner=None)

    def _waiting(self, run_at: datetime) -> "WorkItem":
        return evolve(
            self,
            status=WorkStatus.QUEUED,
            run_at=run_at,
            lease_until=None,
            owner=None,
            dispatched_at=None,
            finished_at=None,
        )


@frozen(kw_only=True)
class WorkFailure:
    """One attempt that failed, and why."""

    attempt: int
    owner: str | None
    failed_at: datetime
    error: str
