"""Activities and the course they belong to come in any order."""

import pytest
from tests.support.school import ADA, School, unit

from parlons.application.activity.activity_report import ActivityReport
from parlons.application.grading.attempt_book import Submission
from parlons.domain.errors import InvalidInputError
from parlons.domain.exercises.translation import TranslationAnswer
from parlons.domain.progress.event import ActivityCompleted, LessonCompleted, UnitCompleted
from parlons.entrypoints.testing import samples
from parlons.entrypoints.testing.course_samples import lesson_of


@pytest.fixture
def school() -> School:
    school = School()
    school.publish(unit("one", 1, 2), unit("two"))
    return school


def facts(school: School, *types: type) -> list:
    return [event.fact for event in school.events(*types)]


def test_an_activity_counts_where_the_lesson_is_taught_when_it_is_told(school: School):
    school.publish(
        unit("one"), samples.unit("two", lesson_of("two"), lesson_of("one-1", "e0", "e1"))
    )
    school.hand_in("one-1")
    (activity,) = facts(school, ActivityCompleted)
    assert (activity.unit_id, activity.lesson_id) == (2, 2)
    one, two = school.units()
    assert (one.lessons_completed, two.lessons_completed) == (0, 1)


def test_a_lesson_that_moves_while_its_activity_waits_counts_where_it_went(school: School):
    school.send_workers_away()
    school.hand_in("one-1")
    school.publish(
        unit("one"), samples.unit("two", lesson_of("two"), lesson_of("one-1", "e0", "e1"))
    )
    school.work()
    one, two = school.units()
    assert (one.state, two.state) == ("in_progress", "available")
    assert (one.lessons_completed, two.lessons_completed) == (0, 1)
    (completed,) = facts(school, LessonCompleted)
    assert completed.unit_id == 2


def test_a_lesson_that_is_retired_while_its_activity_waits_is_still_completed(school: School):
    school.send_workers_away()
    school.hand_in("one")
    school.publish(samples.unit("one", lesson_of("one-1", "e0", "e1")), unit("two"))
    school.work()
    assert facts(school, LessonCompleted) == [LessonCompleted(path_id=1, unit_id=1, lesson_id=1)]
    assert school.units()[0].lessons_completed == 0
    school.publish(unit("one", 1, 2), unit("two"))
    school.work()
    assert school.units()[0].lessons_completed == 1


def test_an_activity_is_about_the_exercises_the_lesson_has_when_it_is_told(school: School):
    school.publish(samples.unit("one", lesson_of("one", "e0", "new")), unit("two"))
    school.hand_in("one", True)
    (activity,) = facts(school, ActivityCompleted)
    assert len(activity.exercises) == 2
    assert facts(school, LessonCompleted) == []


def test_who_has_completed_an_edition_keeps_that_when_exercises_are_added(school: School):
    school.hand_in("one")
    school.publish(samples.unit("one", lesson_of("one", "e0", "new")), unit("two"))
    (one, _) = school.units()
    assert (one.state, one.lessons_completed, one.score) == ("completed", 1, 50)
    assert len(facts(school, UnitCompleted)) == 1


def test_an_answer_to_another_version_is_graded_by_the_one_that_is_there(school: School):
    better = samples.exercise("e0", keys=("bonne soirée",))
    school.publish(samples.unit("one", samples.lesson("one", better)), unit("two"))
    school.hand_in("one")
    (activity,) = facts(school, ActivityCompleted)
    assert [result.right for result in activity.results] == [False]


def test_an_attempt_made_before_a_new_edition_keeps_its_grade(school: School):
    answer = Submission(answer=TranslationAnswer("bonsoir"))
    attempt = school.container.answer_exercise()(ADA, 1, answer)
    better = samples.exercise("e0", keys=("bonne soirée",))
    school.publish(samples.unit("one", samples.lesson("one", better)), unit("two"))
    school.container.complete_activity()(
        ADA, ActivityReport(lesson_id=1, attempt_ids=(attempt.id,))
    )
    (activity,) = facts(school, ActivityCompleted)
    assert [result.right for result in activity.results] == [True]


def test_an_answer_to_an_exercise_that_is_gone_is_refused(school: School):
    report = school.report("one-1")
    school.publish(samples.unit("one", lesson_of("one"), lesson_of("one-1", "e0")), unit("two"))
    with pytest.raises(InvalidInputError, match="exercise 3 is not of lesson 2") as refusal:
        school.container.complete_activity()(ADA, report)
    assert refusal.value.pointer == "/answers/1/exerciseId"
