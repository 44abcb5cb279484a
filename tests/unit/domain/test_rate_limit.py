"""A rate limit holds over every stretch of time."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlons.domain.spending.rate_limit import RateLimit

NOON = datetime(2026, 4, 2, 12, tzinfo=UTC)
LIMITS = st.builds(
    RateLimit,
    requests=st.integers(1, 1000),
    seconds=st.integers(1, 3600),
    burst=st.integers(1, 50),
)


def seconds(number: float) -> timedelta:
    return timedelta(seconds=number)


def admitted(limit: RateLimit, arrivals: list[float]) -> list[float]:
    """Those of the arrivals, in seconds from noon, that fit."""
    used_until, taken = None, []
    for each in arrivals:
        decision = limit.decide(used_until, NOON + seconds(each))
        used_until = decision.used_until
        if decision.allowed:
            taken.append(each)
    return taken


def test_a_burst_fits_at_once_and_then_one_in_each_interval():
    limit = RateLimit(requests=6, seconds=60, burst=3)
    assert admitted(limit, [0, 0, 0, 0, 9.9, 10, 10, 19, 20]) == [0, 0, 0, 10, 20]


def test_it_says_how_many_are_left_and_how_long_to_wait():
    limit, used_until, said = RateLimit(requests=6, seconds=60, burst=2), None, []
    for at in (0, 0, 4):
        decision = limit.decide(used_until, NOON + seconds(at))
        used_until = decision.used_until
        said.append((decision.allowed, decision.left, decision.retry_after))
    assert said == [(True, 1, seconds(0)), (True, 0, seconds(0)), (False, 0, seconds(6))]


def test_who_waits_as_long_as_told_is_served():
    limit = RateLimit(requests=7, seconds=60)
    used_until = limit.decide(None, NOON).used_until
    refused = limit.decide(used_until, NOON + seconds(1))
    assert limit.decide(refused.used_until, NOON + seconds(1) + refused.retry_after).allowed


def test_a_refusal_uses_nothing_up():
    limit = RateLimit(requests=6, seconds=60)
    assert admitted(limit, [0, *[5] * 100, 10]) == [0, 10]


def test_a_clock_that_was_ahead_costs_one_burst_at_most():
    limit = RateLimit(requests=6, seconds=60, burst=3)
    ahead = limit.decide(None, NOON + timedelta(days=1)).used_until
    refused = limit.decide(ahead, NOON)
    assert refused.retry_after == seconds(10)
    assert limit.decide(refused.used_until, NOON + seconds(10)).allowed


@pytest.mark.parametrize(
    ("share", "requests", "burst"), [(1, 30, 10), (0.5, 15, 5), (0.1, 3, 1), (0, 1, 1)]
)
def test_a_share_of_it_leaves_one_request(share: float, requests: int, burst: int):
    limit = RateLimit(requests=30, seconds=60, burst=10)
    assert limit.scaled(share) == RateLimit(requests=requests, seconds=60, burst=burst)


@given(LIMITS, st.lists(st.floats(0, 7200), max_size=60), st.floats(0, 7200), st.floats(0, 7200))
def test_no_stretch_sees_more_than_the_limit_says(limit: RateLimit, arrivals, begin, length):
    taken = admitted(limit, sorted(arrivals))
    seen = sum(begin <= each <= begin + length for each in taken)
    assert seen <= limit.burst + length * limit.requests / limit.seconds + 1e-3


@given(LIMITS, st.lists(st.floats(0, 7200), max_size=60))
def test_the_decision_says_what_the_next_one_does(limit: RateLimit, arrivals):
    used_until = None
    for each in sorted(arrivals):
        decision = limit.decide(used_until, NOON + seconds(each))
        again = limit.decide(decision.used_until, NOON + seconds(each))
        assert again.allowed == (decision.left > 0)
        used_until = decision.used_until
