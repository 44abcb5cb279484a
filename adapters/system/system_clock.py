"""The clock of this machine."""

from datetime import UTC, datetime

from parlons.application.ports.clock import IClock


class SystemClock(IClock):
    """Tells what the operating system believes the time is."""

    def now(self) -> datetime:
        return datetime.now(UTC)
