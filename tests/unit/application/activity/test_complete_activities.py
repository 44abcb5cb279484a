"""A week of activities is handed in at once: all of it counts, or nothing."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from attrs import evolve
from tests.support.school import ADA, WRONG, School, unit

from parlons.application.activity.activity_report import (
    MAX_ACTIVITIES,
    MAX_ANSWERS,
    ActivityReport,
)
from parlons.application.activity.complete_activities import ActivityReports
from parlons.application.ports.telemetry import ActivityAccepted
from parlons.domain.errors import ConflictError, InvalidInputError, NotFoundError, ParlonsError
from parlons.domain.learning.prerequisites import UnitCompleted
from parlons.domain.learning.unlocking import UnitLockedError
from parlons.domain.progress.event import ActivityCompleted


@pytest.fixture
def school() -> School:
    """Three units in a row, of which only the first is open, on some day at eight."""
    school = School()
    school.publish(
        unit("one"),
        unit("two", waits_for=UnitCompleted(unit="one")),
        unit("three", waits_for=UnitCompleted(unit="two")),
    )
    school.clock.advance(timedelta(hours=8))
    return school


def at(school: School, hour: int, lesson: str, *right: bool, **more: Any) -> ActivityReport:
    occurred_at = school.clock.now() - timedelta(hours=8 - hour)
    return school.report(lesson, *right, occurred_at=occurred_at, **more)


def hand_in(school: School, *reports: ActivityReport) -> list[UUID]:
    accepted = school.container.complete_activities()(ADA, ActivityReports(activities=reports))
    return [each.event_id for each in accepted.activities]


def test_one_activity_opens_the_unit_of_the_next_whatever_their_order(school: School):
    names = [uuid4() for _ in range(3)]
    told = hand_in(
        school,
        at(school, 3, "three", event_id=names[0]),
        at(school, 1, "one", event_id=names[1]),
        at(school, 2, "two", event_id=names[2]),
    )
    assert told == names
    stored = school.events(ActivityCompleted)
    assert [event.key for event in stored] == [str(names[1]), str(names[2]), str(names[0])]
    assert set(school.states().values()) == {"completed"}


def test_what_names_no_time_comes_last(school: School):
    hand_in(school, school.report("two"), at(school, 1, "one"))
    assert school.states()["two"] == "completed"


def test_a_unit_is_locked_for_what_was_done_before_it_was_opened(school: School):
    with pytest.raises(UnitLockedError):
        hand_in(school, at(school, 1, "two"), at(school, 2, "one"))


def unknown(report: ActivityReport) -> ActivityReport:
    return evolve(report, lesson_id=99)


def foreign(report: ActivityReport) -> ActivityReport:
    return evolve(report, answers=(evolve(report.answers[0], exercise_id=3),))


def nobodys(report: ActivityReport) -> ActivityReport:
    return evolve(report, attempt_ids=(uuid4(),))


def future(report: ActivityReport) -> ActivityReport:
    assert report.occurred_at is not None
    return evolve(report, occurred_at=report.occurred_at + timedelta(hours=9))


def used_already(report: ActivityReport) -> ActivityReport:
    return evolve(report, event_id=UUID(int=7), duration_ms=1)


@pytest.mark.parametrize(
    ("spoil", "error", "pointer"),
    [
        (unknown, NotFoundError, "/activities/1"),
        (foreign, InvalidInputError, "/activities/1/answers/0/exerciseId"),
        (nobodys, InvalidInputError, "/activities/1/attemptIds/0"),
        (future, InvalidInputError, "/activities/1/occurredAt"),
        (used_already, ConflictError, "/activities/1"),
    ],
)
def test_one_that_is_refused_refuses_all(
    school: School, spoil, error: type[ParlonsError], pointer: str
):
    good = [at(school, 1, "one"), at(school, 3, "two")]
    school.hand_in("one", False, event_id=UUID(int=7))
    before, told = school.state, len(school.telemetry.events)
    with pytest.raises(error) as refusal:
        hand_in(school, good[0], spoil(at(school, 2, "one")), good[1])
    assert refusal.value.pointer == pointer
    assert school.state == before
    assert not any(
        isinstance(each, ActivityAccepted) for each in list(school.telemetry.events)[told:]
    )
    hand_in(school, *good)


def test_a_locked_unit_in_the_middle_refuses_all(school: School):
    before = school.state
    with pytest.raises(UnitLockedError) as refusal:
        hand_in(school, at(school, 1, "one"), at(school, 2, "three"), at(school, 3, "two"))
    assert refusal.value.pointer == "/activities/1"
    assert school.state == before


def test_a_batch_told_again_changes_nothing(school: School):
    batch = [
        at(school, hour, lesson, event_id=uuid4())
        for hour, lesson in enumerate(("one", "two", "three"), start=1)
    ]
    names = hand_in(school, *batch)
    before = school.state
    assert hand_in(school, *batch) == names
    assert hand_in(school, *reversed(batch)) == names[::-1]
    assert school.state == before


def test_an_activity_that_is_in_a_batch_twice_counts_once(school: School):
    twice = at(school, 1, "one", event_id=uuid4())
    assert hand_in(school, twice, twice) == [twice.event_id] * 2
    assert len(school.events(ActivityCompleted)) == len(school.state.attempts) == 1


def test_one_name_for_two_activities_of_a_batch_is_a_conflict(school: School):
    report = at(school, 1, "one", event_id=uuid4())
    other = evolve(report, answers=(evolve(report.answers[0], answer=WRONG),))
    before = school.state
    with pytest.raises(ConflictError):
        hand_in(school, report, other)
    assert school.state == before


@pytest.mark.parametrize("length", [0, MAX_ACTIVITIES + 1])
def test_a_batch_has_a_length(school: School, length: int):
    with pytest.raises(ValueError, match="activities"):
        ActivityReports(activities=(school.report("one"),) * length)


def test_a_batch_has_so_many_answers_in_all(school: School):
    report = school.report("one")
    full = evolve(report, answers=report.answers * (MAX_ANSWERS // 20))
    ActivityReports(activities=(full,) * 20)
    with pytest.raises(ValueError, match="activities may have 2000 answers in all, not 2001"):
        ActivityReports(activities=(*[full] * 20, report))


def test_a_batch_of_any_length_is_told(school: School):
    names = hand_in(school, *([school.report("one")] * MAX_ACTIVITIES))
    assert len(set(names)) == MAX_ACTIVITIES
