"""A cache in this process."""

import time
from collections import OrderedDict
from datetime import datetime, timedelta
from threading import Lock

from attrs import define, field, frozen

from parlons.application.ports.cache_service import CacheUnavailableError, ICacheService
from parlons.application.ports.clock import IClock


@frozen
class _Entry:
    value: bytes
    ends_at: datetime


@define
class InMemoryCacheService(ICacheService):
    """Keeps `max_entries` at most; the one not used for longest goes first.

    A tester makes every call fail (`broken`) or take its time (`delay_seconds`), or has everything
    forgotten at once (`forgetful`).
    """

    clock: IClock
    max_entries: int = 10_000
    broken: bool = field(default=False, kw_only=True)
    forgetful: bool = field(default=False, kw_only=True)
    delay_seconds: float = field(default=0.0, kw_only=True)
    _entries: OrderedDict[str, _Entry] = field(factory=OrderedDict, init=False, repr=False)
    _lock: Lock = field(factory=Lock, init=False, repr=False)

    def get(self, key: str) -> bytes | None:
        self._misbehave()
        with self._lock:
            entry = self._entries.get(key)
            if entry is None:
                return None
            if entry.ends_at <= self.clock.now():
                del self._entries[key]
                return None
            self._entries.move_to_end(key)
            return entry.value

    def set(self, key: str, value: bytes, ttl_seconds: float) -> None:
        self._misbehave()
        if self.forgetful:
            return
        entry = _Entry(value, self.clock.now() + timedelta(seconds=ttl_seconds))
        with self._lock:
            self._entries[key] = entry
            self._entries.move_to_end(key)
            if len(self._entries) > self.max_entries:
                self._entries.popitem(last=False)

    def delete(self, key: str) -> None:
        self._misbehave()
        with self._lock:
            self._entries.pop(key, None)

    def _misbehave(self) -> None:
        if self.delay_seconds:
            time.sleep(self.delay_seconds)
        if self.broken:
            raise CacheUnavailableError("told to fail")
