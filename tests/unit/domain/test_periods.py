"""A budget is for a calendar month in UTC."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlons.domain.spending.period import Period


@pytest.mark.parametrize(
    ("instant", "name"),
    [
        (datetime(2026, 4, 30, 23, 59, 59, tzinfo=UTC), "2026-04"),
        (datetime(2026, 5, 1, tzinfo=UTC), "2026-05"),
        (datetime(2026, 5, 1, 13, tzinfo=timezone(timedelta(hours=14))), "2026-04"),
        (datetime(2026, 12, 31, 13, tzinfo=timezone(timedelta(hours=-11))), "2027-01"),
    ],
)
def test_the_month_is_that_of_utc(instant: datetime, name: str):
    assert Period.at(instant) == Period(name)


@given(st.integers(0, 4_000_000_000))
def test_periods_follow_one_another_without_gaps(seconds: int):
    instant = datetime.fromtimestamp(seconds, UTC)
    period = Period.at(instant)
    assert period.begin <= instant < period.end
    assert Period.at(period.end).begin == period.end
    assert 0 <= period.elapsed(instant) < 1


def test_what_is_over_is_over_whole():
    april = Period("2026-04")
    assert (april.elapsed(april.begin - timedelta(1)), april.elapsed(april.end)) == (0, 1)
    assert april.elapsed(april.begin + timedelta(days=15)) == 0.5


@pytest.mark.parametrize(
    "name", ["", "2026", "2026-13", "2026-00", "26-04", "2026-04-01", "٢٠٢٦-٠٤"]
)
def test_anything_else_is_no_month(name: str):
    with pytest.raises(ValueError, match="must be a month"):
        Period(name)
