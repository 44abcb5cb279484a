"""Achievements follow from the ledger as soon as it says so."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.support.school import ADA, GRACE, School, unit

from parlons.application.progress.freeze_day import Freeze
from parlons.application.progress.view_achievements import AchievementView
from parlons.domain.progress.achievement import Achievement
from parlons.domain.progress.event import AchievementEarned

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def school() -> School:
    school = School()
    school.publish(*(unit(f"u{number}", 2) for number in range(6)))
    school.clock.instant = NOON
    return school


def view(school: School, achievement: Achievement) -> AchievementView:
    found = school.container.view_achievements()(ADA).items
    return next(each for each in found if each.achievement is achievement)


def told(school: School) -> list[str]:
    return [
        event.fact.achievement.value
        for event in school.news()
        if isinstance(event.fact, AchievementEarned)
    ]


def test_all_achievements_are_shown_with_how_much_is_done(school: School):
    found = school.container.view_achievements()(ADA)
    assert [each.achievement for each in found.items] == list(Achievement)
    assert found.earned == 0
    assert all(each.done == 0 < each.target for each in found.items)
    school.hand_in("u0", True, False)
    assert (view(school, Achievement.TEN_LESSONS).done, found.items[1].target) == (0, 10)
    school.hand_in("u0")
    assert view(school, Achievement.TEN_LESSONS).done == 1


def test_an_achievement_is_earned_and_told_once(school: School):
    school.hand_in("u0")
    assert sorted(told(school)) == ["first_lesson", "first_unit", "flawless"]
    school.hand_in("u0")
    assert len(told(school)) == 3
    assert school.achievements(GRACE) == {}


def test_it_is_earned_when_it_was_done_and_recorded_when_that_was_found_out(school: School):
    moment = NOON - timedelta(hours=3)
    school.hand_in("u0", occurred_at=moment)
    found = view(school, Achievement.FIRST_LESSON)
    assert (found.earned_at, found.recorded_at) == (moment, NOON)
    assert (found.done, found.target) == (1, 1)


def test_what_is_told_late_moves_it_and_is_no_news(school: School):
    school.hand_in("u0")
    news, earlier = len(school.news()), NOON - timedelta(hours=1)
    school.clock.advance(timedelta(hours=1))
    school.hand_in("u0", occurred_at=earlier)
    found = view(school, Achievement.FIRST_LESSON)
    assert (found.earned_at, found.recorded_at) == (earlier, NOON)
    assert len(school.news()) == news


def test_late_days_complete_a_streak_long_ago(school: School):
    for ago in (0, 1, 5, 3):
        school.hand_in("u0", False, occurred_at=NOON - ago * DAY)
    assert "three_days" not in school.achievements()
    school.hand_in("u0", False, occurred_at=NOON - 4 * DAY)
    assert school.achievements()["three_days"].at == NOON - 3 * DAY
    assert "seven_days" not in school.achievements()


def test_a_freeze_may_complete_a_streak(school: School):
    for ago in (0, 2, 3):
        school.hand_in("u0", False, occurred_at=NOON - ago * DAY)
    assert "three_days" not in school.achievements()
    school.container.freeze_day()(ADA, Freeze(day=date(2026, 3, 9)))
    assert school.achievements()["three_days"].at == NOON
    assert "three_days" in told(school)


def test_a_busy_day_is_one_of_five_lessons(school: School):
    for number in range(4):
        school.hand_in(f"u{number}", False, False)
    school.hand_in("u3", False, False)
    assert "busy_day" not in school.achievements()
    school.hand_in("u4", False, False)
    assert "busy_day" in school.achievements()


def test_what_was_earned_stays_when_the_course_changes(school: School):
    for number in range(6):
        school.hand_in(f"u{number}")
    assert {"five_units", "whole_path", "hundred_points"} <= school.achievements().keys()
    before = school.achievements()
    school.publish(unit("new", 2))
    assert school.achievements() == before
