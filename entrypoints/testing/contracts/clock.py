"""What every `IClock` promises."""

from datetime import timedelta

import pytest

from parlons.application.ports.clock import IClock


class ClockContract:
    """Instants are in UTC and say so."""

    @pytest.fixture
    def clock(self) -> IClock:
        """The clock under test."""
        raise NotImplementedError

    def test_an_instant_is_in_utc_and_aware_of_it(self, clock: IClock) -> None:
        assert clock.now().utcoffset() == timedelta(0)

    def test_time_does_not_run_backwards(self, clock: IClock) -> None:
        instants = [clock.now() for _ in range(100)]
        assert instants == sorted(instants)
