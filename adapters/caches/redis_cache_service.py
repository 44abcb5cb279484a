"""A cache on a Redis server, by redis-py."""

from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil
from typing import Final

from attrs import define, field
from redis import Redis, RedisError

from parlons.application.ports.cache_service import CacheUnavailableError, ICacheService

_TIMEOUT_SECONDS: Final = 0.25  # a slower cache is better done without


@define
class RedisCacheService(ICacheService):
    """Shared by everybody who uses the server with the same `prefix`."""

    client: Redis = field(repr=False)
    prefix: str = "parlons:"

    @classmethod
    def at(cls, url: str) -> "RedisCacheService":
        """Use the server at a `redis://` or `rediss://` address; connects on first use."""
        client = Redis.from_url(
            url,
            socket_timeout=_TIMEOUT_SECONDS,
            socket_connect_timeout=_TIMEOUT_SECONDS,
        )
        return cls(client)

    def get(self, key: str) -> bytes | None:
        with _errors():
            value = self.client.get(self.prefix + key)
        return value if isinstance(value, bytes) else None

    def set(self, key: str, value: bytes, ttl_seconds: float) -> None:
        """Keep `value` for `ttl_seconds`, rounded up to the millisecond."""
        with _errors():
            self.client.set(self.prefix + key, value, px=ceil(ttl_seconds * 1000))

    def delete(self, key: str) -> None:
        with _errors():
            self.client.delete(self.prefix + key)

    def close(self) -> None:
        """Close the connections."""
        self.client.close()


@contextmanager
def _errors() -> Iterator[None]:
    try:
        yield
    except (RedisError, OSError) as error:
        raise CacheUnavailableError(f"Redis: {error}") from error
