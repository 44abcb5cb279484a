"""Sums of what was spent in SQL."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from attrs import asdict, frozen

from parlons.adapters.sql.described.spending_tables import SUMS
from parlons.adapters.sql.prepared import Prepared
from parlons.adapters.sql.query import reader_of
from parlons.adapters.sql.spending.usage_statements import UsageStatements
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.adapters.sql.sql_transaction import SqlTransaction
from parlons.application.ports.usage import IUsage, UsageFilter
from parlons.domain.spending.usage_report import Dimension, UsageKey, UsageRow, UsageSums

_sums = reader_of(UsageSums, SUMS)


@frozen(kw_only=True)
class UsageQueries:
    """What adds to the sums, and how they are asked for."""

    book: tuple[Prepared, ...]
    statements: UsageStatements

    @classmethod
    def on(cls, database: SqlDatabase) -> "UsageQueries":
        """Prepare the statements for a database."""
        statements = UsageStatements(database)
        return cls(book=tuple(map(database.prepare, statements.book())), statements=statements)


@frozen
class SqlUsage(IUsage):
    """The sums as a session sees them: a call counts in those of each table."""

    transaction: SqlTransaction
    queries: UsageQueries

    def book(self, key: UsageKey, sums: UsageSums) -> None:
        self.transaction.require_writable()
        if sums == UsageSums():
            return
        row = _row(key) | {name: int(value) for name, value in asdict(sums).items()}
        for statement in self.queries.book:
            self.transaction.add(statement, row)

    def total(self, wanted: UsageFilter) -> UsageSums:
        return _sums(self.transaction.read(self.queries.statements.total(wanted), {}).one())

    def by(self, dimension: Dimension, wanted: UsageFilter, limit: int) -> tuple[UsageRow, ...]:
        if dimension is Dimension.USER and wanted.user_id is None:
            return self._by_users(wanted, limit)
        report = self.queries.statements.by(dimension, wanted, limit)
        return tuple(map(_usage_row, self.transaction.read(report, {})))

    def _by_users(self, wanted: UsageFilter, limit: int) -> tuple[UsageRow, ...]:
        """Add up all of those alone who have spent most."""
        ranked = self.queries.statements.ranked(wanted, limit)
        names = self.transaction.read(ranked, {}).scalars().all()
        report = self.queries.statements.of_users(wanted)
        rows = map(_usage_row, self.transaction.read(report, {"names": names}))
        found = {row.value: row for row in rows}
        return tuple(found[name] for name in names)


def _row(key: UsageKey) -> dict[str, Any]:
    monday = key.day - timedelta(days=key.day.weekday())
    return asdict(key) | {"organisation": key.organisation or "", "week": monday}


def _usage_row(row: Sequence[Any]) -> UsageRow:
    value, *sums = row
    return UsageRow(value=str(value) or None, sums=_sums(sums))
