"""The ledger in memory."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from attrs import evolve, frozen

from parlons.adapters.memory.in_memory_transaction import InMemoryTransaction
from parlons.adapters.memory.state import Learner
from parlons.application.ports.ledger import (
    EarnedAchievement,
    Entered,
    EntryKey,
    ILedger,
    LedgerPlace,
)
from parlons.domain.progress.ledger import LedgerEntry
from parlons.domain.progress.xp_rule import XpRule

_END: Final = datetime.max.replace(tzinfo=UTC)


@frozen
class InMemoryLedger(ILedger):
    """The ledger of a session."""

    transaction: InMemoryTransaction

    def enter(
        self,
        user_id: str,
        entries: Collection[LedgerEntry],
        recorded_at: datetime,
    ) -> Entered:
        state = self.transaction.changing
        entered = Entered.among(entries, {each.key: each for each in self.entries(user_id)})
        for entry in (*entered.new, *entered.moved):
            state.ledger[user_id, *entry.key] = entry
        for entry in entered.new:
            state.recorded[user_id, *entry.key] = recorded_at
        learner = state.learners.get(user_id, Learner())
        points = learner.points + sum(entry.points for entry in entered.new)
        state.learners[user_id] = evolve(learner, points=points)
        return entered

    def total(self, user_id: str) -> int:
        return self.transaction.reading.learners.get(user_id, Learner()).points

    def entries(self, user_id: str) -> tuple[LedgerEntry, ...]:
        ledger = self.transaction.reading.ledger
        return tuple(entry for (user, *_), entry in ledger.items() if user == user_id)

    def entries_of(self, user_id: str, rule: XpRule) -> tuple[LedgerEntry, ...]:
        return tuple(entry for entry in self.entries(user_id) if entry.rule is rule)

    def points_by_day(self, user_id: str, since: date) -> Mapping[date, int]:
        points: Counter[date] = Counter()
        for entry in self.entries(user_id):
            if entry.moment.local_date >= since:
                points[entry.moment.local_date] += entry.points
        return dict(points)

    def latest(
        self, user_id: str, before: LedgerPlace | None, limit: int
    ) -> tuple[LedgerEntry, ...]:
        places = {_place(entry): entry for entry in self.entries(user_id)}
        left = [place for place in places if before is None or _order(place) > _order(before)]
        return tuple(places[place] for place in sorted(left, key=_order)[:limit])

    def freeze(self, user_id: str, day: date, at: datetime) -> bool:
        freezes = self.transaction.changing.freezes
        if (user_id, day) in freezes:
            return False
        freezes[user_id, day] = at
        return True

    def frozen_days(self, user_id: str) -> tuple[date, ...]:
        freezes = self.transaction.reading.freezes
        return tuple(sorted(day for user, day in freezes if user == user_id))

    def achieve(self, user_id: str, earned: EarnedAchievement) -> bool:
        achievements = self.transaction.changing.achievements
        key = user_id, earned.achievement
        known = achievements.get(key)
        if known is None:
            achievements[key] = earned
        elif earned.earned < known.earned:
            achievements[key] = evolve(known, earned=earned.earned)
        return known is None

    def achievements(self, user_id: str) -> tuple[EarnedAchievement, ...]:
        achievements = self.transaction.reading.achievements
        return tuple(earned for (user, _), earned in achievements.items() if user == user_id)

    def recorded(self, user_id: str) -> Mapping[EntryKey, datetime]:
        recorded = self.transaction.reading.recorded
        keys = [entry.key for entry in self.entries(user_id)]
        return {key: recorded[user_id, *key] for key in keys if (user_id, *key) in recorded}

    def put_recorded(self, user_id: str, recorded: Mapping[EntryKey, datetime]) -> None:
        state = self.transaction.changing
        for (rule, source), recorded_at in recorded.items():
            if (user_id, rule, source) in state.ledger:
                state.recorded[user_id, rule, source] = recorded_at

    def clear(self, user_id: str) -> None:
        state = self.transaction.changing
        earned: tuple[dict[Any, Any], ...] = (
            *(state.ledger, state.recorded, state.freezes, state.achievements),
        )
        for stored in earned:
            for key in [key for key in stored if key[0] == user_id]:
                del stored[key]
        if user_id in state.learners:
            state.learners[user_id] = evolve(state.learners[user_id], points=0)


def _place(entry: LedgerEntry) -> LedgerPlace:
    return entry.moment.at, entry.rule, entry.source


def _order(place: LedgerPlace) -> tuple[timedelta, XpRule, str]:
    at, rule, source = place
    return _END - at, rule, source
