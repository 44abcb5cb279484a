"""The ledger of model calls in SQL."""

from typing import Any

from attrs import asdict, fields, frozen
from sqlalchemy import bindparam, select

from parlons.adapters.sql.prepared import Prepared
from parlons.adapters.sql.query import Query, reader_of
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.adapters.sql.sql_transaction import SqlTransaction
from parlons.application.ports.spending_ledger import ISpendingLedger
from parlons.application.ports.unit_of_work import DuplicateError
from parlons.domain.tutoring.spending import SpendingEntry
from parlons.domain.tutoring.usage import TokenUsage

_USAGE = tuple(each.name for each in fields(TokenUsage))


@frozen(kw_only=True)
class SpendingQueries:
    """What is asked about the ledger, and what adds to it."""

    add: Prepared
    latest: Query[SpendingEntry]

    @classmethod
    def on(cls, database: SqlDatabase) -> "SpendingQueries":
        """Prepare the statements for a database."""
        ledger, prepare = database.tables.llm_spending, database.prepare
        of_user = select(ledger).where(ledger.c.user_id == bindparam("user_id"))
        newest_first = of_user.order_by(ledger.c.spent_at.desc(), ledger.c.id.desc())
        latest = prepare(newest_first.limit(bindparam("limit")))
        return cls(
            add=prepare(database.insert(ledger).on_conflict_do_nothing()),
            latest=Query(latest, reader_of(_entry, ledger.c.keys())),
        )


@frozen
class SqlSpendingLedger(ISpendingLedger):
    """The ledger as a session sees it; a call's usage is spread over columns."""

    transaction: SqlTransaction
    queries: SpendingQueries

    def add(self, entry: SpendingEntry) -> None:
        values = asdict(entry, recurse=False)
        values |= asdict(values.pop("usage"))
        if not self.transaction.add(self.queries.add, values):
            raise DuplicateError("the entry is in the ledger already")

    def latest(self, user_id: str, limit: int) -> tuple[SpendingEntry, ...]:
        values = {"user_id": user_id, "limit": limit}
        return self.queries.latest.all(self.transaction, values)


def _entry(**values: Any) -> SpendingEntry:
    usage = TokenUsage(**{name: values.pop(name) for name in _USAGE})
    return SpendingEntry(**values, usage=usage)
