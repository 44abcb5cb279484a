"""What is told earns points once, in whatever order and however often it is told."""

import random
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.histories import MOMENTS, Ledger, active_days, activity, at, event, fold

from parlons.domain.progress.achievement import Achievement
from parlons.domain.progress.achievement_rules import standings
from parlons.domain.progress.event import (
    AchievementEarned,
    AnswerRegraded,
    DayFrozen,
    Event,
    Fact,
    LedgerMoved,
    LessonCompleted,
    LessonMastered,
    PathCompleted,
    PathEnrolled,
    UnitCompleted,
    UnitUnlocked,
    XpEarned,
)
from parlons.domain.progress.ledger import entries_of
from parlons.domain.progress.streak import streak
from parlons.domain.progress.xp_rule import XpRule

MORNING, EVENING = (at(f"2026-03-10T{hour}:00+01:00", "Europe/Paris") for hour in ("08", "20"))
NEXT_DAY = at("2026-03-11T00:00+01:00", "Europe/Paris")
PRACTISED = activity({1: True, 2: False}, lesson_id=7)
TRIED = activity({1: True}, lesson_id=7, exercises=(1, 2))
LESSON = {"path_id": 1, "unit_id": 2, "lesson_id": 7}


def sources(ledger: Ledger) -> set[str]:
    return {f"{rule}: {source}" for rule, source in ledger}


def total(ledger: Ledger) -> int:
    return sum(entry.points for entry in ledger.values())


@pytest.mark.parametrize(
    ("fact", "points", "earned"),
    [
        (PRACTISED, 7, {"day_active: 2026-03-10", "lesson_practised: lesson 7 on 2026-03-10"}),
        (TRIED, 2, {"day_active: 2026-03-10"}),
        (LessonCompleted(**LESSON), 10, {"lesson_completed: lesson 7"}),
        (LessonMastered(**LESSON), 5, {"lesson_mastered: lesson 7"}),
        (UnitCompleted(path_id=1, unit_id=2, title="Two"), 25, {"unit_completed: unit 2"}),
        (PathCompleted(path_id=1), 100, {"path_completed: path 1"}),
    ],
)
def test_what_a_fact_earns(fact: Fact, points: int, earned: set[str]):
    ledger = fold([event(fact, MORNING)])
    assert sources(ledger) == earned
    assert total(ledger) == points
    assert {entry.moment for entry in ledger.values()} == {MORNING}


@pytest.mark.parametrize(
    "fact",
    [
        PathEnrolled(path_id=1),
        AnswerRegraded(**LESSON, exercise_id=1, attempt_id=UUID(int=1)),
        DayFrozen(day=date(2026, 3, 10)),
        UnitUnlocked(path_id=1, unit_id=2, title="Two"),
        XpEarned(points=2, total=2, rules=(XpRule.DAY_ACTIVE,)),
        LedgerMoved(rules=(XpRule.DAY_ACTIVE,)),
        AchievementEarned(achievement=Achievement.FIRST_LESSON, title="First steps"),
    ],
)
def test_what_earns_nothing_by_itself(fact: Fact):
    assert entries_of(event(fact, MORNING)) == ()


def test_the_same_told_twice_is_paid_once():
    once = fold([event(PRACTISED, MORNING)])
    assert fold([event(PRACTISED, MORNING)] * 3) == once


def test_a_lesson_practised_twice_on_a_day_is_paid_once():
    assert total(fold([event(PRACTISED, MORNING), event(PRACTISED, EVENING)])) == 7


def test_a_lesson_practised_on_two_days_is_paid_twice():
    assert total(fold([event(PRACTISED, EVENING), event(PRACTISED, NEXT_DAY)])) == 14


def test_days_are_those_of_the_learner():
    """23:30 and 00:30 in Paris are one day in UTC; in Tokyo it is another day at one instant."""
    paris = [at(f"2026-03-10T{time}Z", "Europe/Paris") for time in ("22:30", "23:30")]
    assert total(fold(event(PRACTISED, each) for each in paris)) == 14
    zones = [at("2026-03-10T22:30Z", zone) for zone in ("Europe/Paris", "Asia/Tokyo")]
    assert total(fold(event(PRACTISED, each) for each in zones)) == 14


def test_two_lessons_of_a_day_are_paid_each_and_the_day_once():
    other = activity({3: True}, lesson_id=8)
    assert total(fold([event(PRACTISED, MORNING), event(other, EVENING)])) == 2 + 5 + 5


def test_a_lesson_completed_earlier_than_was_known_is_paid_once_and_moves():
    late, early = (event(LessonCompleted(**LESSON), each) for each in (NEXT_DAY, MORNING))
    for told in ([late, early], [early, late]):
        (entry,) = fold(told).values()
        assert entry.moment == MORNING


def test_no_lesson_unit_and_path_of_one_id_are_taken_for_one_another():
    facts: list[Fact] = [
        LessonCompleted(path_id=1, unit_id=1, lesson_id=1),
        UnitCompleted(path_id=1, unit_id=1, title="One"),
        PathCompleted(path_id=1),
    ]
    assert len(fold(event(each, MORNING) for each in facts)) == 3


ONE_TO_THREE = st.integers(1, 3)
PLACES = {"path_id": st.just(1), "unit_id": st.just(1), "lesson_id": ONE_TO_THREE}
ACTIVITIES = st.builds(
    lambda results, lesson_id: activity(results, lesson_id=lesson_id, exercises=(1, 2)),
    st.dictionaries(st.integers(1, 2), st.booleans(), min_size=1),
    ONE_TO_THREE,
)
FACTS: st.SearchStrategy[Fact] = st.one_of(
    ACTIVITIES,
    st.builds(LessonCompleted, **PLACES),
    st.builds(LessonMastered, **PLACES),
    st.builds(UnitCompleted, path_id=st.just(1), unit_id=ONE_TO_THREE, title=st.just("Unit")),
    st.builds(PathCompleted, path_id=ONE_TO_THREE),
)
HISTORIES = st.lists(st.builds(event, FACTS, MOMENTS), max_size=25)
FROZEN_DAYS = st.lists(st.integers(0, 10).map(lambda day: date(2026, 3, 27) + timedelta(day)))


@given(HISTORIES, FROZEN_DAYS, st.randoms())
def test_any_order_with_repetitions_comes_to_the_same(
    history: list[Event], frozen_days: list[date], chance: random.Random
):
    again = [*history, *chance.choices(history, k=len(history))] if history else []
    chance.shuffle(again)
    first, second = fold(history), fold(again)
    assert first == second
    assert total(first) == total(second)
    today = date(2026, 4, 6)
    assert streak(active_days(first), frozen_days, today) == streak(
        active_days(second), frozen_days, today
    )
    shuffled = list(second.values())
    chance.shuffle(shuffled)
    assert standings(first.values(), frozen_days) == standings(shuffled, frozen_days)


@given(HISTORIES, st.builds(event, FACTS, MOMENTS))
def test_to_tell_more_takes_no_points_away(history: list[Event], more: Event):
    before, after = fold(history), fold([*history, more])
    assert before.keys() <= after.keys()
    assert all(after[key].moment <= entry.moment for key, entry in before.items())


@given(HISTORIES)
def test_an_entry_is_of_the_day_that_it_names(history: list[Event]):
    for (rule, source), entry in fold(history).items():
        if rule in (XpRule.DAY_ACTIVE, XpRule.LESSON_PRACTISED):
            assert source.endswith(entry.moment.local_date.isoformat())
