"""What was spent, added up."""

from abc import abstractmethod
from datetime import date
from typing import Protocol

from attrs import frozen

from parlons.domain.spending.usage_report import Dimension, UsageKey, UsageRow, UsageSums


@frozen(kw_only=True)
class UsageFilter:
    """What is to be added up: the days `first` to `last`, and where given only what matches."""

    first: date
    last: date
    user_id: str | None = None
    organisation: str | None = None
    plan: str | None = None
    task: str | None = None
    model: str | None = None


class IUsage(Protocol):
    """Sums by day, kept so that no report goes through the ledger; `book` needs a write session."""

    @abstractmethod
    def book(self, key: UsageKey, sums: UsageSums) -> None:
        """Add to the sums of a key."""

    @abstractmethod
    def total(self, wanted: UsageFilter) -> UsageSums:
        """Return the sums of all that matches."""

    @abstractmethod
    def by(self, dimension: Dimension, wanted: UsageFilter, limit: int) -> tuple[UsageRow, ...]:
        """Return the sums for each value that there is.

        Days come in their order, named like 2026-04-30; anything else by what was spent, the most
        first, then by value.
        """
