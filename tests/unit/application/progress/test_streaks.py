"""Days in a row are those of the learner's calendar, with freezes in between."""

from datetime import UTC, date, datetime, timedelta

import pytest
from attrs import evolve
from tests.support.school import ADA, GRACE, School, unit

from parlons.application.progress.freeze_day import Freeze
from parlons.application.progress.streak_view import StreakView
from parlons.domain.errors import ConflictError, InvalidInputError
from parlons.domain.identity.principal import Principal
from parlons.domain.progress.event import DayFrozen

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def school() -> School:
    """A school on the 10th of March at noon, in UTC."""
    school = School()
    school.publish(unit("one"))
    school.clock.instant = NOON
    return school


def learn(school: School, *ago: int) -> None:
    for days in ago:
        school.hand_in("one", occurred_at=NOON - days * DAY)


def view(school: School, zone: str = "UTC") -> StreakView:
    return school.container.view_streak()(evolve(ADA, zone=zone))


def freeze(school: School, day: int, month: int = 3, learner: Principal = ADA) -> StreakView:
    return school.container.freeze_day()(learner, Freeze(day=date(2026, month, day)))


def test_a_streak_counts_days_however_late_they_are_told(school: School):
    learn(school, 0, 2, 1, 1)
    found = view(school)
    assert (found.current, found.longest, found.active_today) == (3, 3, True)
    assert (found.last_active, found.today) == (NOON.date(), NOON.date())


def test_a_streak_waits_for_today_and_breaks_with_the_day_after(school: School):
    learn(school, 1, 2)
    assert (view(school).current, view(school).active_today) == (2, False)
    school.clock.advance(DAY)
    assert (view(school).current, view(school).longest) == (0, 2)


@pytest.mark.parametrize(
    ("zone", "today", "current"),
    [
        ("UTC", date(2026, 3, 10), 1),
        ("Pacific/Kiritimati", date(2026, 3, 11), 1),
        ("Pacific/Pago_Pago", date(2026, 3, 10), 1),
    ],
)
def test_today_is_that_of_the_account(school: School, zone: str, today: date, current: int):
    learn(school, 0)
    assert (view(school, zone).today, view(school, zone).current) == (today, current)


def test_a_day_belongs_to_where_the_learner_was(school: School):
    """Two hours apart, on both sides of midnight in Paris; one day in New York."""
    late = datetime(2026, 3, 8, 22, 30, tzinfo=UTC)
    for instant in (late, late + timedelta(hours=2)):
        school.hand_in("one", occurred_at=instant, zone="America/New_York")
    assert view(school).longest == 1
    for instant in (late, late + timedelta(hours=2)):
        school.hand_in("one", occurred_at=instant, zone="Europe/Paris")
    assert view(school).longest == 2


def test_a_learner_who_flies_west_over_the_date_line_keeps_the_day_ahead(school: School):
    school.hand_in("one", zone="Pacific/Kiritimati")
    found = view(school, "Pacific/Pago_Pago")
    assert (found.last_active, found.today) == (date(2026, 3, 11), date(2026, 3, 10))
    assert (found.current, found.active_today) == (1, False)


def test_a_frozen_day_joins_the_days_around_it(school: School):
    learn(school, 0, 2)
    assert view(school).current == 1
    found = freeze(school, 9)
    assert (found.current, found.longest, found.frozen_days) == (2, 2, (date(2026, 3, 9),))
    assert found == view(school)


def test_two_days_of_a_month_may_be_frozen(school: School):
    assert freeze(school, 9).freezes_left == 1
    assert freeze(school, 20).freezes_left == 0
    with pytest.raises(ConflictError, match="2026-03-09 and 2026-03-20 are frozen"):
        freeze(school, 12)
    assert freeze(school, 1, month=4).freezes_left == 0
    assert freeze(school, 12, learner=GRACE).freezes_left == 1


def test_a_day_with_an_activity_takes_no_freeze(school: School):
    learn(school, 0)
    before, today = school.state, view(school).today
    with pytest.raises(ConflictError, match=f"there is an activity on {today}: it needs no freeze"):
        freeze(school, today.day)
    assert (school.state, view(school).freezes_left) == (before, 2)


def test_freezing_a_day_again_is_nothing(school: School):
    freeze(school, 9)
    found = freeze(school, 20)
    before = school.state
    assert freeze(school, 9) == freeze(school, 20) == found
    school.clock.advance(30 * DAY)
    assert freeze(school, 9).frozen_days == (date(2026, 3, 9), date(2026, 3, 20))
    assert school.state == before
    assert len(school.events(DayFrozen)) == 2


@pytest.mark.parametrize(("day", "month"), [(8, 3), (11, 4)])
def test_a_day_too_far_away_is_not_frozen(school: School, day: int, month: int):
    before = school.state
    with pytest.raises(InvalidInputError) as refusal:
        freeze(school, day, month)
    assert (refusal.value.pointer, school.state) == ("/day", before)


@pytest.mark.parametrize(("day", "month"), [(9, 3), (10, 4)])
def test_the_first_and_the_last_day_that_can_be_frozen(school: School, day: int, month: int):
    assert freeze(school, day, month).frozen_days == (date(2026, month, day),)


def test_what_may_be_frozen_follows_from_the_learners_day(school: School):
    east = evolve(ADA, zone="Pacific/Kiritimati")
    with pytest.raises(InvalidInputError):
        freeze(school, 9, learner=east)
    assert freeze(school, 10, learner=east).today == date(2026, 3, 11)


def test_a_freeze_that_could_not_be_committed_is_none(school: School):
    before = school.state
    school.unit_of_work.fail_next_commit(OSError("disk full"))
    with pytest.raises(OSError, match="disk full"):
        freeze(school, 9)
    assert school.state == before
