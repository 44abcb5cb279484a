"""The ledger of model calls in memory."""

from attrs import frozen

from parlons.adapters.memory.in_memory_transaction import InMemoryTransaction
from parlons.application.ports.spending_ledger import ISpendingLedger
from parlons.application.ports.unit_of_work import DuplicateError
from parlons.domain.tutoring.spending import SpendingEntry


@frozen
class InMemorySpendingLedger(ISpendingLedger):
    """The ledger as a session sees it."""

    transaction: InMemoryTransaction

    def add(self, entry: SpendingEntry) -> None:
        spending = self.transaction.changing.spending
        if entry.id in spending:
            raise DuplicateError("the entry is in the ledger already")
        spending[entry.id] = entry

    def latest(self, user_id: str, limit: int) -> tuple[SpendingEntry, ...]:
        entries = self.transaction.reading.spending.values()
        spent = [entry for entry in entries if entry.user_id == user_id]
        spent.sort(key=lambda entry: (entry.spent_at, entry.id), reverse=True)
        return tuple(spent[:limit])
