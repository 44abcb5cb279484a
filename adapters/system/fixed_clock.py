"""A clock that stands still."""

from datetime import UTC, datetime, timedelta
from typing import Final

from attrs import Attribute, define, field

from parlons.application.ports.clock import IClock

_NEW_YEAR: Final = datetime(2026, 1, 1, tzinfo=UTC)


def _aware(_clock: object, _attribute: "Attribute[datetime]", value: datetime) -> None:
    if value.tzinfo is None:
        raise ValueError("an instant needs a time zone")


@define
class FixedClock(IClock):
    """Moves only when told to: set `instant`, or `advance()`."""

    instant: datetime = field(default=_NEW_YEAR, validator=_aware)

    def now(self) -> datetime:
        return self.instant.astimezone(UTC)

    def advance(self, by: timedelta) -> None:
        """Let time pass."""
        self.instant += by
