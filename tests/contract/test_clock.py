"""The exam of our clocks."""

from datetime import datetime, timedelta, timezone

import pytest

from parlons.adapters.system.fixed_clock import FixedClock
from parlons.adapters.system.system_clock import SystemClock
from parlons.entrypoints.testing.contracts.clock import ClockContract


class TestSystemClock(ClockContract):
    @pytest.fixture
    def clock(self):
        return SystemClock()


class TestFixedClock(ClockContract):
    @pytest.fixture
    def clock(self):
        return FixedClock(datetime(2026, 3, 29, 2, 30, tzinfo=timezone(timedelta(hours=1))))
