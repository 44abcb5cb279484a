"""An activity that is told again counts once."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from attrs import evolve
from tests.support.school import ADA, GRACE, WRONG, School, unit

from parlons.application.activity.activity_report import ActivityReport
from parlons.domain.errors import ConflictError
from parlons.domain.progress.event import ActivityCompleted
from parlons.domain.progress.moment import LONGEST_DELAY

NAME = uuid4()
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def school() -> School:
    school = School()
    school.publish(unit("one", 3), unit("two"))
    return school


def tell(school: School, report: ActivityReport) -> UUID:
    return school.container.complete_activity()(ADA, report).event_id


def test_a_retry_changes_nothing_and_gives_the_same_name(school: School):
    report = school.report("one", event_id=NAME)
    assert tell(school, report) == NAME
    before = school.state
    school.clock.advance(timedelta(minutes=1))
    assert tell(school, report) == NAME
    assert school.state == before


def test_a_retry_is_harmless_long_after(school: School):
    report = school.report("one", event_id=NAME, occurred_at=school.clock.now())
    tell(school, report)
    school.clock.advance(2 * LONGEST_DELAY)
    school.publish(unit("two"))
    assert tell(school, report) == NAME


CHANGES: dict[str, Callable[[ActivityReport], ActivityReport]] = {
    "lesson": lambda report: evolve(report, lesson_id=2),
    "time taken": lambda report: evolve(report, duration_ms=1),
    "zone": lambda report: evolve(report, zone="Europe/Paris"),
    "instant": lambda report: evolve(report, occurred_at=NEW_YEAR),
    "answer": lambda report: evolve(
        report, answers=(evolve(report.answers[0], answer=WRONG), *report.answers[1:])
    ),
    "order": lambda report: evolve(report, answers=report.answers[::-1]),
    "attempts": lambda report: evolve(report, attempt_ids=(uuid4(),)),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_name_used_for_another_activity_is_a_conflict(
    school: School, change: Callable[[ActivityReport], ActivityReport]
):
    report = school.report("one", event_id=NAME)
    tell(school, report)
    before = school.state
    with pytest.raises(ConflictError, match=f"event {NAME} was used"):
        tell(school, change(report))
    assert school.state == before


def test_the_name_of_an_enrolment_is_not_free_either(school: School):
    school.container.enrol_in_path()(ADA, 1)
    (enrolment,) = school.events()
    with pytest.raises(ConflictError):
        tell(school, school.report("one", event_id=UUID(enrolment.key)))


def test_a_name_is_the_learners_own(school: School):
    school.hand_in("one", event_id=NAME)
    school.hand_in("one", False, event_id=NAME, learner=GRACE)
    assert len(school.events(ActivityCompleted)) == 1
    assert len(school.events(ActivityCompleted, learner=GRACE)) == 1
