"""Adapters as a stranger would write them, chosen by their dotted path."""

import hashlib
import time
from collections.abc import Callable, Collection, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import get_ident
from typing import Final
from uuid import UUID

from attrs import define, field

from parlons.adapters.identity.plain_password_hasher import PlainPasswordHasher
from parlons.application.ports.cache_service import CacheUnavailableError, ICacheService
from parlons.application.ports.dispatcher import IDispatcher
from parlons.application.settings import Settings

QUICK_HASHER: Final = "tests.support.outside:quick_hasher"

closed: list[Path] = []


@define
class FileCacheService(ICacheService):
    """A file per key, which holds the second its time is over and the value."""

    folder: Path
    now: float = 0.0
    hits: int = field(default=0, init=False)

    def get(self, key: str) -> bytes | None:
        try:
            ends, _, value = self._file(key).read_bytes().partition(b" ")
        except FileNotFoundError:
            return None
        except OSError as error:
            raise CacheUnavailableError(str(error)) from error
        if float(ends) <= self.now:
            return None
        self.hits += 1
        return value

    def set(self, key: str, value: bytes, ttl_seconds: float) -> None:
        written = self._file(key).with_suffix(f".{get_ident()}")
        try:
            written.write_bytes(f"{self.now + ttl_seconds} ".encode() + value)
            written.replace(self._file(key))
        except OSError as error:
            raise CacheUnavailableError(str(error)) from error

    def delete(self, key: str) -> None:
        try:
            self._file(key).unlink(missing_ok=True)
        except OSError as error:
            raise CacheUnavailableError(str(error)) from error

    def _file(self, key: str) -> Path:
        return self.folder / hashlib.sha256(key.encode()).hexdigest()


def file_cache(settings: Settings) -> Generator[FileCacheService, None, None]:
    """Keep the cache in the data folder, and note when it is closed."""
    yield FileCacheService(settings.data_folder)
    closed.append(settings.data_folder)


def quick_hasher(_settings: Settings) -> PlainPasswordHasher:
    """Hash without argon2's patience where records are kept, which our own setting refuses."""
    return PlainPasswordHasher()


def slow_cache(settings: Settings) -> FileCacheService:
    """Take so long to come up that racing threads would make two."""
    time.sleep(0.05)
    return FileCacheService(settings.data_folder)


@define
class PostOffice(IDispatcher):
    """Counts what it hands to those who receive, in the thread of whoever sends it."""

    carried: int = 0
    _runs: dict[str, Callable[[UUID], None]] = field(factory=dict, init=False)

    def send(self, item_id: UUID, queue: str, priority: int) -> None:
        run = self._runs.get(queue)
        if run is not None:
            self.carried += 1
            run(item_id)

    @contextmanager
    def receive(
        self, queues: Collection[str], run: Callable[[UUID], None], threads: int
    ) -> Iterator[None]:
        self._runs.update(dict.fromkeys(queues, run))
        yield
        self._runs.clear()


def post_office(_settings: Settings) -> PostOffice:
    """Carry work as a stranger would."""
    return PostOffice()
