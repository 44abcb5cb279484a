"""Several listeners to the same events."""

from logging import getLogger

from attrs import define

from parlons.application.ports.telemetry import ITelemetry, TelemetryEvent

_logger = getLogger(__name__)


@define
class TelemetryFanOut(ITelemetry):
    """Tells every listener; one that fails keeps nobody else from hearing of the event."""

    listeners: tuple[ITelemetry, ...]

    def record(self, event: TelemetryEvent) -> None:
        """Tell the listeners in their order."""
        for listener in self.listeners:
            _tell(listener, event)


def _tell(listener: ITelemetry, event: TelemetryEvent) -> None:
    try:
        listener.record(event)
    except Exception:
        _logger.exception("%s failed", type(listener).__qualname__)
