"""How often something may be done."""

from datetime import datetime, timedelta
from math import ceil

from attrs import field, frozen

from parlons.domain import fields


@frozen(kw_only=True)
class RateLimit:
    """So many `requests` in `seconds` on average, and up to `burst` of them at once.

    Any stretch of s seconds sees at most `burst` + s · `requests` / `seconds` of them.
    """

    requests: int = field(validator=fields.between(1, 1_000_000))
    seconds: int = field(default=60, validator=fields.between(1, 86_400))
    burst: int = field(default=1, validator=fields.between(1, 1_000_000))

    @property
    def interval(self) -> timedelta:
        """The time that one request uses up, rounded up to a microsecond."""
        return timedelta(microseconds=ceil(self.seconds * 1_000_000 / self.requests))

    def scaled(self, share: float) -> "RateLimit":
        """Return the limit at a share (0 to 1) of itself; one request remains."""
        return RateLimit(
            requests=_part(self.requests, share),
            seconds=self.seconds,
            burst=_part(self.burst, share),
        )

    def decide(self, used_until: datetime | None, now: datetime) -> "RateDecision":
        """Say whether one more request fits.

        `used_until` is what the last decision said, or None before the first. This is the generic
        cell rate algorithm in its virtual scheduling form (ITU-T I.371, annex A): a request fits
        unless it comes more than `burst` - 1 intervals before the time that is used up. What a
        limit that was longer, or a clock that was ahead, has used up counts for one full burst at
        most.
        """
        most = now + self.interval * self.burst
        start = min(max(used_until or now, now), most)
        wait = start - now - self.interval * (self.burst - 1)
        if wait > timedelta():
            return RateDecision(used_until=start, left=0, retry_after=wait)
        used = start + self.interval
        return RateDecision(used_until=used, left=(most - used) // self.interval)


@frozen(kw_only=True)
class RateDecision:
    """Whether a request fits: `retry_after` is how long to wait where it does not.

    `left` further ones would fit at once; `used_until` is kept for the next decision.
    """

    used_until: datetime
    left: int
    retry_after: timedelta = timedelta()

    @property
    def allowed(self) -> bool:
        """Whether the request fits."""
        return not self.retry_after


def _part(whole: int, share: float) -> int:
    """Return a share of a number, rounded down; what floats are off by takes nothing away."""
    return max(1, int(round(whole * share, 6)))
