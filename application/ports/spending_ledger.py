"""The ledger of model calls."""

from abc import abstractmethod
from typing import Protocol

from parlons.domain.tutoring.spending import SpendingEntry


class ISpendingLedger(Protocol):
    """Every call to a model, append only; `add` needs a write session."""

    @abstractmethod
    def add(self, entry: SpendingEntry) -> None:
        """Append an entry; raises `DuplicateError` when its id is there already."""

    @abstractmethod
    def latest(self, user_id: str, limit: int) -> tuple[SpendingEntry, ...]:
        """Return the user's latest entries, newest first."""
