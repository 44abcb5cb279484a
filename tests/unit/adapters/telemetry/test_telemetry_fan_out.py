from attrs import define

from parlons.adapters.telemetry.in_memory_telemetry import InMemoryTelemetry
from parlons.adapters.telemetry.telemetry_fan_out import TelemetryFanOut
from parlons.application.ports.telemetry import CacheFailed, ITelemetry, TelemetryEvent

EVENT = CacheFailed(reason="no connection")


@define
class BrokenTelemetry(ITelemetry):
    def record(self, event: TelemetryEvent) -> None:
        raise OSError("disk full")


def test_a_failing_listener_stops_no_other_and_is_logged(caplog):
    first, last = InMemoryTelemetry(), InMemoryTelemetry()
    TelemetryFanOut((first, BrokenTelemetry(), last)).record(EVENT)
    assert list(first.events) == list(last.events) == [EVENT]
    assert "BrokenTelemetry failed" in caplog.text
    assert "disk full" in caplog.text
