"""What is over is forgotten, now and then; what still counts never is."""

from datetime import UTC, datetime, timedelta

import pytest

from parlons.adapters.rate_limits.in_memory_rate_limiter import InMemoryRateLimiter
from parlons.domain.spending.noting import LAG
from parlons.domain.spending.rate_limit import RateLimit

NOON = datetime(2026, 4, 2, 12, tzinfo=UTC)
SLOW = RateLimit(requests=6, seconds=60)
MANY = 10_000


def test_keys_that_nobody_asks_about_do_not_add_up():
    limiter = InMemoryRateLimiter()
    for number in range(4 * MANY):
        limiter.take(f"key {number}", SLOW, NOON + number * timedelta(seconds=1))
        assert len(limiter._used) <= MANY
    assert limiter.take("key 0", SLOW, NOON + timedelta(days=1)).allowed


def test_a_key_is_kept_for_requests_that_come_late():
    limiter = InMemoryRateLimiter()
    limiter.take("key", SLOW, NOON)
    fill(limiter, NOON + SLOW.interval + LAG - timedelta(microseconds=1))
    assert not limiter.take("key", SLOW, NOON + SLOW.interval - LAG).allowed


def test_keys_that_all_count_are_all_kept_and_seldom_looked_through(
    monkeypatch: pytest.MonkeyPatch,
):
    forget, looked_through = InMemoryRateLimiter._forget, []

    def noticed(limiter: InMemoryRateLimiter, before: datetime):
        looked_through.append(len(limiter._used))
        assert sum(looked_through) < 2 * 5 * MANY
        forget(limiter, before)

    monkeypatch.setattr(InMemoryRateLimiter, "_forget", noticed)
    limiter = InMemoryRateLimiter()
    fill(limiter, NOON, 5 * MANY)
    assert not any(limiter.take(f"key {number}", SLOW, NOON).allowed for number in range(5 * MANY))
    assert looked_through


def fill(limiter: InMemoryRateLimiter, now: datetime, keys: int = MANY + 1) -> None:
    for number in range(keys):
        limiter.take(f"key {number}", SLOW, now)
