"""Limits shrink with what goes on, the lowest plan first."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlons.domain.spending.adaptation import CALM, SMALLEST_SHARE, Load, share

SHARES = st.floats(0, 3)
LOADS = st.builds(Load, in_flight=SHARES, errors=SHARES, projected=SHARES)


@pytest.mark.parametrize(
    ("load", "shares"),
    [
        (Load(), (1, 1, 1)),
        (Load(in_flight=0.5), (1, 1, 1)),
        (Load(in_flight=0.5 + 1 / 12), (0.55, 1, 1)),
        (Load(in_flight=0.5 + 1 / 6), (0.1, 1, 1)),
        (Load(in_flight=0.75), (0.1, 0.55, 1)),
        (Load(in_flight=1), (0.1, 0.1, 0.1)),
        (Load(in_flight=7), (0.1, 0.1, 0.1)),
        (Load(errors=0.25), (1, 1, 1)),
        (Load(errors=0.375), (0.1, 0.55, 1)),
        (Load(errors=0.5), (0.1, 0.1, 0.1)),
        (Load(projected=1), (1, 1, 1)),
        (Load(projected=1.25), (0.1, 0.55, 1)),
        (Load(projected=1.5), (0.1, 0.1, 0.1)),
        (Load(in_flight=0.2, errors=0.375, projected=1), (0.1, 0.55, 1)),
    ],
)
def test_what_is_left_of_the_limits_of_three_plans(load: Load, shares: tuple[float, ...]):
    assert tuple(share(load, rank, 3) for rank in range(3)) == pytest.approx(shares)


@given(LOADS, st.integers(1, 9))
def test_a_higher_plan_gives_way_only_after_the_one_below_it(load: Load, ranks: int):
    left = [share(load, rank, ranks) for rank in range(ranks)]
    for lower, higher in pairwise(left):
        assert higher == pytest.approx(1) or lower == pytest.approx(SMALLEST_SHARE)


@given(LOADS, LOADS, st.integers(1, 9))
def test_more_load_never_leaves_more(one: Load, other: Load, ranks: int):
    if one.pressure <= other.pressure:
        for rank in range(ranks):
            assert share(one, rank, ranks) >= share(other, rank, ranks)


@given(LOADS)
def test_the_only_plan_has_the_whole_way(load: Load):
    whole = load.pressure <= CALM
    assert (share(load, 0, 1) == pytest.approx(1)) == whole or load.pressure < CALM + 1e-9
