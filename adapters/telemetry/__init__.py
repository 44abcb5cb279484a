"""Who takes note of events."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from parlons.adapters.injection.choice import custom_adapter
from parlons.adapters.injection.extras import extra
from parlons.application.ports.telemetry import ITelemetry
from parlons.application.settings import Settings


def telemetry(settings: Settings) -> Iterator[ITelemetry]:
    """All listeners of the setting as one, which never fails its caller.

    That in memory never does, and is given as it is when it is alone: testers look at its events.
    """
    with ExitStack() as opened:
        listeners = tuple(
            opened.enter_context(_listener(name, settings)) for name in settings.telemetry
        )
        if settings.telemetry == ("memory",):
            yield listeners[0]
            return
        from parlons.adapters.telemetry.telemetry_fan_out import TelemetryFanOut

        yield TelemetryFanOut(listeners)


@contextmanager
def _listener(name: str, settings: Settings) -> Iterator[ITelemetry]:
    match name:
        case "log":
            with extra("logging", "log telemetry"):
                from parlons.adapters.telemetry.log_telemetry import LogTelemetry

            yield LogTelemetry()
        case "metrics":
            with extra("metrics", "metrics telemetry"):
                from parlons.adapters.telemetry.prometheus_telemetry import process_metrics

            yield process_metrics()
        case "memory":
            from parlons.adapters.telemetry.in_memory_telemetry import InMemoryTelemetry

            yield InMemoryTelemetry()
        case _:
            yield from custom_adapter("telemetry", name, settings)
