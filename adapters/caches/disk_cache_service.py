"""A cache in a folder, by diskcache."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Final

from attrs import define, field
from diskcache import Timeout

from parlons.adapters.caches.bytes_disk import BytesDisk
from parlons.adapters.caches.closing_cache import ClosingCache
from parlons.application.ports.cache_service import CacheUnavailableError, ICacheService

_LOCK_SECONDS: Final = 1.0


@define
class DiskCacheService(ICacheService):
    """Shared by the processes that use one folder, which only its owner may enter.

    What was stored first goes first when `size_limit` bytes are reached.
    """

    folder: Path
    size_limit: int = 256 * 1024 * 1024
    _cache: ClosingCache | None = field(default=None, init=False, repr=False)
    _lock: Lock = field(factory=Lock, init=False, repr=False)

    def get(self, key: str) -> bytes | None:
        with self._opened() as cache:
            value: bytes | None = cache.get(key)
        return value

    def set(self, key: str, value: bytes, ttl_seconds: float) -> None:
        with self._opened() as cache:
            cache.set(key, value, expire=ttl_seconds)

    def delete(self, key: str) -> None:
        with self._opened() as cache:
            cache.delete(key)

    def close(self) -> None:
        """Close this thread's connection; those of other threads close as these end."""
        if self._cache is not None:
            self._cache.close()

    @contextmanager
    def _opened(self) -> Iterator[ClosingCache]:
        try:
            with self._lock:
                if self._cache is None:
                    self._cache = self._open()
            yield self._cache
        except Timeout as error:
            raise CacheUnavailableError("the disk cache is locked") from error
        except (sqlite3.Error, OSError) as error:
            raise CacheUnavailableError(f"the disk cache: {error}") from error

    def _open(self) -> ClosingCache:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o700)
        return ClosingCache(
            self.folder, timeout=_LOCK_SECONDS, disk=BytesDisk, size_limit=self.size_limit
        )
