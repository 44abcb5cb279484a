"""Achievements follow from the ledger, and from nothing else than the order of time."""

import random
from collections.abc import Callable, Collection, Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.histories import MOMENTS, at

from parlons.domain.progress.achievement import Achievement
from parlons.domain.progress.achievement_rules import ACHIEVEMENTS, AchievementStanding, standings
from parlons.domain.progress.ledger import LedgerEntry
from parlons.domain.progress.moment import Moment, earliest
from parlons.domain.progress.streak import streak
from parlons.domain.progress.xp_rule import XpRule

MONDAY = at("2026-03-02T18:00+01:00", "Europe/Paris")


def later(**time: int) -> Moment:
    return Moment(MONDAY.at + timedelta(**time), MONDAY.zone)


def entry(rule: XpRule, source: str | int, moment: Moment) -> LedgerEntry:
    return LedgerEntry(rule=rule, source=str(source), moment=moment)


def active(moment: Moment) -> LedgerEntry:
    return entry(XpRule.DAY_ACTIVE, moment.local_date.isoformat(), moment)


def practised(lesson: int, moment: Moment) -> LedgerEntry:
    return entry(XpRule.LESSON_PRACTISED, f"lesson {lesson} on {moment.local_date}", moment)


def hourly(rule: XpRule) -> Callable[[int], list[LedgerEntry]]:
    return lambda count: [entry(rule, each, later(hours=each)) for each in range(count)]


def daily(count: int) -> list[LedgerEntry]:
    return [active(later(days=each)) for each in range(count)]


def practised_today(count: int) -> list[LedgerEntry]:
    return [practised(each, later(minutes=each)) for each in range(count)]


def points(count: int) -> list[LedgerEntry]:
    """So many points, in entries of 10, 5 and, for the rest, 2."""
    fives = count % 2
    tens, twos = divmod(count - 5 * fives, 10)
    return [
        *hourly(XpRule.LESSON_COMPLETED)(tens),
        *(entry(XpRule.LESSON_MASTERED, each, later(days=100)) for each in range(fives)),
        *(
            entry(XpRule.DAY_ACTIVE, date(2027, 1, 1 + each), later(days=200))
            for each in range(twos // 2)
        ),
    ]


def standing(
    achievement: Achievement, entries: Collection[LedgerEntry], *frozen_days: date
) -> AchievementStanding:
    return standings(entries, frozen_days)[achievement]


EARNED_BY = {
    Achievement.FIRST_LESSON: hourly(XpRule.LESSON_COMPLETED),
    Achievement.TEN_LESSONS: hourly(XpRule.LESSON_COMPLETED),
    Achievement.FIFTY_LESSONS: hourly(XpRule.LESSON_COMPLETED),
    Achievement.FIRST_UNIT: hourly(XpRule.UNIT_COMPLETED),
    Achievement.FIVE_UNITS: hourly(XpRule.UNIT_COMPLETED),
    Achievement.WHOLE_PATH: hourly(XpRule.PATH_COMPLETED),
    Achievement.FLAWLESS: hourly(XpRule.LESSON_MASTERED),
    Achievement.TEN_FLAWLESS: hourly(XpRule.LESSON_MASTERED),
    Achievement.THREE_DAYS: daily,
    Achievement.SEVEN_DAYS: daily,
    Achievement.THIRTY_DAYS: daily,
    Achievement.BUSY_DAY: practised_today,
    Achievement.HUNDRED_POINTS: points,
    Achievement.THOUSAND_POINTS: points,
}

TARGETS = {
    Achievement.FIRST_LESSON: 1,
    Achievement.TEN_LESSONS: 10,
    Achievement.FIFTY_LESSONS: 50,
    Achievement.FIRST_UNIT: 1,
    Achievement.FIVE_UNITS: 5,
    Achievement.WHOLE_PATH: 1,
    Achievement.FLAWLESS: 1,
    Achievement.TEN_FLAWLESS: 10,
    Achievement.THREE_DAYS: 3,
    Achievement.SEVEN_DAYS: 7,
    Achievement.THIRTY_DAYS: 30,
    Achievement.BUSY_DAY: 5,
    Achievement.HUNDRED_POINTS: 100,
    Achievement.THOUSAND_POINTS: 1000,
}


def test_every_achievement_has_a_rule_and_a_title_of_its_own():
    assert set(ACHIEVEMENTS) == set(Achievement)
    for told in ("title", "description"):
        assert len({getattr(rule, told) for rule in ACHIEVEMENTS.values()}) == len(Achievement)


@pytest.mark.parametrize("achievement", Achievement)
def test_a_description_names_the_number_that_is_needed(achievement: Achievement):
    rule = ACHIEVEMENTS[achievement]
    assert rule.target == 1 or f" {rule.target:,} " in rule.description


@pytest.mark.parametrize("achievement", Achievement)
def test_an_achievement_is_earned_at_its_target(achievement: Achievement):
    target = TARGETS[achievement]
    enough = EARNED_BY[achievement](target)
    assert standing(achievement, enough) == AchievementStanding(
        done=target, earned=max(each.moment for each in enough)
    )


@pytest.mark.parametrize("achievement", Achievement)
def test_an_achievement_is_not_earned_one_below_its_target(achievement: Achievement):
    target = TARGETS[achievement]
    too_little = EARNED_BY[achievement](target - 1)
    assert standing(achievement, too_little) == AchievementStanding(done=target - 1, earned=None)


@pytest.mark.parametrize("achievement", Achievement)
def test_an_achievement_keeps_its_moment_and_its_target_when_more_is_done(
    achievement: Achievement,
):
    target = TARGETS[achievement]
    found = standing(achievement, EARNED_BY[achievement](target * 2))
    assert found == standing(achievement, EARNED_BY[achievement](target))


@pytest.mark.parametrize("achievement", Achievement)
def test_an_achievement_is_earned_in_the_order_of_time_not_of_telling(achievement: Achievement):
    entries = EARNED_BY[achievement](TARGETS[achievement] + 3)
    expected = standing(achievement, entries)
    assert standing(achievement, entries[::-1]) == expected
    random.Random(1).shuffle(entries)
    assert standing(achievement, entries) == expected


def test_nothing_is_earned_by_nothing():
    assert set(standings((), ()).values()) == {AchievementStanding(done=0, earned=None)}


def test_of_two_entries_at_one_instant_the_same_one_always_earns_it():
    zones = ("Asia/Tokyo", "Europe/Paris")
    moments = [at("2026-03-02T18:00Z", zone) for zone in zones]
    entries = [
        entry(XpRule.LESSON_COMPLETED, zone, each)
        for zone, each in zip(zones, moments, strict=True)
    ]
    for told in (entries, entries[::-1]):
        assert standing(Achievement.FIRST_LESSON, told).earned == min(moments)


class TestDaysInARow:
    def test_the_first_activity_of_the_last_day_earns_it(self):
        entries = [*daily(2), active(later(days=2, hours=-3)), practised(1, later(days=2))]
        assert standing(Achievement.THREE_DAYS, entries).earned == later(days=2, hours=-3)

    def test_a_day_left_out_begins_anew(self):
        entries = [active(later(days=each)) for each in (0, 1, 3, 4)]
        assert standing(Achievement.THREE_DAYS, entries) == AchievementStanding(done=2, earned=None)

    def test_a_frozen_day_joins_and_does_not_count(self):
        entries = [active(later(days=each)) for each in (0, 1, 3)]
        frozen = later(days=2).local_date
        assert standing(Achievement.THREE_DAYS, entries, frozen).earned == later(days=3)
        assert standing(Achievement.THREE_DAYS, entries[1:], frozen).done == 2

    def test_the_longest_run_counts_though_it_has_ended(self):
        entries = [active(later(days=each)) for each in (0, 1, 2, 3, 10)]
        assert standing(Achievement.SEVEN_DAYS, entries).done == 4
        assert standing(Achievement.THREE_DAYS, entries).earned == later(days=2)

    def test_a_gap_that_is_filled_late_earns_it_when_the_last_day_was_active(self):
        assert standing(Achievement.THREE_DAYS, [*daily(3)[::2], daily(3)[1]]).earned == later(
            days=2
        )

    def test_a_day_that_was_lived_after_the_next_earns_it(self):
        """Over the date line, the day between two comes last."""
        kiritimati, pago = "Pacific/Kiritimati", "Pacific/Pago_Pago"
        first, third = (at(f"2026-03-{day}T00:30+14:00", kiritimati) for day in ("10", "12"))
        second = at("2026-03-11T20:00-11:00", pago)
        assert third < second
        entries = [active(each) for each in (first, second, third)]
        assert standing(Achievement.THREE_DAYS, entries).earned == second

    def test_a_frozen_day_that_is_lived_after_the_next_puts_nothing_off(self):
        entries = [*daily(2), active(at("2026-03-05T00:30+14:00", "Pacific/Kiritimati"))]
        late = active(at("2026-03-04T20:00-11:00", "Pacific/Pago_Pago"))
        assert late.moment > entries[-1].moment
        frozen = date(2026, 3, 4)
        before, after = (
            standing(Achievement.THREE_DAYS, each, frozen) for each in (entries, [*entries, late])
        )
        assert before.earned == after.earned == entries[-1].moment


class TestBusyDay:
    def test_lessons_of_two_days_are_not_added_up(self):
        entries = [
            practised(each, later(days=day))
            for day, each in [(0, 1), (0, 2), (0, 3), (1, 1), (1, 2)]
        ]
        assert standing(Achievement.BUSY_DAY, entries) == AchievementStanding(done=3, earned=None)

    def test_only_practice_counts(self):
        entries = [*practised_today(4), *hourly(XpRule.LESSON_COMPLETED)(4), *daily(1)]
        assert standing(Achievement.BUSY_DAY, entries) == AchievementStanding(done=4, earned=None)

    def test_a_day_is_that_of_the_learner(self):
        """Five hours around midnight in UTC are one evening in New York."""
        moments = [at(f"2026-03-10T{hour}:00-04:00", "America/New_York") for hour in range(18, 23)]
        entries = [practised(each, moment) for each, moment in enumerate(moments)]
        assert standing(Achievement.BUSY_DAY, entries).earned == moments[-1]


def _entry(rule: XpRule, number: int, moment: Moment) -> LedgerEntry:
    match rule:
        case XpRule.DAY_ACTIVE:
            return active(moment)
        case XpRule.LESSON_PRACTISED:
            return practised(number, moment)
        case _:
            return entry(rule, number, moment)


ENTRIES = st.builds(_entry, st.sampled_from(XpRule), st.integers(1, 12), MOMENTS)
LEDGERS = st.lists(ENTRIES, max_size=40, unique_by=lambda each: each.key)
DAYS_ACTIVE = st.lists(MOMENTS.map(active), max_size=20, unique_by=lambda each: each.key)
FROZEN_DAYS = st.lists(st.integers(0, 10).map(lambda day: date(2026, 3, 27) + timedelta(day)))


@given(LEDGERS | DAYS_ACTIVE, ENTRIES, FROZEN_DAYS)
def test_a_late_entry_may_bring_an_achievement_forward_and_never_put_it_off(
    ledger: list[LedgerEntry], late: LedgerEntry, frozen_days: list[date]
):
    known = next((each for each in ledger if each.key == late.key), late)
    merged = min(known, late, key=lambda each: each.moment)
    before = standings(ledger, frozen_days)
    after = standings([*(each for each in ledger if each is not known), merged], frozen_days)
    for achievement, found in after.items():
        assert found.done >= before[achievement].done
        assert found.earned == earliest(found.earned, before[achievement].earned)


@given(DAYS_ACTIVE, FROZEN_DAYS, FROZEN_DAYS)
def test_a_frozen_day_may_bring_an_achievement_forward_and_never_put_it_off(
    entries: list[LedgerEntry], frozen_days: list[date], more: list[date]
):
    before = standing(Achievement.THREE_DAYS, entries, *frozen_days)
    after = standing(Achievement.THREE_DAYS, entries, *frozen_days, *more)
    assert after.done >= before.done
    assert after.earned == earliest(after.earned, before.earned)


@given(LEDGERS | DAYS_ACTIVE, FROZEN_DAYS)
def test_an_achievement_is_earned_exactly_when_its_target_is_done(
    ledger: list[LedgerEntry], frozen_days: list[date]
):
    for achievement, found in standings(ledger, frozen_days).items():
        assert 0 <= found.done <= TARGETS[achievement]
        assert (found.done == TARGETS[achievement]) == (found.earned is not None)


def replayed(entries: Collection[LedgerEntry], frozen_days: Collection[date]) -> Iterator[Moment]:
    """Yield the moments by which the days known until then were three in a row."""
    days: set[date] = set()
    for each in sorted(entries, key=lambda each: each.moment):
        days.add(each.moment.local_date)
        if streak(days, frozen_days, max(days)).longest >= 3:
            yield each.moment


@given(DAYS_ACTIVE, FROZEN_DAYS)
def test_days_in_a_row_are_earned_when_a_replay_in_the_order_of_time_says_so(
    entries: list[LedgerEntry], frozen_days: list[date]
):
    found = standing(Achievement.THREE_DAYS, entries, *frozen_days)
    assert found.earned == next(replayed(entries, frozen_days), None)


@given(DAYS_ACTIVE, FROZEN_DAYS)
def test_as_many_days_in_a_row_are_done_as_the_longest_streak_has(
    entries: list[LedgerEntry], frozen_days: list[date]
):
    days = {each.moment.local_date for each in entries}
    longest = streak(days, frozen_days, date(2026, 4, 6)).longest
    assert standing(Achievement.THIRTY_DAYS, entries, *frozen_days).done == longest
