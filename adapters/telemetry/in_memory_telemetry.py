"""Events in a list."""

from attrs import define, field

from parlons.application.ports.telemetry import ITelemetry, TelemetryEvent


@define
class InMemoryTelemetry(ITelemetry):
    """Keeps every event in `events`, for tests to look at."""

    events: list[TelemetryEvent] = field(factory=list)

    def record(self, event: TelemetryEvent) -> None:
        """Append the event."""
        self.events.append(event)
