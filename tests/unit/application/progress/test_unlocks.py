"""Units open when what they wait for is done, and stay open."""

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.support.school import ADA, GRACE, RIGHT, School, unit

from parlons.application.grading.attempt_book import Submission
from parlons.application.learning.set_prerequisites import Prerequisites
from parlons.domain.identity.principal import OPERATOR
from parlons.domain.learning.prerequisites import (
    AllOf,
    AnyOf,
    AtLeast,
    Condition,
    UnitCompleted,
    UnitScore,
)
from parlons.domain.learning.unlocking import UnitLockedError
from parlons.domain.progress.event import ActivityCompleted, UnitUnlocked
from parlons.entrypoints.testing import samples
from parlons.entrypoints.testing.course_samples import lesson_of

A, B, C = (UnitCompleted(unit=slug) for slug in "abc")
HALF = UnitScore(unit="a", minimum=50)
ALL = AllOf(conditions=(A, B))
TREES: dict[str, tuple[Condition, list[str]]] = {
    "all": (ALL, ["a", "b"]),
    "any": (AnyOf(conditions=(B, C)), ["c"]),
    "at least": (AtLeast(count=2, conditions=(A, B, C)), ["c", "a"]),
    "nested": (AllOf(conditions=(A, AnyOf(conditions=(B, AllOf(conditions=(C,)))))), ["c", "a"]),
    "score": (HALF, ["a"]),
    "deep score": (AnyOf(conditions=(AllOf(conditions=(B, C)), HALF)), ["a"]),
}


def school_with(condition: Condition) -> School:
    school = School()
    school.publish(unit("a", 2, 2), unit("b"), unit("c"), unit("goal", waits_for=condition))
    return school


def complete(school: School, slug: str) -> None:
    for lesson in ("a", "a-1") if slug == "a" else (slug,):
        school.clock.advance(timedelta(minutes=1))
        school.hand_in(lesson)


@pytest.mark.parametrize(("condition", "steps"), TREES.values(), ids=TREES)
def test_a_unit_opens_with_the_last_thing_it_waits_for(condition: Condition, steps: list[str]):
    school = school_with(condition)
    for step in steps:
        assert school.states()["goal"] == "locked"
        with pytest.raises(UnitLockedError):
            school.hand_in("goal")
        complete(school, step)
    assert school.states()["goal"] == "available"
    school.hand_in("goal")


def test_a_score_opens_a_unit_before_the_other_is_completed():
    school = school_with(UnitScore(unit="a", minimum=50))
    school.hand_in("a", True)
    assert school.states()["goal"] == "locked"
    school.hand_in("a-1", False, True)
    assert (school.states()["a"], school.states()["goal"]) == ("in_progress", "available")


def test_an_unlock_is_told_once_with_the_moment_of_what_did_it():
    school = school_with(HALF)
    moment = school.clock.now() - timedelta(hours=3)
    school.hand_in("a", occurred_at=moment, zone="Asia/Tokyo")
    school.hand_in("a-1")
    (event,) = school.events(UnitUnlocked)
    assert event.fact == UnitUnlocked(path_id=1, unit_id=4, title="Goal")
    assert (event.moment.at, event.moment.zone) == (moment, "Asia/Tokyo")
    assert school.events(UnitUnlocked, learner=GRACE) == []


def test_a_locked_unit_says_what_is_left_to_do_wherever_it_is_refused():
    school = school_with(AllOf(conditions=(A, AnyOf(conditions=(B, C)), HALF)))
    complete(school, "a")
    (listed,) = (each for each in school.units() if each.slug == "goal")
    before = school.state
    with pytest.raises(UnitLockedError, match="Complete “B” or complete “C”") as of_activity:
        school.hand_in("goal")
    with pytest.raises(UnitLockedError) as of_answer:
        school.container.answer_exercise()(ADA, 7, Submission(answer=RIGHT))
    expected = (AnyOf(conditions=(B, C)),)
    for unmet in (listed.unmet, of_activity.value.unmet, of_answer.value.unmet):
        assert tuple(reason.condition for reason in unmet) == expected
    assert school.state == before
    (lesson,) = school.container.list_lessons()(ADA, 4).items
    assert (lesson.state, lesson.unmet) == ("locked", listed.unmet)


def test_a_unit_stays_open_when_a_score_falls():
    school = school_with(UnitScore(unit="a", minimum=100))
    complete(school, "a")
    assert school.states()["goal"] == "available"
    longer = samples.unit("a", lesson_of("a", *"wxyz"), lesson_of("a-1", "e0", "e1"))
    school.publish(longer, unit("b"), unit("c"), unit("goal", waits_for=HALF))
    assert school.units()[0].score == 33
    assert school.states()["goal"] == "available"
    school.hand_in("goal")


def test_a_unit_stays_open_when_it_comes_to_wait_for_more():
    school = school_with(A)
    complete(school, "a")
    school.publish(unit("a", 2, 2), unit("b"), unit("c"), unit("goal", waits_for=ALL))
    assert school.states()["goal"] == "available"
    assert school.states(GRACE)["goal"] == "locked"


def test_a_unit_that_was_started_stays_open_when_it_comes_to_wait():
    school = school_with(A)
    school.hand_in("b", False)
    school.publish(unit("a", 2, 2), unit("b", waits_for=A), unit("c", waits_for=A), unit("goal"))
    assert school.states()["b"] == "in_progress"
    assert school.states()["c"] == "locked"
    school.hand_in("b")


def test_what_is_completed_stays_so_when_lessons_are_added():
    school = school_with(A)
    complete(school, "b")
    school.publish(unit("a", 2, 2), unit("b", 1, 1, 1), unit("c"), unit("goal"))
    listed = school.units()[1]
    assert (listed.state, listed.lessons_completed, listed.lesson_count) == ("completed", 1, 3)


def test_units_open_when_a_condition_is_taken_away_or_met_by_another():
    school = school_with(ALL)
    complete(school, "a")
    school.clock.advance(timedelta(seconds=1))
    school.container.set_prerequisites()(OPERATOR, 4, Prerequisites(condition=A))
    assert school.states()["goal"] == "available"
    (event,) = school.events(UnitUnlocked)
    assert event.moment.at == school.clock.now()


def test_an_answer_told_again_is_not_locked_out():
    """The unit may be closed again to somebody who has not begun it, but not to a retry."""
    school = school_with(A)
    answer, key = Submission(answer=RIGHT), str(uuid4())
    first = school.container.answer_exercise()(ADA, 5, answer, key)
    school.publish(unit("a", 2, 2), unit("b", waits_for=A), unit("c"), unit("goal"))
    assert school.container.answer_exercise()(ADA, 5, answer, key) == first
    with pytest.raises(UnitLockedError):
        school.container.answer_exercise()(ADA, 5, answer)
    assert school.events(ActivityCompleted) == []
