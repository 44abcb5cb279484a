"""Whatever was done in whatever editions of a course, what is stored follows from the events."""

from datetime import UTC, datetime, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.support.random_courses import conditions
from tests.support.school import ADA, School

from parlons.application.progress.freeze_day import Freeze
from parlons.domain.identity.principal import OPERATOR
from parlons.domain.learning.learning_unit import LearningUnit
from parlons.domain.learning.unit_role import UnitRole
from parlons.domain.learning.unlocking import UnitLockedError
from parlons.domain.progress.event import ActivityCompleted, UnitUnlocked
from parlons.entrypoints.testing import samples
from parlons.entrypoints.testing.course_samples import lesson_of

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
UNITS, LESSONS = "abc", ("l1", "l2", "l3", "l4")
HOURS = st.integers(0, 72)


@st.composite
def editions(draw: st.DrawFn) -> tuple[LearningUnit, ...]:
    """Up to three units, among which four lessons of one or two exercises are shared out."""
    where = [draw(st.sampled_from(UNITS)) for _ in LESSONS]
    slugs = [slug for slug in draw(st.permutations(UNITS)) if slug in where]
    units = []
    for index, slug in enumerate(slugs):
        lessons = [
            lesson_of(lesson, *draw(st.sampled_from((("x",), ("x", "y"), ("y",)))))
            for lesson, place in zip(LESSONS, where, strict=True)
            if place == slug
        ]
        role = draw(st.sampled_from(UnitRole))
        waits_for = draw(st.none() | conditions(slugs[:index])) if index else None
        units.append(samples.unit(slug, *lessons, role=role, prerequisites=waits_for))
    return tuple(units)


def hand_in(school: School, data: st.DataObject) -> None:
    lesson = data.draw(st.sampled_from(LESSONS), label="lesson")
    right = data.draw(st.lists(st.booleans(), min_size=1, max_size=2), label="right")
    at = school.clock.now() - timedelta(hours=data.draw(HOURS, label="hours ago"))
    zone = data.draw(st.sampled_from(("UTC", "Asia/Tokyo")), label="zone")
    try:
        school.hand_in(lesson, *right, occurred_at=at, zone=zone)
    except UnitLockedError:
        return


def freeze(school: School, data: st.DataObject) -> None:
    day = school.clock.now().date() + timedelta(days=data.draw(st.integers(1, 5), label="in days"))
    if len(school.container.view_streak()(ADA).frozen_days) < 2:
        school.container.freeze_day()(ADA, Freeze(day=day))


def publish(school: School, data: st.DataObject) -> None:
    school.publish(*data.draw(editions(), label="edition"))


def enrol(school: School, data: st.DataObject) -> None:
    school.container.enrol_in_path()(ADA, 1)


@given(data=st.data())
@settings(max_examples=60)
def test_a_rebuild_finds_no_difference_and_loses_nothing(data: st.DataObject):
    school = School()
    publish(school, data)
    school.clock.instant = NOON
    for _ in range(data.draw(st.integers(1, 10), label="steps")):
        school.clock.advance(timedelta(hours=1))
        step = data.draw(st.sampled_from((hand_in, hand_in, hand_in, publish, freeze, enrol)))
        step(school, data)
    assume(school.events())
    rebuild = school.container.rebuild_progress()
    assert rebuild(OPERATOR, ADA.user_id) == ()
    before = counts(school), school.achievements(), school.earned()
    earned_open = school.open_units() & (worked_in(school) | unlocked(school))
    for stored in (school.state.lesson_progress, school.state.unit_progress, school.state.ledger):
        stored.clear()
    rebuild(OPERATOR, ADA.user_id)
    assert (counts(school), school.achievements(), school.earned()) == before
    assert school.open_units() >= earned_open
    assert rebuild(OPERATOR, ADA.user_id) == ()


def counts(school: School) -> list[tuple[str, int, int, bool]]:
    return [
        (each.slug, each.lessons_completed, each.score, each.state == "completed")
        for each in school.units()
    ]


def worked_in(school: School) -> set[str]:
    """Return the units in which something was done, while its lesson was there."""
    told = school.events(ActivityCompleted)
    return {slug_of(school, event.fact.unit_id) for event in told}


def unlocked(school: School) -> set[str]:
    return {slug_of(school, event.fact.unit_id) for event in school.events(UnitUnlocked)}


def slug_of(school: School, unit_id: int) -> str:
    return school.state.units[unit_id].summary.slug
