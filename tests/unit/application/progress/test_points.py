"""Points are given once for each thing, at the moment it was done."""

from datetime import UTC, date, datetime, timedelta

import pytest
from attrs import evolve
from tests.support.school import ADA, GRACE, School, unit

from parlons.domain.progress.event import LedgerMoved, XpEarned
from parlons.domain.progress.xp_rule import XpRule

MIDNIGHT = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.fixture
def school() -> School:
    school = School()
    school.publish(unit("one", 2), unit("two", 1, 1))
    school.clock.instant = MIDNIGHT + timedelta(days=3)
    return school


def rules(school: School) -> list[str]:
    return sorted(rule for rule, _ in school.earned())


def test_a_perfect_lesson_earns_by_every_rule(school: School):
    school.hand_in("one")
    assert rules(school) == [
        "day_active",
        "lesson_completed",
        "lesson_mastered",
        "lesson_practised",
        "unit_completed",
    ]
    assert school.points() == sum(rule.points for rule in XpRule) - XpRule.PATH_COMPLETED.points


def test_a_part_of_a_lesson_earns_the_day_alone(school: School):
    school.hand_in("one", True)
    assert rules(school) == ["day_active"]


def test_a_lesson_without_a_right_answer_is_practice(school: School):
    school.hand_in("one", False, False)
    assert rules(school) == ["day_active", "lesson_practised"]


def test_practice_earns_once_a_day_of_the_learners(school: School):
    for hours in (0, 1, 23):
        school.hand_in("one", occurred_at=MIDNIGHT + timedelta(hours=hours))
    assert len(rules(school)) == 5
    school.hand_in("one", occurred_at=MIDNIGHT + timedelta(hours=24))
    assert rules(school).count("lesson_practised") == rules(school).count("day_active") == 2
    assert ("lesson_practised", "lesson 1 on 2026-03-03") in school.earned()


def test_the_day_is_that_of_the_place_where_the_learner_was(school: School):
    school.hand_in("one", occurred_at=MIDNIGHT, zone="Pacific/Kiritimati")
    school.hand_in("one", occurred_at=MIDNIGHT, zone="Pacific/Pago_Pago")
    days = [source for rule, source in school.earned() if rule == "day_active"]
    assert sorted(days) == ["2026-03-01", "2026-03-02"]


def test_the_whole_path_earns_what_its_parts_do_and_more(school: School):
    for lesson in ("one", "two", "two-1"):
        school.hand_in(lesson)
    assert school.earned().keys() >= {
        *(("lesson_mastered", f"lesson {number}") for number in (1, 2, 3)),
        *(("unit_completed", f"unit {number}") for number in (1, 2)),
        ("path_completed", "path 1"),
    }
    assert school.points() == 2 + 3 * 20 + 2 * 25 + 100


def test_each_gain_is_told_with_the_total_after_it(school: School):
    school.hand_in("one")
    told = [event.fact for event in school.news() if isinstance(event.fact, XpEarned)]
    assert sum(fact.points for fact in told) == school.points()
    running = [sum(each.points for each in told[: count + 1]) for count in range(len(told))]
    assert [fact.total for fact in told] == running


def test_what_was_earned_earlier_than_was_known_is_moved_and_not_paid_again(school: School):
    school.clock.advance(timedelta(hours=12))
    school.hand_in("one")
    points, told = school.points(), len(school.news())
    earlier = school.clock.now() - timedelta(minutes=1)
    school.hand_in("one", occurred_at=earlier)
    assert {moment.at for moment in school.earned().values()} == {earlier}
    assert (school.points(), len(school.news())) == (points, told)
    assert school.events(LedgerMoved)


def test_the_page_of_points_shows_the_last_seven_days(school: School):
    school.hand_in("one", True, occurred_at=MIDNIGHT)
    school.hand_in("two")
    view = school.container.view_xp()(ADA)
    assert (view.total, view.today) == (school.points(), school.points() - 2)
    assert [each.day for each in view.days] == [
        date(2026, 2, 27) + timedelta(days=after) for after in range(7)
    ]
    assert [each.points for each in view.days] == [0, 0, 0, 2, 0, 0, view.today]
    assert view.entries.items[-1].local_date == MIDNIGHT.date()
    assert view.entries.next_cursor is None


def test_days_are_those_of_the_account_when_points_are_shown(school: School):
    school.hand_in("two", occurred_at=school.clock.now())
    view = school.container.view_xp()(evolve(ADA, zone="Pacific/Pago_Pago"))
    assert view.days[-1].day == date(2026, 3, 4)
    assert (view.today, view.total) == (0, school.points())


def test_who_has_done_nothing_has_nothing(school: School):
    view = school.container.view_xp()(GRACE)
    assert (view.total, view.today, view.entries.items) == (0, 0, ())
