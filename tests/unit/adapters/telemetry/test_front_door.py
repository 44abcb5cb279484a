import sys

import pytest
from attrs import define

from parlons.adapters.injection.extras import MissingExtraError
from parlons.adapters.telemetry import telemetry
from parlons.adapters.telemetry.in_memory_telemetry import MOST_EVENTS, InMemoryTelemetry
from parlons.adapters.telemetry.log_telemetry import LogTelemetry
from parlons.adapters.telemetry.prometheus_telemetry import PrometheusTelemetry
from parlons.adapters.telemetry.telemetry_fan_out import TelemetryFanOut
from parlons.application.ports.telemetry import CacheFailed
from parlons.application.settings import Settings

closed: list[str] = []


@define
class OutsideTelemetry(InMemoryTelemetry):
    settings: Settings | None = None


def outside(settings: Settings):
    yield OutsideTelemetry(settings=settings)
    closed.append("outside")


@pytest.fixture
def path(mocker):
    """The dotted path of `outside`."""
    mocker.patch.dict(sys.modules, {"outside_telemetry": sys.modules[__name__]})
    closed.clear()
    return "outside_telemetry:outside"


@pytest.mark.parametrize(
    ("name", "adapter"),
    [("log", LogTelemetry), ("metrics", PrometheusTelemetry)],
)
def test_one_name_is_one_listener(name: str, adapter: type):
    (listeners,) = telemetry(Settings(telemetry=(name,)))
    assert isinstance(listeners, TelemetryFanOut)
    assert [type(listener) for listener in listeners.listeners] == [adapter]


def test_a_tester_finds_the_latest_events_in_memory():
    (listener,) = telemetry(Settings.in_memory())
    assert isinstance(listener, InMemoryTelemetry)
    for number in range(MOST_EVENTS + 1):
        listener.record(CacheFailed(reason=str(number)))
    assert len(listener.events) == MOST_EVENTS
    assert listener.events[-1] == CacheFailed(reason=str(MOST_EVENTS))


def test_a_listener_that_fails_fails_nobody_else(path: str, mocker, caplog):
    mocker.patch.object(OutsideTelemetry, "record", side_effect=OSError("disk full"))
    (listener,) = telemetry(Settings(telemetry=(path,)))
    listener.record(CacheFailed(reason="down"))
    assert "OutsideTelemetry failed" in caplog.text


def test_several_names_are_a_fan_out_in_their_order():
    (listener,) = telemetry(Settings(telemetry=("memory", "log")))
    assert isinstance(listener, TelemetryFanOut)
    assert [type(one) for one in listener.listeners] == [InMemoryTelemetry, LogTelemetry]


def test_no_name_is_nobody():
    (listener,) = telemetry(Settings(telemetry=()))
    assert listener == TelemetryFanOut(())


@pytest.mark.parametrize("names", [(), ("memory",)])
def test_a_listener_that_is_not_ours_is_given_the_settings_and_closed(path: str, names):
    settings = Settings(telemetry=(*names, path))
    opened = telemetry(settings)
    listener = next(opened)
    outsider = listener.listeners[-1]
    assert isinstance(outsider, OutsideTelemetry)
    assert outsider.settings is settings
    assert not closed
    assert next(opened, None) is None
    assert closed == ["outside"]


@pytest.mark.parametrize(
    ("name", "library", "adapter", "extra"),
    [
        ("log", "structlog", "log_telemetry", "logging"),
        ("metrics", "prometheus_client", "prometheus_telemetry", "metrics"),
    ],
)
def test_a_missing_library_is_named_with_its_extra(name, library, adapter, extra, monkeypatch):
    monkeypatch.setitem(sys.modules, library, None)
    monkeypatch.delitem(sys.modules, f"parlons.adapters.telemetry.{adapter}")
    with pytest.raises(MissingExtraError, match=rf"parlons\[{extra}\]"):
        next(telemetry(Settings(telemetry=(name,))))
