"""What was decided about the spending of single users."""

from abc import abstractmethod
from typing import Protocol

from parlons.domain.spending.account import SpendingAccount


class ISpendingAccounts(Protocol):
    """An account for each user about whom something was decided; `put` needs a write session."""

    @abstractmethod
    def by_user(self, user_id: str) -> SpendingAccount | None:
        """Return a user's account, or None."""

    @abstractmethod
    def put(self, account: SpendingAccount) -> None:
        """Store an account.

        Raises `DuplicateError` for revision 1 of one that is there already, and
        `StaleRevisionError` for a later revision unless the one before it is what is stored.
        """
