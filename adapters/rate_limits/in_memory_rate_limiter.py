"""Rate limits in memory."""

from datetime import datetime
from threading import Lock
from typing import Final

from attrs import define, field

from parlons.application.ports.rate_limiter import IRateLimiter, RateLimiterUnavailableError
from parlons.domain.spending.noting import LAG, is_noted
from parlons.domain.spending.rate_limit import RateDecision, RateLimit

_MANY: Final = 10_000


@define
class InMemoryRateLimiter(IRateLimiter):
    """Counts for one process; fails while it is not `available`.

    What says nothing any more is forgotten each time that twice as many keys are noted as were left
    the last time.
    """

    available: bool = True
    _used: dict[str, datetime] = field(factory=dict, init=False, repr=False)
    _many: int = field(default=_MANY, init=False, repr=False)
    _lock: Lock = field(factory=Lock, init=False, repr=False)

    def take(self, key: str, limit: RateLimit, now: datetime) -> RateDecision:
        if not self.available:
            raise RateLimiterUnavailableError("the rate limiter was told to fail")
        with self._lock:
            used_until = self._used.get(key, now)
            decision = limit.decide(used_until, now)
            if is_noted(decision, used_until):
                self._used[key] = decision.used_until
            if len(self._used) > self._many:
                self._forget(now - LAG)
            return decision

    def _forget(self, before: datetime) -> None:
        self._used = {key: until for key, until in self._used.items() if until > before}
        self._many = max(_MANY, 2 * len(self._used))
