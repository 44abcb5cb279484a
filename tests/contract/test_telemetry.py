"""The exam of our listeners."""

import pytest
from prometheus_client import CollectorRegistry

from parlons.adapters.telemetry.in_memory_telemetry import InMemoryTelemetry
from parlons.adapters.telemetry.log_telemetry import LogTelemetry
from parlons.adapters.telemetry.prometheus_telemetry import PrometheusTelemetry
from parlons.adapters.telemetry.telemetry_fan_out import TelemetryFanOut
from parlons.entrypoints.testing.contracts.telemetry import TelemetryContract


class TestInMemoryTelemetry(TelemetryContract):
    @pytest.fixture
    def telemetry(self):
        return InMemoryTelemetry()


class TestLogTelemetry(TelemetryContract):
    @pytest.fixture
    def telemetry(self):
        return LogTelemetry()


class TestPrometheusTelemetry(TelemetryContract):
    @pytest.fixture
    def telemetry(self):
        return PrometheusTelemetry(CollectorRegistry())


class TestTelemetryFanOut(TelemetryContract):
    @pytest.fixture
    def telemetry(self):
        return TelemetryFanOut((InMemoryTelemetry(), InMemoryTelemetry()))
