"""What every `IRateLimiter` promises."""

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import accumulate, count
from operator import add
from threading import Barrier
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parlons.application.ports.rate_limiter import IRateLimiter, RateLimiterUnavailableError
from parlons.application.ports.unit_of_work import StorageUnavailableError
from parlons.domain.spending.noting import LAG, is_noted
from parlons.domain.spending.rate_limit import RateDecision, RateLimit

NOON: Final = datetime(2026, 4, 2, 12, tzinfo=UTC)
SLOW: Final = RateLimit(requests=6, seconds=60, burst=3)
THREADS: Final = 16
LONGEST_KEY: Final = ("ask:clé 鍵 🔑 ключ\n\t:" * 20)[:200]

_LIMITS: Final = st.builds(
    RateLimit,
    requests=st.integers(1, 1000),
    seconds=st.integers(1, 120),
    burst=st.integers(1, 5),
)
_FORWARD: Final = st.timedeltas(timedelta(), timedelta(seconds=30))
_ANYWHERE: Final = st.timedeltas(timedelta(days=-1), timedelta(days=1))
_PAUSES: Final = st.lists(st.just(timedelta()) | _FORWARD, max_size=15)
_MOVES: Final = st.lists(st.tuples(_LIMITS, _FORWARD | _ANYWHERE), max_size=15)
_KEYS: Final = map("key {}".format, count())
_examples: Final = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors],
)


def seconds(number: float) -> timedelta:
    return timedelta(seconds=number)


class RateLimiterContract:
    """A limiter decides as the domain does, and counts each request once."""

    @pytest.fixture
    def limiter(self) -> IRateLimiter:
        """A limiter that has noted nothing."""
        raise NotImplementedError

    @pytest.fixture
    def unavailable(self) -> IRateLimiter:
        """A limiter whose backend cannot be used."""
        raise NotImplementedError

    def test_a_burst_fits_at_once_and_then_one_in_each_interval(
        self, limiter: IRateLimiter
    ) -> None:
        fits = [
            limiter.take("key", SLOW, NOON + seconds(at)).allowed
            for at in (0, 0, 0, 0, 9.999999, 10, 10, 19, 20)
        ]
        assert fits == [True, True, True, False, False, True, False, False, True]

    @_examples
    @given(_LIMITS, _PAUSES)
    def test_it_decides_as_the_domain_does(
        self, limiter: IRateLimiter, limit: RateLimit, pauses: list[timedelta]
    ) -> None:
        schedule = [(limit, now) for now in accumulate(pauses, add, initial=NOON)]
        assert _decisions(limiter, schedule) == _expected(schedule)

    @_examples
    @given(_MOVES)
    def test_it_does_so_whatever_the_clock_and_the_limit_do(
        self, limiter: IRateLimiter, moves: list[tuple[RateLimit, timedelta]]
    ) -> None:
        instants = accumulate((move for _, move in moves), add, initial=NOON)
        schedule = [(limit, now) for (limit, _), now in zip(moves, instants, strict=False)]
        assert _decisions(limiter, schedule) == _expected(schedule)

    @pytest.mark.parametrize("burst", [1, 10])
    def test_threads_at_once_get_one_burst_through(self, limiter: IRateLimiter, burst: int) -> None:
        limit = RateLimit(requests=1, seconds=60, burst=burst)
        barrier = Barrier(THREADS)

        def take(_: int) -> list[bool]:
            barrier.wait()
            return [limiter.take("shared", limit, NOON).allowed for _ in range(3)]

        with ThreadPoolExecutor(THREADS) as pool:
            told = [each for thread in pool.map(take, range(THREADS)) for each in thread]
        assert Counter(told) == {True: burst, False: 3 * THREADS - burst}

    def test_keys_do_not_disturb_each_other(self, limiter: IRateLimiter) -> None:
        keys = ["key", "Key", "key ", "é", "e\u0301", "*", "a/../b", "%", LONGEST_KEY[:199]]
        for _ in range(SLOW.burst):
            assert all(limiter.take(key, SLOW, NOON).allowed for key in (*keys, LONGEST_KEY))
        assert not any(limiter.take(key, SLOW, NOON).allowed for key in (*keys, LONGEST_KEY))

    def test_many_other_keys_make_it_forget_nothing_too_early(self, limiter: IRateLimiter) -> None:
        use_up(limiter, SLOW, NOON)
        for number in range(300):
            limiter.take(f"other {number}", SLOW, NOON + seconds(9))
        assert limiter.take("key", SLOW, NOON + seconds(9)).retry_after == seconds(1)

    @pytest.mark.parametrize("lag", [seconds(0.001), LAG])
    def test_requests_that_come_late_let_no_more_through(
        self, limiter: IRateLimiter, lag: timedelta
    ) -> None:
        limit = RateLimit(requests=10, seconds=1, burst=3)
        use_up(limiter, limit, NOON)
        for _ in range(20):
            assert not limiter.take("key", limit, NOON - lag).allowed
            assert not limiter.take("key", limit, NOON).allowed
        assert limiter.take("key", limit, NOON + limit.interval).allowed

    def test_a_clock_that_jumped_ahead_costs_one_burst_at_most(self, limiter: IRateLimiter) -> None:
        use_up(limiter, SLOW, NOON + timedelta(days=1))
        refused = limiter.take("key", SLOW, NOON)
        assert refused.retry_after == SLOW.interval
        assert limiter.take("key", SLOW, NOON + refused.retry_after).allowed

    def test_a_longer_limit_before_costs_one_burst_at_most(self, limiter: IRateLimiter) -> None:
        limiter.take("key", RateLimit(requests=1, seconds=3600), NOON)
        refused = limiter.take("key", SLOW, NOON)
        assert refused.retry_after == SLOW.interval
        assert limiter.take("key", SLOW, NOON + refused.retry_after).allowed

    def test_a_limit_that_becomes_shorter_counts_what_was_used_up(
        self, limiter: IRateLimiter
    ) -> None:
        use_up(limiter, SLOW, NOON)
        squeezed = RateLimit(requests=1, seconds=60)
        assert limiter.take("key", squeezed, NOON).retry_after == seconds(30)
        assert limiter.take("key", squeezed, NOON + seconds(30)).allowed

    def test_a_backend_that_fails_says_so(self, unavailable: IRateLimiter) -> None:
        with pytest.raises((RateLimiterUnavailableError, StorageUnavailableError)) as told:
            unavailable.take("key", SLOW, NOON)
        assert "secret" not in str(told.value)


def use_up(limiter: IRateLimiter, limit: RateLimit, now: datetime) -> None:
    """Take one burst at once."""
    for _ in range(limit.burst):
        assert limiter.take("key", limit, now).allowed


_Schedule = Sequence[tuple[RateLimit, datetime]]


def _decisions(limiter: IRateLimiter, schedule: _Schedule) -> list[RateDecision]:
    """Take by a schedule, of a key that nobody has asked about."""
    key = next(_KEYS)
    return [limiter.take(key, limit, now) for limit, now in schedule]


def _expected(schedule: _Schedule) -> list[RateDecision]:
    return list(_decided(schedule))


def _decided(schedule: _Schedule) -> Iterator[RateDecision]:
    used_until: datetime | None = None
    for limit, now in schedule:
        decision = limit.decide(used_until, now)
        if used_until is None or is_noted(decision, used_until):
            used_until = decision.used_until
        yield decision
