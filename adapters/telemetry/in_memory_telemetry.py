"""Events in memory."""

from collections import deque
from typing import Final

from attrs import define, field

from parlons.application.ports.telemetry import ITelemetry, TelemetryEvent

MOST_EVENTS: Final = 10_000


@define
class InMemoryTelemetry(ITelemetry):
    """Keeps the latest `MOST_EVENTS` in `events`, oldest first, for tests to look at."""

    events: deque[TelemetryEvent] = field(factory=lambda: deque(maxlen=MOST_EVENTS))

    def record(self, event: TelemetryEvent) -> None:
        """Append the event."""
        self.events.append(event)
