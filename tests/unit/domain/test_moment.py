"""An instant is one everywhere; what day it is depends on where."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from tests.support.histories import MOMENTS, at

from parlons.domain.errors import InvalidInputError
from parlons.domain.progress.moment import Moment, earliest

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "instant", "day"),
    [
        pytest.param("UTC", "2026-03-10T23:59:59.999999Z", "2026-03-10", id="before midnight"),
        pytest.param("UTC", "2026-03-11T00:00:00Z", "2026-03-11", id="midnight is the next day"),
        pytest.param("Europe/Paris", "2026-03-10T22:59:59Z", "2026-03-10", id="Paris, before"),
        pytest.param("Europe/Paris", "2026-03-10T23:00:00Z", "2026-03-11", id="Paris, midnight"),
        pytest.param("America/New_York", "2026-01-11T04:59:59Z", "2026-01-10", id="NY, before"),
        pytest.param("America/New_York", "2026-01-11T05:00:00Z", "2026-01-11", id="NY, midnight"),
        pytest.param("Asia/Kathmandu", "2026-03-10T18:14:59Z", "2026-03-10", id="Nepal, before"),
        pytest.param("Asia/Kathmandu", "2026-03-10T18:15:00Z", "2026-03-11", id="Nepal, midnight"),
        pytest.param("Pacific/Kiritimati", "2026-03-10T09:59:59Z", "2026-03-10", id="+14, before"),
        pytest.param(
            "Pacific/Kiritimati", "2026-03-10T10:00:00Z", "2026-03-11", id="+14, midnight"
        ),
        pytest.param("Pacific/Pago_Pago", "2026-03-10T10:59:59Z", "2026-03-09", id="-11, before"),
        pytest.param("Pacific/Pago_Pago", "2026-03-10T11:00:00Z", "2026-03-10", id="-11, midnight"),
        pytest.param("Pacific/Apia", "2011-12-30T09:59:59Z", "2011-12-29", id="Samoa, before"),
        pytest.param("Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-31", id="Samoa left one out"),
        pytest.param("UTC", "2028-02-29T12:00:00Z", "2028-02-29", id="leap day"),
    ],
)
def test_the_day_is_that_of_the_zone(zone: str, instant: str, day: str):
    assert at(instant, zone).local_date == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("zone", "midnights"),
    [
        pytest.param(
            "Europe/Paris", ("2026-03-28T23:00Z", "2026-03-29T22:00Z"), id="Paris, 23 hours"
        ),
        pytest.param(
            "Europe/Paris", ("2026-10-24T22:00Z", "2026-10-25T23:00Z"), id="Paris, 25 hours"
        ),
        pytest.param(
            "America/New_York", ("2026-03-08T05:00Z", "2026-03-09T04:00Z"), id="NY, 23 hours"
        ),
        pytest.param(
            "America/New_York", ("2026-11-01T04:00Z", "2026-11-02T05:00Z"), id="NY, 25 hours"
        ),
        pytest.param(
            "Australia/Lord_Howe", ("2026-10-03T13:30Z", "2026-10-04T13:00Z"), id="23.5 hours"
        ),
        pytest.param(
            "Australia/Lord_Howe", ("2026-04-04T13:00Z", "2026-04-05T13:30Z"), id="24.5 hours"
        ),
    ],
)
def test_a_day_on_which_clocks_change_lasts_from_midnight_to_midnight(
    zone: str, midnights: tuple[str, str]
):
    begins, ends = (at(each, zone) for each in midnights)
    second, day = timedelta(seconds=1), timedelta(days=1)
    within = [begins.at, begins.at + timedelta(hours=12), ends.at - second]
    assert len({Moment(each, zone).local_date for each in within}) == 1
    assert Moment(begins.at - second, zone).local_date == begins.local_date - day
    assert ends.local_date == begins.local_date + day


def test_an_hour_that_comes_twice_is_two_moments_of_one_day():
    first, second = (at(f"2026-10-25T02:30+0{hours}:00", "Europe/Paris") for hours in (2, 1))
    assert first < second
    assert first.local_date == second.local_date == date(2026, 10, 25)


def test_one_instant_is_three_days_round_the_world():
    zones = ("Pacific/Pago_Pago", "UTC", "Pacific/Kiritimati")
    days = [at("2026-03-10T10:30Z", zone).local_date.day for zone in zones]
    assert days == [9, 10, 11]


def test_an_instant_is_kept_as_utc():
    found = Moment(datetime(2026, 3, 10, 1, tzinfo=timezone(timedelta(hours=9))), "Asia/Tokyo")
    assert found == at("2026-03-09T16:00Z", "Asia/Tokyo")
    assert found.at.tzinfo is UTC


def test_an_instant_without_an_offset_is_none():
    with pytest.raises(ValueError, match="offset"):
        Moment(NOW.replace(tzinfo=None), "Europe/Paris")


@pytest.mark.parametrize("zone", ["", "Europe", "Mars/Olympus", "europe/paris", "+01:00", "../UTC"])
def test_a_zone_that_is_not_there_is_refused(zone: str):
    with pytest.raises(ValueError, match="zone is no IANA time zone"):
        Moment(NOW, zone)


def test_what_happened_earlier_is_less_whatever_the_clocks_showed():
    tokyo, angeles = at("2026-03-10T08:00+09:00", "Asia/Tokyo"), at("2026-03-09T23:00-07:00")
    assert tokyo < angeles
    assert earliest(angeles, None, tokyo) == tokyo


def test_of_one_instant_in_two_zones_the_same_one_is_always_the_earliest():
    one, other = at("2026-03-10T12:00Z", "Asia/Tokyo"), at("2026-03-10T12:00Z", "Europe/Paris")
    assert earliest(one, other) == earliest(other, one)


def test_the_earliest_of_nothing_is_nothing():
    assert earliest() is None
    assert earliest(None, None) is None


@given(MOMENTS, MOMENTS)
def test_moments_are_in_the_order_of_their_instants(one: Moment, other: Moment):
    assert (one.at < other.at) <= (one < other)
    assert [one < other, one == other, one > other].count(True) == 1


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
@pytest.mark.parametrize(
    "ago",
    [
        pytest.param(timedelta(minutes=-5), id="by a clock that is 5 minutes fast"),
        pytest.param(timedelta(), id="now"),
        pytest.param(timedelta(days=31), id="31 days ago"),
    ],
)
def test_what_has_just_happened_or_was_kept_offline_can_be_told(ago: timedelta, zone: str):
    Moment(NOW - ago, zone).require_tellable(NOW)


@pytest.mark.parametrize(
    ("instant", "message"),
    [
        pytest.param(NOW + timedelta(minutes=5, seconds=1), "not happened yet", id="to come"),
        pytest.param(NOW + timedelta(days=365), "not happened yet", id="a clock a year ahead"),
        pytest.param(NOW - timedelta(days=31, seconds=1), "more than 31 days", id="a month late"),
        pytest.param(datetime(1970, 1, 1, tzinfo=UTC), "more than 31 days", id="clock set to 1970"),
    ],
)
def test_what_is_to_come_or_long_past_cannot_be_told(instant: datetime, message: str):
    with pytest.raises(InvalidInputError, match=message) as refused:
        Moment(instant, "Europe/Paris").require_tellable(NOW)
    assert refused.value.pointer == "/occurredAt"
