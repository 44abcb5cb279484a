"""One firing of a schedule is one piece of work."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from parlons.domain.work.schedule import Schedule

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


def schedule(name: str = "nightly") -> Schedule:
    return Schedule(name=name, cron="0 3 * * *", queue="upkeep", kind="forget")


def test_a_firing_is_named_after_the_schedule_and_the_instant():
    assert schedule().ref(NOON) == "nightly@2026-03-10T12:00:00+00:00"


def test_one_instant_is_one_firing_wherever_its_clock_stands():
    assert schedule().ref(NOON.astimezone(ZoneInfo("Asia/Tokyo"))) == schedule().ref(NOON)


def test_another_instant_or_another_schedule_is_another_firing():
    refs = {
        schedule().ref(NOON),
        schedule().ref(NOON + timedelta(minutes=1)),
        schedule("hourly").ref(NOON),
    }
    assert len(refs) == 3


def test_the_longest_name_still_makes_a_ref():
    assert len(schedule("n" * 80).ref(NOON)) <= 300


def test_a_name_is_a_slug():
    with pytest.raises(ValueError, match="name"):
        schedule("Every night")
