from datetime import UTC, datetime, timedelta

import pytest

from parlons.adapters.system.fixed_clock import FixedClock


def test_it_stands_still_until_it_is_advanced():
    clock = FixedClock(datetime(2026, 2, 28, 23, tzinfo=UTC))
    assert clock.now() == clock.now() == datetime(2026, 2, 28, 23, tzinfo=UTC)
    clock.advance(timedelta(hours=2))
    assert clock.now() == datetime(2026, 3, 1, 1, tzinfo=UTC)


def test_it_can_be_set():
    clock = FixedClock()
    clock.instant = datetime(2030, 1, 1, tzinfo=UTC)
    assert clock.now() == datetime(2030, 1, 1, tzinfo=UTC)


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        FixedClock(datetime(2026, 1, 1))  # noqa: DTZ001
