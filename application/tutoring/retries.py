"""Rule: when a request that failed is made again."""

from collections.abc import Callable
from random import SystemRandom
from typing import Final

from attrs import field, frozen

from parlons.application.ports.llm_client import LLMUnavailableError

_FIRST_PAUSE: Final = 0.5
_LONGEST_PAUSE: Final = 8.0


@frozen
class Pauses:
    """The pauses between tries: up to `limit` of them, and none that would end after `seconds`.

    They grow exponentially with full jitter (M. Brooker, "Exponential Backoff And Jitter", AWS
    Architecture Blog, 2015), and are never shorter than the server asks for.
    """

    limit: int
    seconds: float
    _uniform: Callable[[float, float], float] = field(factory=lambda: SystemRandom().uniform)

    def next(self, failed: int, error: LLMUnavailableError, passed: float) -> float | None:
        """Return the seconds to wait before the next try, or None where there is to be none.

        `failed` counts the tries so far, all of which failed, the last by `error`; `passed` are the
        seconds since the first began.
        """
        if not error.may_pass or failed > self.limit:
            return None
        longest = min(_FIRST_PAUSE * 2 ** (failed - 1), _LONGEST_PAUSE)
        pause = max(self._uniform(0.0, longest), error.retry_after)
        return pause if passed + pause < self.seconds else None
