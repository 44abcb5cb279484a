import socket
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from tests.support.services import redis_url

from parlons.adapters import rate_limits
from parlons.adapters.rate_limits.redis_rate_limiter import RedisRateLimiter
from parlons.application.ports.rate_limiter import RateLimiterUnavailableError
from parlons.application.settings import Settings
from parlons.domain.spending.noting import LAG
from parlons.domain.spending.rate_limit import RateLimit

NOON = datetime(2026, 4, 2, 12, tzinfo=UTC)
SLOW = RateLimit(requests=6, seconds=60, burst=3)


@pytest.fixture
def limiter() -> Iterator[RedisRateLimiter]:
    yield from rate_limits.redis(Settings(redis_url=redis_url()))


@pytest.fixture
def key(limiter: RedisRateLimiter) -> Iterator[str]:
    key = f"test:{uuid4()}"
    yield key
    limiter.client.delete(f"parlons:rate:{key}")


def test_a_key_goes_when_its_time_has_passed(limiter: RedisRateLimiter, key: str):
    for taken in (1, 2, 3, 3):
        limiter.take(key, SLOW, NOON)
        most = (taken * SLOW.interval + LAG).total_seconds() * 1000 + 1
        assert most - 1_000 < limiter.client.pttl(f"parlons:rate:{key}") <= most


def test_a_limit_that_others_change_all_the_time_is_unavailable(
    limiter: RedisRateLimiter, key: str, monkeypatch: pytest.MonkeyPatch
):
    decide, tries = RateLimit.decide, []

    def overtaken(*given):
        tries.append(limiter.client.incr(f"parlons:rate:{key}"))
        return decide(*given)

    monkeypatch.setattr(RateLimit, "decide", overtaken)
    with pytest.raises(RateLimiterUnavailableError, match="try again"):
        limiter.take(key, SLOW, NOON)
    assert len(tries) > 50


def test_a_server_that_does_not_answer_is_given_up_soon():
    with socket.create_server(("127.0.0.1", 0)) as server:
        limiter = RedisRateLimiter.at(f"redis://:secret@127.0.0.1:{server.getsockname()[1]}/0")
        started = time.perf_counter()
        with pytest.raises(RateLimiterUnavailableError, match="Redis") as told:
            limiter.take("key", SLOW, NOON)
        assert time.perf_counter() - started < 5
        assert "secret" not in str(told.value)
        limiter.close()


def test_a_connection_that_the_server_has_closed_is_replaced(limiter: RedisRateLimiter, key: str):
    connection = limiter.client.client_id()
    with RedisRateLimiter.at(redis_url()).client as other:
        assert other.client_kill_filter(_id=connection) == 1
    assert limiter.take(key, SLOW, NOON).allowed


def test_a_key_that_somebody_uses_for_something_else_is_a_failure(
    limiter: RedisRateLimiter, key: str
):
    limiter.client.rpush(f"parlons:rate:{key}", "item")
    with pytest.raises(RateLimiterUnavailableError, match="WRONGTYPE"):
        limiter.take(key, SLOW, NOON)


@pytest.mark.parametrize("value", ["secret", "9" * 30, "1e3"])
def test_a_value_that_is_no_time_is_a_failure(limiter: RedisRateLimiter, key: str, value: str):
    limiter.client.set(f"parlons:rate:{key}", value)
    with pytest.raises(RateLimiterUnavailableError, match="something else than a time") as told:
        limiter.take(key, SLOW, NOON)
    assert "secret" not in str(told.value)
