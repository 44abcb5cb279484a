"""How often something was done lately."""

from abc import abstractmethod
from datetime import datetime
from typing import Protocol

from parlons.domain.errors import ParlonsError
from parlons.domain.spending.rate_limit import RateDecision, RateLimit


class IRateLimiter(Protocol):
    """Remembers for each key until when its limit is used up."""

    @abstractmethod
    def take(self, key: str, limit: RateLimit, now: datetime) -> RateDecision:
        """Decide by `RateLimit.decide` whether one more request fits; note what `is_noted` says.

        However many ask at once, in whatever process, each request counts once. Keys are at most
        200 characters; what was noted may be forgotten `LAG` after its `used_until`. Raises
        `RateLimiterUnavailableError`, or `StorageUnavailableError` where the store keeps it.
        """


class RateLimiterUnavailableError(ParlonsError):
    """Nobody can say whether the request fits."""
