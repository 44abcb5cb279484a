"""The ledger of model calls in SQL."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from attrs import asdict, fields, frozen

from parlons.adapters.sql.prepared import Prepared
from parlons.adapters.sql.query import Query, names_of, reader_of
from parlons.adapters.sql.spending.ledger_statements import LedgerStatements
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.adapters.sql.sql_transaction import SqlTransaction
from parlons.application.ports.spending_ledger import ISpendingLedger, RecentCalls
from parlons.application.ports.unit_of_work import DuplicateError, StaleRevisionError
from parlons.domain.spending.hold import Hold
from parlons.domain.tutoring.usage import ModelPrice, TokenUsage

_HOLD: Final = names_of(Hold, "price", "usage")
_USAGE: Final = names_of(TokenUsage)
_PRICE: Final = {f"price_{each.name}": each.name for each in fields(ModelPrice)}


@frozen(kw_only=True)
class SpendingQueries:
    """What is asked about the ledger, and what adds to it."""

    add: Prepared
    replace: Prepared
    by_id: Query[Hold]
    latest: Query[Hold]
    expired: Query[Hold]
    abandoned: Query[Hold]
    recent: Query[RecentCalls]

    @classmethod
    def on(cls, database: SqlDatabase) -> "SpendingQueries":
        """Prepare the statements for a database."""
        ledger, prepare = LedgerStatements(database.tables.llm_spending), database.prepare
        read = reader_of(_hold, ledger.holds.c.keys())
        return cls(
            add=prepare(database.insert(ledger.holds).on_conflict_do_nothing()),
            replace=prepare(ledger.replace()),
            by_id=Query(prepare(ledger.by_id()), read),
            latest=Query(prepare(ledger.latest()), read),
            expired=Query(prepare(ledger.expired()), read),
            abandoned=Query(prepare(ledger.abandoned()), read),
            recent=Query(prepare(ledger.recent()), reader_of(RecentCalls, names_of(RecentCalls))),
        )


@frozen
class SqlSpendingLedger(ISpendingLedger):
    """The ledger as a session sees it; a call's price and usage are spread over columns."""

    transaction: SqlTransaction
    queries: SpendingQueries

    def add(self, hold: Hold) -> None:
        if not self.transaction.add(self.queries.add, _row(hold)):
            raise DuplicateError("the hold is in the ledger already")

    def replace(self, before: Hold, after: Hold) -> None:
        new = {f"new_{name}": value for name, value in _row(after).items()}
        values = {**new, "old_id": before.id, "old_status": before.status}
        if not self.transaction.add(self.queries.replace, values):
            raise StaleRevisionError("the hold has come further in the meantime")

    def by_id(self, hold_id: UUID) -> Hold | None:
        return self.queries.by_id.first(self.transaction, {"id": hold_id})

    def latest(self, user_id: str, limit: int) -> tuple[Hold, ...]:
        values = {"user_id": user_id, "limit": limit}
        return self.queries.latest.all(self.transaction, values)

    def expired(self, now: datetime, limit: int) -> tuple[Hold, ...]:
        writable = self.transaction.writable
        query = self.queries.abandoned if writable else self.queries.expired
        return query.all(self.transaction, {"now": now, "limit": limit})

    def recent(self, since: datetime) -> RecentCalls:
        return self.queries.recent.first(self.transaction, {"since": since}) or RecentCalls()


def _row(hold: Hold) -> dict[str, Any]:
    price = {column: getattr(hold.price, name) for column, name in _PRICE.items()}
    return {name: getattr(hold, name) for name in _HOLD} | price | asdict(hold.usage)


def _hold(**values: Any) -> Hold:
    usage = TokenUsage(**{name: values.pop(name) for name in _USAGE})
    price = ModelPrice(**{name: values.pop(column) for column, name in _PRICE.items()})
    return Hold(**values, usage=usage, price=price)
