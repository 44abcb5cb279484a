"""The streams that are open."""

import logging
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter
from typing import Final

from parlons.entrypoints.http.event_stream import EventStream, Written

HEARTBEAT_SECONDS: Final = 15.0
"""Shorter than what proxies wait for a silent server, commonly 60 s or 30 s."""

_log = logging.getLogger(__name__)


class Streams:
    """Runs up to `capacity` streams at a time; whoever opens more waits for the first event."""

    def __init__(self, capacity: int, heartbeat_seconds: float = HEARTBEAT_SECONDS) -> None:
        self._heartbeat_seconds = heartbeat_seconds
        self._executor = ThreadPoolExecutor(capacity, thread_name_prefix="stream")

    def open(
        self,
        events: Generator[object, None, None],
        write: Callable[[object], Written],
        ended: Callable[[], None],
    ) -> EventStream:
        """Begin to stream; `ended` is called at the very end."""
        began = perf_counter()

        def note_end() -> None:
            ended()
            _log.info("stream_ended", extra={"ms": round((perf_counter() - began) * 1000, 2)})

        return EventStream(
            events,
            write,
            executor=self._executor,
            ended=note_end,
            heartbeat_seconds=self._heartbeat_seconds,
        )
