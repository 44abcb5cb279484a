"""The ledger in SQL."""

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from attrs import frozen

from parlons.adapters.sql.progress.achievement_queries import achievement_values
from parlons.adapters.sql.progress.entry_queries import entry_values
from parlons.adapters.sql.progress.ledger_queries import LedgerQueries
from parlons.adapters.sql.sql_transaction import SqlTransaction
from parlons.application.ports.ledger import (
    EarnedAchievement,
    Entered,
    EntryKey,
    ILedger,
    LedgerPlace,
)
from parlons.domain.progress.ledger import LedgerEntry
from parlons.domain.progress.xp_rule import XpRule

_BEFORE_ALL: Final = (datetime.max.replace(tzinfo=UTC), XpRule.DAY_ACTIVE, "")
_DAY: Final = timedelta(days=1)


@frozen
class SqlLedger(ILedger):
    """The ledger of a session; the sum of the points is in the learner's row."""

    transaction: SqlTransaction
    queries: LedgerQueries

    def enter(
        self, user_id: str, entries: Collection[LedgerEntry], recorded_at: datetime
    ) -> Entered:
        self.transaction.require_writable()
        entered = Entered.among(entries, self._known(user_id, entries))
        stored = [
            {"user_id": user_id, "recorded_at": recorded_at, **entry_values(entry)}
            for entry in (*entered.new, *entered.moved)
        ]
        self.transaction.add(self.queries.entries.put, *stored)
        if entered.new:
            points = sum(entry.points for entry in entered.new)
            values = {"user_id": user_id, "points": points}
            self.transaction.add(self.queries.learners.add_points, values)
        return entered

    def total(self, user_id: str) -> int:
        return self.queries.learners.points.first(self.transaction, {"user_id": user_id}) or 0

    def entries(self, user_id: str) -> tuple[LedgerEntry, ...]:
        return self.queries.entries.of_user.all(self.transaction, {"user_id": user_id})

    def entries_of(self, user_id: str, rule: XpRule) -> tuple[LedgerEntry, ...]:
        values = {"user_id": user_id, "rule": rule}
        return self.queries.entries.of_rule.all(self.transaction, values)

    def points_by_day(self, user_id: str, since: date) -> Mapping[date, int]:
        values = {"user_id": user_id, "since": since, "earliest": _earliest(since)}
        return dict(self.queries.entries.points_by_day.all(self.transaction, values))

    def latest(
        self, user_id: str, before: LedgerPlace | None, limit: int
    ) -> tuple[LedgerEntry, ...]:
        at, rule, source = before or _BEFORE_ALL
        place = {"earned_at": at, "rule": rule, "source": source}
        values = {"user_id": user_id, "limit": limit, **place}
        return self.queries.entries.latest.all(self.transaction, values)

    def freeze(self, user_id: str, day: date, at: datetime) -> bool:
        values = {"user_id": user_id, "day": day, "frozen_at": at}
        return self.transaction.add(self.queries.freeze, values) > 0

    def frozen_days(self, user_id: str) -> tuple[date, ...]:
        return self.queries.frozen_days.all(self.transaction, {"user_id": user_id})

    def achieve(self, user_id: str, earned: EarnedAchievement) -> bool:
        queries = self.queries.achievements
        values = {"user_id": user_id, **achievement_values(earned)}
        if self.transaction.add(queries.add, values):
            return True
        key = {"user_id": user_id, "achievement": earned.achievement}
        known = queries.lock.first(self.transaction, key)
        if known is not None and earned.earned < known.earned:
            self.transaction.add(queries.move, values)
        return False

    def achievements(self, user_id: str) -> tuple[EarnedAchievement, ...]:
        return self.queries.achievements.of_user.all(self.transaction, {"user_id": user_id})

    def recorded(self, user_id: str) -> Mapping[EntryKey, datetime]:
        found = self.queries.entries.recorded.all(self.transaction, {"user_id": user_id})
        return {(rule, source): recorded_at for rule, source, recorded_at in found}

    def put_recorded(self, user_id: str, recorded: Mapping[EntryKey, datetime]) -> None:
        rows = [
            {"of_user": user_id, "of_rule": rule, "of_source": source, "at": recorded_at}
            for (rule, source), recorded_at in recorded.items()
        ]
        self.transaction.add(self.queries.entries.put_recorded, *rows)

    def clear(self, user_id: str) -> None:
        for change in self.queries.clear:
            self.transaction.change(change, {"of_user": user_id})

    def _known(
        self, user_id: str, entries: Collection[LedgerEntry]
    ) -> Mapping[EntryKey, LedgerEntry]:
        queries = self.queries.entries
        rules, sources = {entry.rule for entry in entries}, {entry.source for entry in entries}
        values = {"user_id": user_id, "rules": list(rules), "sources": list(sources)}
        return {entry.key: entry for entry in queries.of_any.all(self.transaction, values)}


def _earliest(day: date) -> datetime:
    """Return an instant at which it was that day nowhere yet: clocks are ahead of UTC by hours."""
    before = max(day, date.min + _DAY) - _DAY
    return datetime.combine(before, time.min, UTC)
