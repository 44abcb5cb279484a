"""Lessons, units and paths are completed by what is answered."""

from datetime import timedelta

import pytest
from tests.support.school import ADA, GRACE, School, unit

from parlons.domain.learning.unit_role import UnitRole
from parlons.domain.progress.event import (
    LessonCompleted,
    LessonMastered,
    PathCompleted,
    UnitCompleted,
)

HOUR = timedelta(hours=1)


@pytest.fixture
def school() -> School:
    school = School()
    school.publish(
        unit("one", 5, 1),
        unit("two"),
        unit("more", role=UnitRole.OPTIONAL),
        unit("again", role=UnitRole.REVIEW),
    )
    school.clock.advance(12 * HOUR)
    return school


def hand_in(school: School, lesson: str, *right: bool) -> None:
    school.clock.advance(HOUR)
    school.hand_in(lesson, *right)


def completed(school: School) -> dict[str, object]:
    """What has been completed or mastered, and when according to the last that was told of it."""
    kinds = (LessonCompleted, LessonMastered, UnitCompleted, PathCompleted)
    return {" ".join(event.key.split()[:3]): event.moment.at for event in school.events(*kinds)}


@pytest.mark.parametrize(("right", "is_completed"), [(2, False), (3, True), (5, True)])
def test_a_lesson_is_completed_when_60_percent_are_right(
    school: School, right: int, is_completed: bool
):
    hand_in(school, "one", *[True] * right, *[False] * (5 - right))
    assert ("lesson_completed lesson 1" in completed(school)) == is_completed
    assert ("lesson_mastered lesson 1" in completed(school)) == (right == 5)


def test_a_lesson_is_not_completed_before_all_of_it_is_answered(school: School):
    hand_in(school, "one", True, True, True, True)
    assert completed(school) == {}
    lesson, other = school.container.list_lessons()(ADA, 1).items
    assert (lesson.state, lesson.right_count, lesson.completed_at) == ("in_progress", 4, None)
    assert other.state == "available"


def test_a_lesson_may_be_done_in_pieces(school: School):
    hand_in(school, "one", False, True, True)
    hand_in(school, "one", False, True, True, False, True)
    assert completed(school) == {"lesson_completed lesson 1": school.clock.now()}
    hand_in(school, "one", True, False, False, True, False)
    assert completed(school)["lesson_mastered lesson 1"] == school.clock.now()


def test_what_was_right_once_stays_right(school: School):
    hand_in(school, "one")
    before = completed(school)
    hand_in(school, "one", *[False] * 5)
    assert completed(school) == before
    assert school.units()[0].score == 83


def test_a_unit_is_completed_with_all_its_lessons(school: School):
    hand_in(school, "one")
    assert (school.units()[0].state, school.units()[0].lessons_completed) == ("in_progress", 1)
    hand_in(school, "one-1")
    assert completed(school)["unit_completed unit 1"] == school.clock.now()
    assert (school.units()[0].state, school.units()[0].lessons_completed) == ("completed", 2)


def test_a_path_is_completed_with_its_required_units(school: School):
    for lesson in ("more", "one", "one-1"):
        hand_in(school, lesson)
    assert "path_completed path 1" not in completed(school)
    hand_in(school, "two")
    assert completed(school)["path_completed path 1"] == school.clock.now()


def test_a_path_without_required_units_is_completed_with_all():
    school = School()
    school.publish(unit("one", role=UnitRole.OPTIONAL), unit("two", role=UnitRole.REVIEW))
    hand_in(school, "one")
    assert "path_completed path 1" not in completed(school)
    hand_in(school, "two")
    assert "path_completed path 1" in completed(school)


def test_counts_are_kept_of_the_path(school: School):
    for lesson in ("one", "two", "more"):
        hand_in(school, lesson)
    progress = school.container.view_progress()(ADA).current
    assert progress is not None
    assert (progress.progress.lessons_completed, progress.progress.units_completed) == (3, 2)
    assert progress.progress.last_used_at == school.clock.now()


def test_what_is_told_late_completes_when_it_was_done(school: School):
    hand_in(school, "one-1")
    done = school.clock.now() - 2 * HOUR
    school.hand_in("one", occurred_at=done)
    assert completed(school)["lesson_completed lesson 1"] == done
    assert completed(school)["unit_completed unit 1"] == school.clock.now()


def test_what_turns_out_to_be_done_earlier_was_completed_then(school: School):
    hand_in(school, "two")
    news, earlier = school.news(), school.clock.now() - 2 * HOUR
    school.hand_in("two", occurred_at=earlier)
    assert completed(school)["unit_completed unit 2"] == earlier
    assert school.earned()["unit_completed", "unit 2"].at == earlier
    assert school.news() == news


def test_learners_are_apart(school: School):
    hand_in(school, "one")
    assert school.units(GRACE)[0].state == "available"
    assert school.events(learner=GRACE) == []
