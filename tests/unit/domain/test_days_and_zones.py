"""Which days a learner was active on, wherever and whenever that was, and told in any order."""

from datetime import UTC, date, datetime, timedelta
from itertools import accumulate, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.histories import ZONES, active_days, activity, at, event, fold

from parlons.domain.progress.moment import Moment
from parlons.domain.progress.streak import Streak, streak

NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
AUCKLAND, HONOLULU = "Pacific/Auckland", "Pacific/Honolulu"
KIRITIMATI, PAGO = "Pacific/Kiritimati", "Pacific/Pago_Pago"
PARIS, NEW_YORK, LORD_HOWE = "Europe/Paris", "America/New_York", "Australia/Lord_Howe"
TOKYO, LOS_ANGELES = "Asia/Tokyo", "America/Los_Angeles"


def reached(moments: list[Moment], today: str, *frozen_days: date) -> Streak:
    """The streak of a learner who did some of a lesson at each of the moments."""
    told = (event(activity({1: True}, exercises=(1, 2)), moment) for moment in moments)
    return streak(active_days(fold(told)), frozen_days, date.fromisoformat(today))


def row(title: str, *history: str, today: str, streak: tuple[int, int, str]):
    """A history of `instant zone`, and the streak: current, longest, last active day."""
    moments = [at(*each.split()) for each in history]
    return pytest.param(moments, today, streak, id=title)


HISTORIES = [
    row(
        "a second before midnight and midnight are two days",
        f"2026-03-10T23:59:59+01:00 {PARIS}",
        f"2026-03-11T00:00:00+01:00 {PARIS}",
        today="2026-03-11",
        streak=(2, 2, "2026-03-11"),
    ),
    row(
        "midnight and a second before the next are one day",
        f"2026-03-10T00:00:00+01:00 {PARIS}",
        f"2026-03-10T23:59:59+01:00 {PARIS}",
        today="2026-03-10",
        streak=(1, 1, "2026-03-10"),
    ),
    row(
        "midnight in UTC is an evening like others in New York",
        f"2026-03-10T19:59-04:00 {NEW_YORK}",
        f"2026-03-10T20:01-04:00 {NEW_YORK}",
        today="2026-03-10",
        streak=(1, 1, "2026-03-10"),
    ),
    row(
        "a streak that reached yesterday may still go on today",
        f"2026-03-09T23:59+01:00 {PARIS}",
        f"2026-03-10T00:00+01:00 {PARIS}",
        today="2026-03-11",
        streak=(2, 2, "2026-03-10"),
    ),
    row(
        "a streak that reached the day before yesterday is broken",
        f"2026-03-09T23:59+01:00 {PARIS}",
        f"2026-03-10T00:00+01:00 {PARIS}",
        today="2026-03-12",
        streak=(0, 2, "2026-03-10"),
    ),
    row(
        "a day of 23 hours in Paris is a day",
        f"2026-03-28T23:59+01:00 {PARIS}",
        f"2026-03-29T00:00+01:00 {PARIS}",
        f"2026-03-29T23:59+02:00 {PARIS}",
        f"2026-03-30T00:00+02:00 {PARIS}",
        today="2026-03-30",
        streak=(3, 3, "2026-03-30"),
    ),
    row(
        "24 hours later a day of 23 hours may be left out",
        f"2026-03-28T23:30+01:00 {PARIS}",
        f"2026-03-30T00:30+02:00 {PARIS}",
        today="2026-03-30",
        streak=(1, 1, "2026-03-30"),
    ),
    row(
        "a day of 25 hours in Paris is one day",
        f"2026-10-24T23:59+02:00 {PARIS}",
        f"2026-10-25T00:00+02:00 {PARIS}",
        f"2026-10-25T23:59+01:00 {PARIS}",
        f"2026-10-26T00:00+01:00 {PARIS}",
        today="2026-10-26",
        streak=(3, 3, "2026-10-26"),
    ),
    row(
        "24 hours later it is still a day of 25 hours",
        f"2026-10-25T00:30+02:00 {PARIS}",
        f"2026-10-25T23:30+01:00 {PARIS}",
        today="2026-10-25",
        streak=(1, 1, "2026-10-25"),
    ),
    row(
        "an hour that comes twice counts once",
        f"2026-10-25T02:30+02:00 {PARIS}",
        f"2026-10-25T02:30+01:00 {PARIS}",
        today="2026-10-25",
        streak=(1, 1, "2026-10-25"),
    ),
    row(
        "a day of 23 hours in New York is a day",
        f"2026-03-07T23:59-05:00 {NEW_YORK}",
        f"2026-03-08T23:59-04:00 {NEW_YORK}",
        f"2026-03-09T00:00-04:00 {NEW_YORK}",
        today="2026-03-09",
        streak=(3, 3, "2026-03-09"),
    ),
    row(
        "a day of 25 hours in New York is one day",
        f"2026-11-01T00:00-04:00 {NEW_YORK}",
        f"2026-11-01T23:59-05:00 {NEW_YORK}",
        f"2026-11-02T00:00-05:00 {NEW_YORK}",
        today="2026-11-02",
        streak=(2, 2, "2026-11-02"),
    ),
    row(
        "days are half an hour shorter and longer on Lord Howe Island",
        f"2026-04-04T23:59+11:00 {LORD_HOWE}",
        f"2026-04-05T00:00+11:00 {LORD_HOWE}",
        f"2026-04-05T23:59+10:30 {LORD_HOWE}",
        f"2026-04-06T00:00+10:30 {LORD_HOWE}",
        today="2026-04-06",
        streak=(3, 3, "2026-04-06"),
    ),
    row(
        "a date lived twice, on a flight east over the date line, counts once",
        f"2026-03-10T09:00+13:00 {AUCKLAND}",
        f"2026-03-10T08:00-10:00 {HONOLULU}",
        f"2026-03-11T08:00-10:00 {HONOLULU}",
        today="2026-03-11",
        streak=(2, 2, "2026-03-11"),
    ),
    row(
        "back in yesterday, today is already done",
        f"2026-03-11T00:30+13:00 {AUCKLAND}",
        f"2026-03-10T08:00-10:00 {HONOLULU}",
        today="2026-03-10",
        streak=(2, 2, "2026-03-11"),
    ),
    row(
        "a date skipped on a flight west over the date line breaks no longest streak",
        f"2026-03-09T20:00-10:00 {HONOLULU}",
        f"2026-03-10T20:00-10:00 {HONOLULU}",
        f"2026-03-12T08:00+13:00 {AUCKLAND}",
        today="2026-03-12",
        streak=(1, 2, "2026-03-12"),
    ),
    row(
        "a flight west over the date line breaks nothing where a lesson is done on the way",
        f"2026-03-10T20:00-10:00 {HONOLULU}",
        f"2026-03-11T00:10-10:00 {HONOLULU}",
        f"2026-03-12T08:00+13:00 {AUCKLAND}",
        today="2026-03-12",
        streak=(3, 3, "2026-03-12"),
    ),
    row(
        "a date that Samoa left out",
        "2011-12-29T23:59-10:00 Pacific/Apia",
        "2011-12-31T00:00+14:00 Pacific/Apia",
        today="2011-12-31",
        streak=(1, 1, "2011-12-31"),
    ),
    row(
        "a learner who moves from Tokyo to Los Angeles keeps the streak",
        f"2026-03-09T21:00+09:00 {TOKYO}",
        f"2026-03-10T09:00+09:00 {TOKYO}",
        f"2026-03-10T21:00-07:00 {LOS_ANGELES}",
        f"2026-03-11T21:00-07:00 {LOS_ANGELES}",
        today="2026-03-11",
        streak=(3, 3, "2026-03-11"),
    ),
    row(
        "a learner who moved to Los Angeles is a day ahead of its calendar",
        f"2026-03-10T21:00+09:00 {TOKYO}",
        f"2026-03-11T08:00+09:00 {TOKYO}",
        today="2026-03-10",
        streak=(2, 2, "2026-03-11"),
    ),
    row(
        "days that were done offline and are told later fill the gap",
        f"2026-03-08T18:00+01:00 {PARIS}",
        f"2026-03-11T18:00+01:00 {PARIS}",
        f"2026-03-10T18:00+01:00 {PARIS}",
        f"2026-03-09T18:00+01:00 {PARIS}",
        today="2026-03-11",
        streak=(4, 4, "2026-03-11"),
    ),
    row(
        "a clock set back by a day shows the same dates again",
        f"2026-02-04T18:00+01:00 {PARIS}",
        f"2026-02-05T18:00+01:00 {PARIS}",
        f"2026-02-04T19:00+01:00 {PARIS}",
        f"2026-02-05T19:00+01:00 {PARIS}",
        today="2026-02-05",
        streak=(2, 2, "2026-02-05"),
    ),
    row(
        "a clock set back by a week for a while breaks nothing",
        f"2026-03-10T18:00+01:00 {PARIS}",
        f"2026-03-03T18:05+01:00 {PARIS}",
        f"2026-03-11T18:00+01:00 {PARIS}",
        today="2026-03-11",
        streak=(2, 2, "2026-03-11"),
    ),
    row(
        "one instant at UTC+14 and at UTC-11 is two days with one between",
        f"2026-03-10T10:30Z {KIRITIMATI}",
        f"2026-03-10T10:30Z {PAGO}",
        today="2026-03-11",
        streak=(1, 1, "2026-03-11"),
    ),
    row(
        "one date at UTC+14 and at UTC-11 counts once though two days lie between",
        f"2026-03-10T00:00+14:00 {KIRITIMATI}",
        f"2026-03-10T23:59-11:00 {PAGO}",
        today="2026-03-10",
        streak=(1, 1, "2026-03-10"),
    ),
    row(
        "the last day of February and the first of March are next to each other",
        f"2026-02-28T23:59+14:00 {KIRITIMATI}",
        f"2026-03-01T00:00+14:00 {KIRITIMATI}",
        today="2026-03-01",
        streak=(2, 2, "2026-03-01"),
    ),
    row(
        "unless there is a leap day",
        f"2028-02-28T23:59-11:00 {PAGO}",
        f"2028-03-01T00:00-11:00 {PAGO}",
        today="2028-03-01",
        streak=(1, 1, "2028-03-01"),
    ),
]


@pytest.mark.parametrize(("moments", "today", "expected"), HISTORIES)
def test_a_history_makes_one_streak_in_whatever_order_it_is_told(
    moments: list[Moment], today: str, expected: tuple[int, int, str]
):
    for told in permutations(moments):
        found = reached([*told, *moments[:2]], today)
        assert (found.current, found.longest, str(found.last_active)) == expected


def test_a_frozen_day_carries_a_streak_over_a_date_that_was_skipped():
    moments = [at("2026-03-10T20:00-10:00", HONOLULU), at("2026-03-12T08:00+13:00", AUCKLAND)]
    assert reached(moments, "2026-03-12", date(2026, 3, 11)).current == 2


@given(
    st.sampled_from([*ZONES, TOKYO, LOS_ANGELES, "Asia/Kathmandu"]),
    st.integers(0, 330),
    st.lists(st.integers(1, 23 * 60), max_size=30),
)
def test_who_never_pauses_for_more_than_23_hours_leaves_no_day_out(
    zone: str, day: int, pauses: list[int]
):
    began = NEW_YEAR + timedelta(days=day)
    moments = [
        Moment(began + timedelta(minutes=after), zone) for after in accumulate(pauses, initial=0)
    ]
    first, last = moments[0].local_date, moments[-1].local_date
    found = reached(moments, last.isoformat())
    assert found.current == found.longest == (last - first).days + 1
