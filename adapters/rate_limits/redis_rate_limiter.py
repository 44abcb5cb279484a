"""Rate limits on a Redis server, by redis-py."""

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Final

from attrs import define, field
from redis import Redis, RedisError, WatchError
from redis.client import Pipeline

from parlons.application.ports.rate_limiter import IRateLimiter, RateLimiterUnavailableError
from parlons.domain.spending.noting import LAG, is_noted
from parlons.domain.spending.rate_limit import RateDecision, RateLimit

_TIMEOUT_SECONDS: Final = 1.0
_TRIES: Final = 200
_LONGEST_PAUSE: Final = 0.02
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_MILLISECOND: Final = timedelta(milliseconds=1)


@define
class RedisRateLimiter(IRateLimiter):
    """Counts for everybody who uses the server with the same `prefix`.

    A key holds microseconds since 1970, and goes when these have passed.
    """

    client: Redis = field(repr=False)
    prefix: str = "parlons:rate:"

    @classmethod
    def at(cls, url: str) -> "RedisRateLimiter":
        """Use the server at a `redis://` or `rediss://` address; connects on first use."""
        client = Redis.from_url(
            url,
            socket_timeout=_TIMEOUT_SECONDS,
            socket_connect_timeout=_TIMEOUT_SECONDS,
        )
        return cls(client)

    def take(self, key: str, limit: RateLimit, now: datetime) -> RateDecision:
        with _errors(), self.client.pipeline() as pipeline:
            for _ in range(_TRIES):
                try:
                    return _try(pipeline, self.prefix + key, limit, now)
                except WatchError:
                    time.sleep(random.uniform(0, _LONGEST_PAUSE))  # noqa: S311 - no secret
        raise RateLimiterUnavailableError("Redis: too many ask about one limit at once; try again")

    def close(self) -> None:
        """Close the connections."""
        self.client.close()


def _try(pipeline: Pipeline, name: str, limit: RateLimit, now: datetime) -> RateDecision:
    """Decide, and note it; raises `WatchError` where somebody else came first."""
    pipeline.watch(name)  # type: ignore[no-untyped-call]
    noted = pipeline.get(name)
    used_until = None if noted is None else _EPOCH + int(noted) * _MICROSECOND
    decision = limit.decide(used_until, now)
    if is_noted(decision, used_until or now):
        # How the server's clock differs from `now` does not count.
        left = max(decision.used_until - now, timedelta()) + LAG
        pipeline.multi()
        value = (decision.used_until - _EPOCH) // _MICROSECOND
        pipeline.set(name, value, px=left // _MILLISECOND + 1)
        pipeline.execute()
    return decision


@contextmanager
def _errors() -> Iterator[None]:
    try:
        yield
    except (RedisError, OSError) as error:
        raise RateLimiterUnavailableError(f"Redis: {error}") from error
    except (ValueError, OverflowError) as error:
        raise RateLimiterUnavailableError(
            "Redis: a key holds something else than a time"
        ) from error
