"""A learner tells what was answered; the server grades it, keeps it and says what it was told."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from attrs import evolve
from tests.support.school import ADA, GRACE, RIGHT, WRONG, School, unit

from parlons.application.activity.activity_report import ActivityReport, GivenAnswer
from parlons.application.grading.attempt_book import Submission
from parlons.application.ports.telemetry import ActivityAccepted
from parlons.domain.errors import InvalidInputError, NotFoundError, PermissionDeniedError
from parlons.domain.exercises.attempt import ExerciseAttempt
from parlons.domain.exercises.flashcard import FlashcardAnswer
from parlons.domain.identity.principal import VISITOR, Principal
from parlons.domain.progress.event import ActivityCompleted
from parlons.domain.progress.moment import CLOCK_TOLERANCE, LONGEST_DELAY

SECOND = timedelta(seconds=1)
YESTERDAY = datetime(2025, 12, 31, 12, 30, tzinfo=UTC)


@pytest.fixture
def school() -> School:
    school = School()
    school.publish(unit("one", 3), unit("two"))
    return school


def answer(school: School, exercise_id: int, learner: Principal = ADA) -> ExerciseAttempt:
    answer_exercise = school.container.answer_exercise()
    return answer_exercise(learner, exercise_id, Submission(answer=RIGHT))


def told(school: School) -> ActivityCompleted:
    (event,) = school.events(ActivityCompleted)
    assert isinstance(event.fact, ActivityCompleted)
    return event.fact


def test_raw_answers_are_graded_and_kept_as_attempts(school: School):
    school.hand_in("one", True, False)
    attempts = sorted(school.state.attempts.values(), key=lambda each: each.exercise_id)
    assert [(each.exercise_id, each.answer) for each in attempts] == [(1, RIGHT), (2, WRONG)]
    assert [each.grade.accepted for each in attempts] == [True, False]
    results = [(each.exercise_id, each.attempt_id, each.right) for each in told(school).results]
    assert results == [(1, attempts[0].id, True), (2, attempts[1].id, False)]


def test_attempts_made_before_are_told_by_their_ids(school: School):
    made = [answer(school, exercise_id) for exercise_id in (1, 2)]
    report = ActivityReport(lesson_id=1, attempt_ids=tuple(each.id for each in made))
    school.container.complete_activity()(ADA, report)
    assert [each.attempt_id for each in told(school).results] == [each.id for each in made]
    assert len(school.state.attempts) == 2


def test_one_activity_may_hold_both(school: School):
    made = answer(school, 1)
    report = evolve(school.report("one"), attempt_ids=(made.id,))
    school.container.complete_activity()(ADA, evolve(report, answers=report.answers[1:]))
    assert [each.exercise_id for each in told(school).results] == [1, 2, 3]


def test_the_event_names_all_exercises_that_the_lesson_has(school: School):
    school.hand_in("one", True, duration_ms=900)
    fact = told(school)
    assert (fact.path_id, fact.unit_id, fact.lesson_id) == (1, 1, 1)
    assert (fact.exercises, fact.duration_ms) == ((1, 2, 3), 900)


def test_attempts_have_the_instant_and_zone_that_were_told(school: School):
    school.hand_in("one", occurred_at=YESTERDAY, zone="Pacific/Kiritimati")
    (event,) = school.events(ActivityCompleted)
    assert (event.moment.at, event.moment.zone) == (YESTERDAY, "Pacific/Kiritimati")
    assert event.recorded_at == school.clock.now()
    for attempt in school.state.attempts.values():
        assert (attempt.answered_at, attempt.zone) == (YESTERDAY, "Pacific/Kiritimati")
        assert attempt.local_date == date(2026, 1, 1)


def test_what_names_no_time_is_of_now_in_the_zone_of_the_account(school: School):
    school.hand_in("one", learner=evolve(ADA, zone="Asia/Tokyo"))
    (event,) = school.events(ActivityCompleted)
    assert (event.moment.at, event.moment.zone) == (school.clock.now(), "Asia/Tokyo")


def test_an_activity_without_a_name_gets_one_and_counts_each_time(school: School):
    names = {school.hand_in("one"), school.hand_in("one")}
    assert {event.id for event in school.events(ActivityCompleted)} == names


def test_a_name_of_the_clients_is_kept(school: School):
    name = uuid4()
    assert school.hand_in("one", event_id=name) == name
    (event,) = school.events(ActivityCompleted)
    assert (event.key, event.id == name) == (str(name), False)


def test_operators_are_told_how_late_it_was(school: School):
    school.hand_in("one", occurred_at=school.clock.now() - timedelta(hours=1))
    school.hand_in("one", occurred_at=school.clock.now() + SECOND)
    late = [each.seconds for each in school.telemetry.events if isinstance(each, ActivityAccepted)]
    assert late == [3600, 0]


@pytest.mark.parametrize("field", ["score", "right", "points", "verdict", "grade"])
def test_there_is_no_way_to_tell_a_score(school: School, field: str):
    with pytest.raises(TypeError, match=field):
        school.report("one", **{field: 100})
    with pytest.raises(TypeError, match=field):
        GivenAnswer(exercise_id=1, answer=WRONG, **{field: True})


def test_an_activity_is_about_something():
    with pytest.raises(ValueError, match="give attempt ids, answers or both"):
        ActivityReport(lesson_id=1)


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../etc/passwd", "UTC+25"])
def test_a_zone_that_does_not_exist_is_refused(zone: str):
    with pytest.raises(ValueError, match="zone"):
        ActivityReport(lesson_id=1, attempt_ids=(UUID(int=1),), zone=zone)


def refused(school: School, report: ActivityReport, reason: str) -> str:
    before = school.state
    with pytest.raises(InvalidInputError, match=reason) as refusal:
        school.container.complete_activity()(ADA, report)
    assert school.state == before
    return refusal.value.pointer


def test_a_lesson_that_is_not_there_is_not_found(school: School):
    before = school.state
    for number in (99, 0, -1, 10**30):
        with pytest.raises(NotFoundError, match=f"no lesson {number}"):
            school.container.complete_activity()(
                ADA, evolve(school.report("one"), lesson_id=number)
            )
    assert school.state == before


def test_a_lesson_that_is_retired_is_not_found(school: School):
    report = school.report("two")
    school.publish(unit("one", 3))
    with pytest.raises(NotFoundError, match="no lesson 2"):
        school.container.complete_activity()(ADA, report)


def test_an_exercise_of_another_lesson_is_refused(school: School):
    foreign = school.report("two").answers[0]
    report = evolve(school.report("one"), answers=(*school.report("one").answers, foreign))
    assert refused(school, report, "exercise 4 is not of lesson 1") == "/answers/3/exerciseId"


def test_an_attempt_at_an_exercise_of_another_lesson_is_refused(school: School):
    made = [answer(school, exercise_id).id for exercise_id in (1, 4)]
    report = ActivityReport(lesson_id=1, attempt_ids=tuple(made))
    assert refused(school, report, "exercise 4 is not of lesson 1") == "/attemptIds/1"


def test_another_learners_attempt_is_refused_like_one_that_is_not_there(school: School):
    own, others = answer(school, 1), answer(school, 2, GRACE)
    for attempt_id in (others.id, uuid4()):
        report = ActivityReport(lesson_id=1, attempt_ids=(own.id, attempt_id))
        assert refused(school, report, f"no attempt {attempt_id}") == "/attemptIds/1"


def test_an_attempt_cannot_be_told_as_of_a_time_before_it_was_made(school: School):
    school.clock.advance(timedelta(days=1))
    made = answer(school, 1)
    early = answer(school, 2)
    school.clock.advance(timedelta(days=1))
    ids = (early.id, made.id)
    limit = made.answered_at - CLOCK_TOLERANCE
    late = ActivityReport(lesson_id=1, attempt_ids=ids, occurred_at=limit - SECOND)
    assert refused(school, late, f"made attempt {early.id} later") == "/attemptIds/0"
    school.container.complete_activity()(ADA, evolve(late, occurred_at=limit))
    assert len(told(school).results) == 2


def test_one_answer_told_as_of_every_day_makes_no_streak(school: School):
    made, today = answer(school, 1), school.clock.now()
    for days in range(1, 31):
        report = ActivityReport(
            lesson_id=1, attempt_ids=(made.id,), occurred_at=today - timedelta(days=days)
        )
        assert refused(school, report, "later than that") == "/attemptIds/0"


def test_an_answer_of_another_kind_is_refused_where_it_stands(school: School):
    odd = GivenAnswer(exercise_id=2, answer=FlashcardAnswer(recalled=True))
    report = evolve(school.report("one"), answers=(school.report("one").answers[0], odd))
    assert refused(school, report, "translation").startswith("/answers/1")


def test_what_has_not_happened_yet_is_refused(school: School):
    limit = school.clock.now() + CLOCK_TOLERANCE
    report = school.report("one", occurred_at=limit + SECOND)
    assert refused(school, report, "not happened yet") == "/occurredAt"
    school.hand_in("one", occurred_at=limit)


def test_what_is_too_long_ago_is_refused(school: School):
    limit = school.clock.now() - LONGEST_DELAY
    report = school.report("one", occurred_at=limit - SECOND)
    assert refused(school, report, "31 days ago") == "/occurredAt"
    school.hand_in("one", occurred_at=limit)


def test_visitors_hand_in_nothing(school: School):
    with pytest.raises(PermissionDeniedError):
        school.hand_in("one", learner=VISITOR)


def test_what_could_not_be_committed_was_not_told(school: School):
    before = school.state
    school.unit_of_work.fail_next_commit(OSError("disk full"))
    with pytest.raises(OSError, match="disk full"):
        school.hand_in("one")
    assert school.state == before
    assert not any(isinstance(each, ActivityAccepted) for each in school.telemetry.events)
