"""When each achievement is earned: functions of the ledger and the frozen days."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import accumulate
from typing import Final, TypeAlias

from attrs import frozen

from parlons.domain.progress.achievement import Achievement
from parlons.domain.progress.ledger import LedgerEntry
from parlons.domain.progress.moment import Moment
from parlons.domain.progress.xp_rule import XpRule

_DAY: Final = timedelta(days=1)

Steps: TypeAlias = Iterator[tuple[int, Moment]]
"""How far a learner was, and when that was reached, in the order of time; it may also fall."""


@frozen(kw_only=True)
class AchievementRule:
    """`target` steps are needed; `steps` follow from the entries, which are in order of time."""

    title: str
    description: str
    target: int
    steps: Callable[[Sequence[LedgerEntry], Collection[date]], Steps]


@frozen(kw_only=True)
class AchievementStanding:
    """How far a learner is, `target` at most, and when the target was reached."""

    done: int
    earned: Moment | None


def standings(
    entries: Collection[LedgerEntry], frozen_days: Collection[date]
) -> Mapping[Achievement, AchievementStanding]:
    """Return how far a learner is with every achievement."""
    in_order = sorted(entries, key=_place)
    return {
        achievement: _standing(rule, in_order, frozen_days)
        for achievement, rule in ACHIEVEMENTS.items()
    }


def _place(entry: LedgerEntry) -> tuple[datetime, str, XpRule, str]:
    # Six times as fast as comparing moments, and there may be thousands.
    return entry.moment.at, entry.moment.zone, entry.rule, entry.source


def _standing(
    rule: AchievementRule, entries: Sequence[LedgerEntry], frozen_days: Collection[date]
) -> AchievementStanding:
    steps = list(rule.steps(entries, frozen_days))
    furthest = max((done for done, _ in steps), default=0)
    earned = next((moment for done, moment in steps if done >= rule.target), None)
    return AchievementStanding(done=min(furthest, rule.target), earned=earned)


def _times(rule: XpRule) -> Callable[[Sequence[LedgerEntry], Collection[date]], Steps]:
    """Count the entries of a rule."""

    def steps(entries: Sequence[LedgerEntry], _: Collection[date]) -> Steps:
        found = (entry.moment for entry in entries if entry.rule is rule)
        return enumerate(found, start=1)

    return steps


def _points(entries: Sequence[LedgerEntry], _: Collection[date]) -> Steps:
    totals = accumulate(entry.points for entry in entries)
    return zip(totals, (entry.moment for entry in entries), strict=True)


def _days_in_a_row(entries: Sequence[LedgerEntry], frozen_days: Collection[date]) -> Steps:
    """Count days in a row as they are lived: over the date line one may come after the next."""
    bridges = set(frozen_days)
    lengths: dict[date, int] = {}

    def neighbour(day: date, step: timedelta) -> date:
        day += step
        while day in bridges and day not in lengths:
            day += step
        return day

    for entry in entries:
        if entry.rule is XpRule.DAY_ACTIVE:
            day = date.fromisoformat(entry.source)
            length = lengths[day] = lengths.get(neighbour(day, -_DAY), 0) + 1
            while (day := neighbour(day, _DAY)) in lengths:
                length += 1
                lengths[day] = length
            yield length, entry.moment


def _lessons_in_a_day(entries: Sequence[LedgerEntry], _: Collection[date]) -> Steps:
    practised: Counter[date] = Counter()
    for entry in entries:
        if entry.rule is XpRule.LESSON_PRACTISED:
            day = entry.moment.local_date
            practised[day] += 1
            yield practised[day], entry.moment


def _rule(
    title: str,
    description: str,
    target: int,
    steps: Callable[[Sequence[LedgerEntry], Collection[date]], Steps],
) -> AchievementRule:
    return AchievementRule(title=title, description=description, target=target, steps=steps)


_COMPLETED: Final = _times(XpRule.LESSON_COMPLETED)
_MASTERED: Final = _times(XpRule.LESSON_MASTERED)
_UNITS: Final = _times(XpRule.UNIT_COMPLETED)
_PATHS: Final = _times(XpRule.PATH_COMPLETED)

ACHIEVEMENTS: Final[Mapping[Achievement, AchievementRule]] = {
    Achievement.FIRST_LESSON: _rule("First steps", "Complete a lesson.", 1, _COMPLETED),
    Achievement.TEN_LESSONS: _rule("On the way", "Complete 10 lessons.", 10, _COMPLETED),
    Achievement.FIFTY_LESSONS: _rule("Well travelled", "Complete 50 lessons.", 50, _COMPLETED),
    Achievement.FIRST_UNIT: _rule("Milestone", "Complete a unit.", 1, _UNITS),
    Achievement.FIVE_UNITS: _rule("Long road", "Complete 5 units.", 5, _UNITS),
    Achievement.WHOLE_PATH: _rule("Destination", "Complete a learning path.", 1, _PATHS),
    Achievement.FLAWLESS: _rule("Flawless", "Get all of a lesson right.", 1, _MASTERED),
    Achievement.TEN_FLAWLESS: _rule("Master", "Get all of 10 lessons right.", 10, _MASTERED),
    Achievement.THREE_DAYS: _rule("Warming up", "Learn 3 days in a row.", 3, _days_in_a_row),
    Achievement.SEVEN_DAYS: _rule("A whole week", "Learn 7 days in a row.", 7, _days_in_a_row),
    Achievement.THIRTY_DAYS: _rule("A habit", "Learn 30 days in a row.", 30, _days_in_a_row),
    Achievement.BUSY_DAY: _rule("Busy day", "Practise 5 lessons in a day.", 5, _lessons_in_a_day),
    Achievement.HUNDRED_POINTS: _rule("A hundred", "Earn 100 points.", 100, _points),
    Achievement.THOUSAND_POINTS: _rule("A thousand", "Earn 1,000 points.", 1000, _points),
}
"""Every achievement, in the order in which they are shown."""
