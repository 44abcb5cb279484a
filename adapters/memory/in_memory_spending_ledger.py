"""The ledger of model calls in memory."""

from datetime import datetime
from uuid import UUID

from attrs import frozen

from parlons.adapters.memory.in_memory_transaction import InMemoryTransaction
from parlons.application.ports.spending_ledger import ISpendingLedger, RecentCalls
from parlons.application.ports.unit_of_work import DuplicateError, StaleRevisionError
from parlons.domain.spending.hold import Hold, HoldStatus

_SENT = (HoldStatus.SETTLED, HoldStatus.ESTIMATED)


@frozen
class InMemorySpendingLedger(ISpendingLedger):
    """The ledger as a session sees it."""

    transaction: InMemoryTransaction

    def add(self, hold: Hold) -> None:
        spending = self.transaction.changing.spending
        if hold.id in spending:
            raise DuplicateError("the hold is in the ledger already")
        spending[hold.id] = hold

    def replace(self, before: Hold, after: Hold) -> None:
        spending = self.transaction.changing.spending
        stored = spending.get(before.id)
        if stored is None or stored.status is not before.status:
            raise StaleRevisionError("the hold has come further in the meantime")
        spending[before.id] = after

    def by_id(self, hold_id: UUID) -> Hold | None:
        return self.transaction.reading.spending.get(hold_id)

    def latest(self, user_id: str, limit: int) -> tuple[Hold, ...]:
        holds = self.transaction.reading.spending.values()
        of_user = [hold for hold in holds if hold.user_id == user_id]
        of_user.sort(key=lambda hold: (hold.begun_at, hold.id), reverse=True)
        return tuple(of_user[:limit])

    def expired(self, now: datetime, limit: int) -> tuple[Hold, ...]:
        holds = self.transaction.reading.spending.values()
        over = [hold for hold in holds if hold.is_open and hold.expires_at <= now]
        over.sort(key=lambda hold: (hold.expires_at, hold.id))
        return tuple(over[:limit])

    def recent(self, since: datetime) -> RecentCalls:
        holds = self.transaction.reading.spending.values()
        ended = [hold for hold in holds if hold.ended_at and hold.ended_at >= since]
        sent = [hold for hold in ended if hold.status in _SENT]
        return RecentCalls(
            in_flight=sum(hold.status is HoldStatus.DISPATCHED for hold in holds),
            ended=len(sent),
            failed=sum(hold.failure is not None for hold in sent),
        )
