"""Bytes kept for a while."""

from abc import abstractmethod
from typing import Protocol


class ICacheService(Protocol):
    """A store that may forget anything at any time and never returns a value it was not given.

    Keys are texts of 1 to 512 characters. A backend that cannot be reached raises
    `CacheUnavailableError`; callers go on without a cache.
    """

    @abstractmethod
    def get(self, key: str) -> bytes | None:
        """Return the value, or None when it is absent or its time is over."""

    @abstractmethod
    def set(self, key: str, value: bytes, ttl_seconds: float) -> None:
        """Keep `value` for `ttl_seconds` (above 0), in place of what the key held."""

    @abstractmethod
    def delete(self, key: str) -> None:
        """Forget the key; an absent one is no error."""


class CacheUnavailableError(Exception):
    """The cache's backend did not do what was asked."""
