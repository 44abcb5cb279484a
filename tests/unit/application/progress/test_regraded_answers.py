"""An answer that comes to count counts for progress, whichever is told first."""

from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve
from tests.support.school import ADA, School, unit

from parlons.application.activity.activity_report import ActivityReport, GivenAnswer
from parlons.application.grading.attempt_book import Submission
from parlons.application.grading.decide_answer_report import Decision
from parlons.application.grading.report_answer import AnswerClaim
from parlons.domain.exercises.attempt import ExerciseAttempt
from parlons.domain.exercises.translation import TranslationAnswer
from parlons.domain.identity.principal import OPERATOR
from parlons.domain.learning.prerequisites import UnitCompleted
from parlons.domain.progress.event import AnswerRegraded, LessonCompleted, UnitUnlocked

SOIREE = TranslationAnswer("bonne soirée")
MINUTE = timedelta(minutes=1)


@pytest.fixture
def school() -> School:
    school = School()
    school.publish(unit("one", 2), unit("two", waits_for=UnitCompleted(unit="one")))
    school.clock.advance(timedelta(hours=12))
    return school


def attempt(school: School, exercise_id: int) -> ExerciseAttempt:
    return school.container.answer_exercise()(ADA, exercise_id, Submission(answer=SOIREE))


def accept(school: School, *attempts: ExerciseAttempt) -> None:
    for each in attempts:
        school.clock.advance(MINUTE)
        school.container.report_answer()(ADA, each.id, AnswerClaim())
        school.container.decide_answer_report()(OPERATOR, each.id, Decision(accept=True))


def hand_in(school: School, *attempts: ExerciseAttempt) -> None:
    school.clock.advance(MINUTE)
    ids = tuple(each.id for each in attempts)
    school.container.complete_activity()(ADA, ActivityReport(lesson_id=1, attempt_ids=ids))


def outcome(school: School) -> dict[str, Any]:
    return {
        "units": [(each.state, each.score, each.lessons_completed) for each in school.units()],
        "points": school.points(),
        "rules": sorted(school.earned()),
        "achievements": sorted(school.achievements()),
    }


def test_an_answer_accepted_after_the_activity_completes_what_it_left_open(school: School):
    attempts = [attempt(school, exercise_id) for exercise_id in (1, 2)]
    hand_in(school, *attempts)
    handed_in = school.clock.now()
    assert school.units()[0].state == "in_progress"
    accept(school, *attempts)
    assert [unit.state for unit in school.units()] == ["completed", "available"]
    (completed,) = school.events(LessonCompleted)
    assert completed.moment.at == handed_in
    (unlocked,) = school.events(UnitUnlocked)
    assert unlocked.moment.at == attempts[1].answered_at


def test_it_counts_the_same_when_it_is_accepted_before_the_activity(school: School):
    other = School(clock=evolve(school.clock))
    other.publish(unit("one", 2), unit("two", waits_for=UnitCompleted(unit="one")))
    for first, second, each in ((hand_in, accept, school), (accept, hand_in, other)):
        attempts = [attempt(each, exercise_id) for exercise_id in (1, 2)]
        first(each, *attempts)
        second(each, *attempts)
    assert outcome(school) == outcome(other)
    assert outcome(school)["units"] == [("completed", 100, 1), ("available", 0, 0)]


def test_an_answer_in_no_activity_counts_for_nothing_until_it_is_told(school: School):
    attempts = [attempt(school, exercise_id) for exercise_id in (1, 2)]
    accept(school, *attempts)
    assert len(school.events(AnswerRegraded)) == 2
    assert (school.units()[0].score, school.points()) == (0, 0)
    assert "first_lesson" not in school.achievements()
    hand_in(school, *attempts)
    assert school.units()[0].state == "completed"


def test_raw_answers_of_others_count_as_well(school: School):
    """Whoever gave the answer that is accepted gets it, also without having reported it."""
    mine = tuple(GivenAnswer(exercise_id=each, answer=SOIREE) for each in (1, 2))
    grace = evolve(ADA, user_id="grace")
    school.container.complete_activity()(grace, ActivityReport(lesson_id=1, answers=mine))
    assert school.units(grace)[0].score == 0
    accept(school, attempt(school, 1))
    assert school.units(grace)[0].score == 50
    (event,) = school.events(AnswerRegraded, learner=grace)
    assert event.recorded_at == school.clock.now()
    assert event.moment.at < school.clock.now() - timedelta(seconds=30)


def test_while_workers_are_away_nothing_is_lost(school: School):
    school.send_workers_away()
    attempts = [attempt(school, exercise_id) for exercise_id in (1, 2)]
    accept(school, attempts[0])
    hand_in(school, *attempts)
    accept(school, attempts[1])
    assert school.units()[0].state == "available"
    school.work()
    assert outcome(school)["units"] == [("completed", 100, 1), ("available", 0, 0)]
