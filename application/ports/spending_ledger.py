"""The ledger of model calls."""

from abc import abstractmethod
from datetime import datetime
from typing import Protocol
from uuid import UUID

from attrs import frozen

from parlons.domain.spending.hold import Hold


@frozen(kw_only=True)
class RecentCalls:
    """How many calls are under way, how many ended lately, and how many of those failed."""

    in_flight: int = 0
    ended: int = 0
    failed: int = 0


class ISpendingLedger(Protocol):
    """One row for each attempt to spend; `add` and `replace` need a write session."""

    @abstractmethod
    def add(self, hold: Hold) -> None:
        """Store a hold; raises `DuplicateError` when its id is there already."""

    @abstractmethod
    def replace(self, before: Hold, after: Hold) -> None:
        """Store how far a hold has come.

        Raises `StaleRevisionError` unless the status stored is that of `before`.
        """

    @abstractmethod
    def by_id(self, hold_id: UUID) -> Hold | None:
        """Return a hold, or None."""

    @abstractmethod
    def latest(self, user_id: str, limit: int) -> tuple[Hold, ...]:
        """Return the user's latest holds by when they began, newest first."""

    @abstractmethod
    def expired(self, now: datetime, limit: int) -> tuple[Hold, ...]:
        """Return open holds whose `expires_at` is not after `now`, the oldest first.

        In a write session on a database that several write to, those that another session is at
        are left out.
        """

    @abstractmethod
    def recent(self, since: datetime) -> RecentCalls:
        """Count the holds that are dispatched, and those that were sent and ended since then."""
