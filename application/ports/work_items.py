"""Work that is to be done, is being done or was done."""

from abc import abstractmethod
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Final, Protocol
from uuid import UUID

from attrs import frozen

from parlons.domain.work.work_item import WorkFailure, WorkItem, WorkStatus

ALL: Final = 2**63 - 1
"""More than there are."""


@frozen(kw_only=True)
class WorkFilter:
    """Which items are wanted; None means any."""

    queue: str | None = None
    status: WorkStatus | None = None
    user_id: str | None = None


class IWorkItems(Protocol):
    """All items of an installation; whatever changes one needs a write session."""

    @abstractmethod
    def add(self, items: Sequence[WorkItem]) -> int:
        """Store items in one statement; return how many were not there yet.

        An item whose queue and ref are there already is left as it is.
        """

    @abstractmethod
    def by_id(self, item_id: UUID) -> WorkItem | None:
        """Return an item, or None."""

    @abstractmethod
    def replace(self, before: WorkItem, after: WorkItem) -> None:
        """Change an item whose status, attempt and owner are still those of `before`.

        Raises `StaleRevisionError` when they are not: somebody else has it now.
        """

    @abstractmethod
    def replace_expired(self, before: WorkItem, after: WorkItem, now: datetime) -> None:
        """Do the same for an item whose lease is still over; who renewed it meanwhile keeps it."""

    @abstractmethod
    def queues_due(self, now: datetime, lost_before: datetime) -> tuple[str, ...]:
        """Return the names of queues of which `due` would return anything, by a cheap look."""

    @abstractmethod
    def due(
        self, queue: str, now: datetime, lost_before: datetime, limit: int, given: int = 0
    ) -> tuple[WorkItem, ...]:
        """Return queued items whose `run_at` has come, to be dispatched.

        Those are left out that were dispatched at `lost_before` or later, and those that another
        session is looking at in the same way. The highest priority comes first, and of equals the
        earliest `run_at`; but every fourth place goes to whichever waits longest, so that none
        starves. `given` is how many places the caller has given before.
        """

    @abstractmethod
    def mark_dispatched(self, item_ids: Collection[UUID], at: datetime | None) -> None:
        """Note when items were handed to the broker; None where that came to nothing.

        Items that are not queued any more are left alone.
        """

    @abstractmethod
    def in_flight(self, queue: str, lost_before: datetime) -> int:
        """Count a queue's items that are running, or queued and dispatched at or after that."""

    @abstractmethod
    def forget_dispatch(self) -> int:
        """Take all queued items for not dispatched, for a broker that has lost everything."""

    @abstractmethod
    def expired(self, now: datetime, limit: int) -> tuple[WorkItem, ...]:
        """Return running items whose lease has ended, the longest ended first."""

    @abstractmethod
    def unfinished_of(self, user_id: str, queue: str, limit: int = ALL) -> tuple[WorkItem, ...]:
        """Return a user's queued and running items of a queue by id, `limit` at most."""

    @abstractmethod
    def page(self, wanted: WorkFilter, after: UUID | None, limit: int) -> tuple[WorkItem, ...]:
        """Return items, the newest first, beginning after `after`."""

    @abstractmethod
    def counts(self) -> Mapping[tuple[str, WorkStatus], int]:
        """Count all items by queue and status."""

    @abstractmethod
    def note_failure(self, item_id: UUID, failure: WorkFailure) -> None:
        """Keep why an attempt failed."""

    @abstractmethod
    def failures(self, item_id: UUID) -> tuple[WorkFailure, ...]:
        """Return an item's failed attempts in order."""

    @abstractmethod
    def forget(self, finished_before: datetime, limit: int) -> int:
        """Delete up to `limit` items that succeeded or were cancelled before; return how many."""
