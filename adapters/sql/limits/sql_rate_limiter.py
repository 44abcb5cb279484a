"""Rate limits in SQL."""

from datetime import datetime, timedelta
from itertools import count
from typing import Final

from attrs import field, frozen
from sqlalchemy import Connection

from parlons.adapters.sql.limits.limit_statements import LimitStatements
from parlons.adapters.sql.prepared import Prepared
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.application.ports.rate_limiter import IRateLimiter
from parlons.domain.spending.noting import is_noted
from parlons.domain.spending.rate_limit import RateDecision, RateLimit

_SWEEP_EVERY: Final = 100
_SWEPT: Final = 500
_KEPT: Final = timedelta(hours=1)  # for those whose clock is behind


@frozen
class SqlRateLimiter(IRateLimiter):
    """Counts for all who share the database, in a short transaction of its own for each request.

    Raises `StorageUnavailableError`, too.
    """

    database: SqlDatabase
    _lock: Prepared = field(repr=False)
    _add: Prepared = field(repr=False)
    _replace: Prepared = field(repr=False)
    _sweep: Prepared = field(repr=False)
    _taken: "count[int]" = field(factory=lambda: count(1), init=False, repr=False)

    @classmethod
    def on(cls, database: SqlDatabase) -> "SqlRateLimiter":
        """Prepare the statements for a database."""
        statements, prepare = LimitStatements(database.tables.rate_limits), database.prepare
        return cls(
            database,
            lock=prepare(statements.lock()),
            add=prepare(database.insert(statements.limits).on_conflict_do_nothing()),
            replace=prepare(statements.replace()),
            sweep=prepare(statements.sweep()),
        )

    def take(self, key: str, limit: RateLimit, now: datetime) -> RateDecision:
        if next(self._taken) % _SWEEP_EVERY == 0:
            self._forget(now - _KEPT)
        with self.database.writing() as connection:
            used_until = self._locked(connection, key, now)
            decision = limit.decide(used_until, now)
            if is_noted(decision, used_until):
                noted = {"of_key": key, "new_used_until": decision.used_until}
                self._replace.count(connection, noted)
        return decision

    def _locked(self, connection: Connection, key: str, now: datetime) -> datetime:
        """Lock a key's row, and make it where there is none."""
        while True:
            if found := self._lock.rows(connection, {"of_key": key}):
                used_until: datetime = found[0][0]
                return used_until
            if self._add.count(connection, {"key": key, "used_until": now}):
                return now

    def _forget(self, before: datetime) -> None:
        """Delete some rows that say nothing any more, in a transaction that waits for no row."""
        with self.database.writing() as connection:
            self._sweep.count(connection, {"before": before, "limit": _SWEPT})
