"""The streams that are open."""

import logging
from collections import Counter
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from time import perf_counter
from typing import Final

from parlons.entrypoints.http.event_stream import EventStream, Written
from parlons.entrypoints.http.problem import RETRY_SOON, TOO_MANY, UNAVAILABLE, Refusal

STREAMS_PER_USER: Final = 3
HEARTBEAT_SECONDS: Final = 15.0
"""Shorter than what proxies wait for a silent server, commonly 60 s or 30 s."""

_log = logging.getLogger(__name__)


class Streams:
    """Caps streams per user, and in all at three quarters of the threads that serve requests."""

    def __init__(self, threads: int, heartbeat_seconds: float = HEARTBEAT_SECONDS) -> None:
        self._capacity = max(1, threads * 3 // 4)
        self._heartbeat_seconds = heartbeat_seconds
        self._executor = ThreadPoolExecutor(self._capacity, thread_name_prefix="stream")
        self._open: Counter[str] = Counter()
        self._lock = Lock()

    def open(
        self,
        user_id: str,
        events: Generator[object, None, None],
        write: Callable[[object], Written],
    ) -> EventStream:
        """Begin to stream; raises `Refusal` when there are too many streams."""
        self._admit(user_id)
        began = perf_counter()

        def ended() -> None:
            self._leave(user_id)
            _log.info("stream_ended", extra={"ms": round((perf_counter() - began) * 1000, 2)})

        return EventStream(
            events,
            write,
            executor=self._executor,
            ended=ended,
            heartbeat_seconds=self._heartbeat_seconds,
        )

    def _admit(self, user_id: str) -> None:
        with self._lock:
            if self._open[user_id] >= STREAMS_PER_USER:
                detail = f"you may read {STREAMS_PER_USER} streams at once"
                raise Refusal(TOO_MANY, detail, headers=RETRY_SOON)
            if self._open.total() >= self._capacity:
                detail = "all streams are taken; ask without streaming, or again soon"
                raise Refusal(UNAVAILABLE, detail, headers=RETRY_SOON)
            self._open[user_id] += 1

    def _leave(self, user_id: str) -> None:
        with self._lock:
            self._open[user_id] -= 1
            if not self._open[user_id]:
                del self._open[user_id]
