import sys

import pytest
from attrs import define

from parlons.adapters.injection.extras import MissingExtraError
from parlons.adapters.telemetry import telemetry
from parlons.adapters.telemetry.in_memory_telemetry import InMemoryTelemetry
from parlons.adapters.telemetry.log_telemetry import LogTelemetry
from parlons.adapters.telemetry.prometheus_telemetry import PrometheusTelemetry
from parlons.adapters.telemetry.telemetry_fan_out import TelemetryFanOut
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
    [("log", LogTelemetry), ("metrics", PrometheusTelemetry), ("memory", InMemoryTelemetry)],
)
def test_one_name_is_one_listener(name: str, adapter: type):
    (listener,) = telemetry(Settings(telemetry=(name,)))
    assert type(listener) is adapter


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
    outsider = listener.listeners[-1] if names else listener
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
