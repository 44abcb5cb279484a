"""Clocks that do not make a test wait."""

from datetime import UTC, datetime, timedelta

from attrs import define, frozen

from parlons.application.ports.clock import IClock


@define
class SkippingClock(IClock):
    """The clock of this machine, ahead by whatever a test skips."""

    ahead: timedelta = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def skip(self, by: timedelta) -> None:
        self.ahead += by


@frozen
class FastClock(IClock):
    """Goes `factor` times as fast as that of this machine from `start` on, in any process."""

    start: datetime
    factor: float

    def now(self) -> datetime:
        return self.start + (datetime.now(UTC) - self.start) * self.factor
