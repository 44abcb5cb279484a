"""Experience points, frozen days and achievements."""

from abc import abstractmethod
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Protocol, TypeAlias

from attrs import frozen

from parlons.domain.progress.achievement import Achievement
from parlons.domain.progress.ledger import LedgerEntry
from parlons.domain.progress.moment import Moment
from parlons.domain.progress.xp_rule import XpRule


@frozen(kw_only=True)
class EarnedAchievement:
    """An achievement, the moment at which it was earned, and the instant that was found out."""

    achievement: Achievement
    earned: Moment
    recorded_at: datetime


@frozen(kw_only=True)
class Entered:
    """Entries that a learner had not, and those whose moment turned out to be earlier."""

    new: tuple[LedgerEntry, ...]
    moved: tuple[LedgerEntry, ...]

    @classmethod
    def among(
        cls, entries: Collection[LedgerEntry], known: Mapping[tuple[XpRule, str], LedgerEntry]
    ) -> "Entered":
        """Compare entries with those that are known by key; of equal keys the earliest counts."""
        latest_first = sorted(entries, key=lambda entry: entry.moment, reverse=True)
        earliest = {entry.key: entry for entry in latest_first}.values()
        return cls(
            new=tuple(each for each in earliest if each.key not in known),
            moved=tuple(
                each
                for each in earliest
                if each.key in known and each.moment < known[each.key].moment
            ),
        )


EntryKey: TypeAlias = tuple[XpRule, str]
"""What makes an entry unique for a learner: its rule and its source."""

LedgerPlace: TypeAlias = tuple[datetime, XpRule, str]
"""Where an entry stands among the latest: its instant, its rule and its source."""


class ILedger(Protocol):
    """What learners have earned; whatever changes it needs a write session."""

    @abstractmethod
    def enter(
        self, user_id: str, entries: Collection[LedgerEntry], recorded_at: datetime
    ) -> Entered:
        """Store entries, each of which is worth its points once.

        One that is there is moved to the new moment where that is earlier; of several with one key
        the earliest counts. The learner must be locked (`IProgress.lock`).
        """

    @abstractmethod
    def total(self, user_id: str) -> int:
        """Return the sum of all points, which is kept and not added up."""

    @abstractmethod
    def entries(self, user_id: str) -> tuple[LedgerEntry, ...]:
        """Return all entries, in no order."""

    @abstractmethod
    def entries_of(self, user_id: str, rule: XpRule) -> tuple[LedgerEntry, ...]:
        """Return all entries under a rule, in no order."""

    @abstractmethod
    def points_by_day(self, user_id: str, since: date) -> Mapping[date, int]:
        """Return the points of each local day from `since` on that has any."""

    @abstractmethod
    def latest(
        self, user_id: str, before: LedgerPlace | None, limit: int
    ) -> tuple[LedgerEntry, ...]:
        """Return entries, the latest instant first, beginning after the place `before`.

        Those of one instant come by rule, and of one rule by source.
        """

    @abstractmethod
    def freeze(self, user_id: str, day: date, at: datetime) -> bool:
        """Store a frozen day; return False where it is one already."""

    @abstractmethod
    def frozen_days(self, user_id: str) -> tuple[date, ...]:
        """Return all frozen days in order."""

    @abstractmethod
    def achieve(self, user_id: str, earned: EarnedAchievement) -> bool:
        """Store an achievement; return whether the learner had it not.

        One that is there is moved to the new moment where that is earlier, and keeps its
        `recorded_at`.
        """

    @abstractmethod
    def achievements(self, user_id: str) -> tuple[EarnedAchievement, ...]:
        """Return the learner's achievements, in no order."""

    @abstractmethod
    def recorded(self, user_id: str) -> Mapping[EntryKey, datetime]:
        """Return the instant at which each entry was stored first, by the entry's key."""

    @abstractmethod
    def put_recorded(self, user_id: str, recorded: Mapping[EntryKey, datetime]) -> None:
        """Have entries stored first at other instants; those that are not there are left out."""

    @abstractmethod
    def clear(self, user_id: str) -> None:
        """Delete the learner's entries, frozen days and achievements, and set the total to 0."""
