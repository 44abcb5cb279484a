"""A learner's news are numbered without gaps; analytics gets a row for each event."""

from datetime import timedelta

import pytest
from tests.support.school import ADA, GRACE, School, unit

from parlons.application.ports.insights import LearningFact
from parlons.domain.learning.prerequisites import UnitCompleted
from parlons.domain.progress.event import (
    REPORTED,
    AchievementEarned,
    ActivityCompleted,
    LedgerMoved,
    LessonCompleted,
    UnitUnlocked,
    XpEarned,
)


@pytest.fixture
def school() -> School:
    school = School()
    school.publish(unit("one", 3), unit("two", waits_for=UnitCompleted(unit="one")))
    school.clock.advance(timedelta(hours=12))
    return school


def insights(school: School, learner: str = "ada") -> list[LearningFact]:
    with school.unit_of_work.read() as session:
        return list(session.insights.of_user(learner, None, 1000))


def test_news_are_numbered_from_one_for_each_learner(school: School):
    for lesson in ("one", "one", "two"):
        school.clock.advance(timedelta(days=1))
        school.hand_in(lesson)
        school.hand_in("one", learner=GRACE)
    for learner in (ADA, GRACE):
        numbers = [event.number for event in school.news(learner)]
        assert numbers == list(range(1, len(numbers) + 1))
        with school.unit_of_work.read() as session:
            assert session.events.last_number(learner.user_id) == len(numbers)


def test_a_rolled_back_request_leaves_no_gap(school: School):
    school.hand_in("one")
    told = len(school.news())
    school.unit_of_work.fail_next_commit(OSError("disk full"))
    with pytest.raises(OSError, match="disk full"):
        school.hand_in("two")
    school.hand_in("two")
    assert [event.number for event in school.news()][told] == told + 1


def test_what_the_learner_told_is_no_news_to_them(school: School):
    school.container.enrol_in_path()(ADA, 1)
    school.hand_in("one")
    assert not any(isinstance(event.fact, (*REPORTED, LedgerMoved)) for event in school.news())


def test_lessons_units_unlocks_points_and_achievements_are_news(school: School):
    school.hand_in("one")
    kinds = {type(event.fact) for event in school.news()}
    assert kinds > {LessonCompleted, UnitUnlocked, XpEarned, AchievementEarned}


def test_analytics_gets_a_row_for_what_was_done_and_what_followed(school: School):
    school.hand_in("one", True, True, False, duration_ms=5000, zone="Pacific/Kiritimati")
    activity, *followed = insights(school)
    (event,) = school.events(ActivityCompleted)
    assert activity == LearningFact(
        event_id=event.id,
        user_id="ada",
        type="activity_completed",
        occurred_at=event.moment.at,
        local_date=event.moment.at.date() + timedelta(days=1),
        path_id=1,
        unit_id=1,
        lesson_id=1,
        answered=3,
        right=2,
        duration_ms=5000,
    )
    assert [each.type for each in followed] == [
        "lesson_completed",
        "unit_completed",
        "unit_unlocked",
    ]
    assert [(each.unit_id, each.lesson_id) for each in followed] == [(1, 1), (1, None), (2, None)]
    assert all(each.answered is None for each in followed)


def test_an_exercise_that_was_tried_twice_in_an_activity_is_answered_once(school: School):
    report = school.report("one", False)
    again = school.report("one")
    both = type(report)(lesson_id=1, answers=(*report.answers, *again.answers))
    school.container.complete_activity()(ADA, both)
    activity, *_ = insights(school)
    assert (activity.answered, activity.right) == (3, 3)
