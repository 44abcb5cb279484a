"""How often something was done lately."""

from collections.abc import Iterator
from contextlib import closing

from parlons.adapters.injection.extras import extra
from parlons.application.ports.rate_limiter import IRateLimiter
from parlons.application.settings import Settings


def in_memory() -> Iterator[IRateLimiter]:
    """Limits of one process."""
    from parlons.adapters.rate_limits.in_memory_rate_limiter import InMemoryRateLimiter

    yield InMemoryRateLimiter()


def redis(settings: Settings) -> Iterator[IRateLimiter]:
    """Limits of everybody who uses a Redis server."""
    with extra("redis", "the rate limiter on Redis"):
        from parlons.adapters.rate_limits.redis_rate_limiter import RedisRateLimiter

    with closing(RedisRateLimiter.at(settings.redis_url)) as limiter:
        yield limiter
