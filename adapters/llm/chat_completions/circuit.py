"""Leaving a provider alone that is down."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from math import ceil
from threading import Lock
from typing import Final

from attrs import define, field
from pybreaker import STATE_CLOSED, STATE_HALF_OPEN, STATE_OPEN, CircuitBreaker

from parlons.application.ports.llm_client import LLMUnavailableError

FAILURES_IN_A_ROW: Final = 5


class _DownError(Exception):
    """How the library is told of a failure."""


def _breaker() -> CircuitBreaker:
    # Its own pause goes by the wall clock, which may jump; and where that is over, it lets
    # everybody through until the first answer. So both are ours.
    return CircuitBreaker(FAILURES_IN_A_ROW, reset_timeout=0, throw_new_error_on_trip=False)


@define
class Circuit:
    """Opens after five failures in a row, and lets nothing through for `pause` seconds.

    Then one request per pause goes through, half-open, and what becomes of it opens or closes the
    circuit for all. `is_down` tells failures from errors that show a server at work, which count as
    success, like a stream whose reader leaves. Requests under way while it opened do not count.
    """

    is_down: Callable[[BaseException], bool]
    pause: float = 30.0
    clock: Callable[[], float] = time.monotonic
    _breaker: CircuitBreaker = field(factory=_breaker, init=False, repr=False)
    _until: float = field(default=0.0, init=False)
    _lock: Lock = field(factory=Lock, init=False, repr=False)

    @property
    def state(self) -> str:
        """`closed`, `open` or `half-open`."""
        return self._breaker.current_state

    @contextmanager
    def request(self) -> Iterator[None]:
        """Watch the request made in the block; raises `LLMUnavailableError` in its place."""
        allowed = self._admit()
        try:
            yield
        except BaseException as error:
            self._note(allowed, down=self.is_down(error))
            raise
        self._note(allowed, down=False)

    def _admit(self) -> str:
        """Return the state in which the request begins."""
        with self._lock:
            if self.state == STATE_CLOSED:
                return STATE_CLOSED
            left = self._until - self.clock()
            if left > 0.0:
                reason = f"the provider is left alone for {ceil(left)} s"
                raise LLMUnavailableError(reason, may_pass=True, retry_after=left)
            self._until = self.clock() + self.pause
            self._breaker.half_open()
            return STATE_HALF_OPEN

    def _note(self, allowed: str, *, down: bool) -> None:
        with self._lock:
            if self.state not in {STATE_CLOSED, allowed}:
                return
            with suppress(_DownError):
                self._breaker.call(_report, down=down)
            if self.state == STATE_OPEN:
                self._until = self.clock() + self.pause


def _report(*, down: bool) -> None:
    if down:
        raise _DownError
