"""Spending accounts in memory."""

from attrs import frozen

from parlons.adapters.memory.in_memory_transaction import InMemoryTransaction
from parlons.adapters.memory.revisions import put_revision
from parlons.application.ports.spending_accounts import ISpendingAccounts
from parlons.domain.spending.account import SpendingAccount


@frozen
class InMemorySpendingAccounts(ISpendingAccounts):
    """The accounts of a session."""

    transaction: InMemoryTransaction

    def by_user(self, user_id: str) -> SpendingAccount | None:
        return self.transaction.reading.accounts.get(user_id)

    def put(self, account: SpendingAccount) -> None:
        put_revision(self.transaction.changing.accounts, account.user_id, account)
