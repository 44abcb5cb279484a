"""When something happened, and what day that was where it did."""

from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from attrs import field, frozen

from parlons.domain import fields
from parlons.domain.errors import InvalidInputError

CLOCK_TOLERANCE: Final = timedelta(minutes=5)
"""How far ahead of ours, or behind, a client's clock may be."""

LONGEST_DELAY: Final = timedelta(days=31)
"""How late something may be told, by a client that was offline."""


def _to_utc(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("at must have an offset from UTC")
    return at.astimezone(UTC)


@frozen(order=True)
class Moment:
    """An instant, kept as UTC, and the IANA zone the learner was in; the earlier one is less."""

    at: datetime = field(converter=_to_utc)
    zone: str = field(validator=fields.time_zone)

    @property
    def local_date(self) -> date:
        """The day it was for the learner."""
        return self.at.astimezone(ZoneInfo(self.zone)).date()

    def may_follow(self, at: datetime) -> bool:
        """Say whether it is later than an instant of ours, as far as clocks can be trusted."""
        return self.at >= at - CLOCK_TOLERANCE

    def require_tellable(self, now: datetime) -> None:
        """Raise `InvalidInputError` for what has not happened yet or is too long ago."""
        if self.at > now + CLOCK_TOLERANCE:
            message = "it has not happened yet: is the clock of the device ahead?"
            raise InvalidInputError(message, "/occurredAt")
        if self.at < now - LONGEST_DELAY:
            days = LONGEST_DELAY.days
            message = f"it is more than {days} days ago: is the clock of the device behind?"
            raise InvalidInputError(message, "/occurredAt")


def earliest(*moments: Moment | None) -> Moment | None:
    """Return the earliest of those that are there."""
    return min((each for each in moments if each is not None), default=None)
