"""Days in a row are counted by distinct local dates."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlons.domain.progress.streak import Streak, streak

TODAY = date(2026, 3, 10)


def day(ago: int) -> date:
    return TODAY - timedelta(days=ago)


def days(*ago: int) -> list[date]:
    return [day(each) for each in ago]


@pytest.mark.parametrize(
    ("active", "frozen", "current", "longest"),
    [
        ((), (), 0, 0),
        ((0,), (), 1, 1),
        ((1,), (), 1, 1),
        ((2,), (), 0, 1),
        ((2, 1, 0), (), 3, 3),
        ((3, 2, 1), (), 3, 3),
        ((9, 8, 7, 6, 1, 0), (), 2, 4),
        ((3, 1, 0), (2,), 3, 3),
        ((4, 1, 0), (3, 2), 3, 3),
        ((4, 1, 0), (3,), 2, 2),
        ((2,), (1,), 1, 1),
        ((3,), (2, 1), 1, 1),
        ((3,), (1,), 0, 1),
        ((0, -1), (), 2, 2),
        ((), (1,), 0, 0),
    ],
)
def test_a_streak(active, frozen, current, longest):
    found = streak(days(*active), days(*frozen), TODAY)
    assert (found.current, found.longest) == (current, longest)
    assert found.last_active == (max(days(*active)) if active else None)


def test_a_day_counts_once():
    assert streak([TODAY] * 5, [], TODAY).current == 1


DAYS = st.lists(st.integers(0, 30).map(day))


@given(DAYS, DAYS, st.randoms())
def test_order_and_repetition_make_no_difference(active, frozen, chance):
    again = active * 2
    chance.shuffle(again)
    assert streak(again, frozen, TODAY) == streak(active, frozen, TODAY)


@given(DAYS, DAYS, st.integers(0, 30).map(day))
def test_another_active_day_never_shortens_the_longest(active, frozen, more):
    before, after = (streak(each, frozen, TODAY) for each in (active, [*active, more]))
    assert after.longest >= before.longest
    assert after.current >= before.current


@given(DAYS, DAYS, st.integers(0, 30).map(day))
def test_a_freeze_breaks_nothing(active, frozen, more):
    assert streak(active, [*frozen, more], TODAY).longest >= streak(active, frozen, TODAY).longest


@given(DAYS, DAYS)
def test_a_clock_set_back_does_not_lengthen_a_streak(active, frozen):
    """Days that come in another order are the same days: 4, 5, 4, 5 February are two."""
    found: Streak = streak(active, frozen, TODAY)
    assert found.longest <= len(set(active))
