"""Trying again."""

import time
from collections.abc import Callable
from random import SystemRandom
from typing import Final, TypeVar

from attrs import field, frozen

from parlons.adapters.llm.chat_completions.failures import FAILURES, may_pass, retry_after

_T = TypeVar("_T")

_FIRST_PAUSE: Final = 0.5
_LONGEST_PAUSE: Final = 8.0


@frozen
class Retries:
    """Tries again up to `limit` times, and begins no pause that would end after `seconds`.

    Pauses grow exponentially with full jitter (M. Brooker, "Exponential Backoff And Jitter", AWS
    Architecture Blog, 2015), and are never shorter than the server asks for.
    """

    limit: int
    seconds: float
    _sleep: Callable[[float], None] = time.sleep
    _uniform: Callable[[float, float], float] = field(factory=lambda: SystemRandom().uniform)

    def run(self, attempt: Callable[[], _T]) -> _T:
        """Return what `attempt` returns; raises its last failure, or one that will not pass."""
        end = time.monotonic() + self.seconds
        for failed in range(self.limit):
            try:
                return attempt()
            except FAILURES as error:
                pause = self._pause(failed, error)
                if not may_pass(error) or time.monotonic() + pause >= end:
                    raise
            self._sleep(pause)
        return attempt()

    def _pause(self, failed: int, error: Exception) -> float:
        longest = min(_FIRST_PAUSE * 2**failed, _LONGEST_PAUSE)
        return max(self._uniform(0.0, longest), retry_after(error))
