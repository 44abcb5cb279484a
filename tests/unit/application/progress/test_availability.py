"""Whatever the course and whatever is done in it, no unit opens before its time."""

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.random_courses import Tally, courses, gates, is_met, lessons_of, work
from tests.support.school import School

from parlons.domain.learning.learning_unit import LearningUnit
from parlons.domain.learning.unlocking import UnitLockedError
from parlons.domain.progress.event import ActivityCompleted


@given(data=st.data(), workers_are_there=st.booleans())
@settings(max_examples=30)
def test_availability_never_unlocks_early_nor_late(data: st.DataObject, workers_are_there: bool):
    units: tuple[LearningUnit, ...] = data.draw(courses(), label="course")
    school, tally, opened = School(), Tally(), set[str]()
    if not workers_are_there:
        school.send_workers_away()

    def is_open(each: LearningUnit) -> bool:
        """Ask the tally alone; what was opened once, or has been begun, stays open."""
        if each.prerequisites is None or tally.has_begun(each.slug):
            return True
        if is_met(each.prerequisites, tally, lessons_of(units)):
            opened.add(each.slug)
        return each.slug in opened

    school.publish(*units)
    for _ in range(data.draw(st.integers(1, 12), label="steps")):
        if data.draw(st.sampled_from((False,) * 7 + (True,)), label="new gates?"):
            waiting = data.draw(gates(), label="gates")
            units = tuple(evolve(each, prerequisites=waiting[each.slug]) for each in units)
            school.work()
            school.publish(*units)
            school.work()
        done = data.draw(work(units), label="work")
        legal = {each.slug for each in units if is_open(each)}
        assert school.open_units() <= legal
        if workers_are_there:
            assert school.open_units() == legal
        if done.unit in legal:
            school.hand_in(done.lesson, *done.right)
            tally.add(done)
        else:
            before = school.events(ActivityCompleted), school.state.attempts
            with pytest.raises(UnitLockedError):
                school.hand_in(done.lesson, *done.right)
            assert (school.events(ActivityCompleted), school.state.attempts) == before
    legal = {each.slug for each in units if is_open(each)}
    school.work()
    assert school.open_units() == legal
    for each in units:
        listed = next(found for found in school.units() if found.slug == each.slug)
        assert listed.score == int(tally.score(lessons_of(units)[each.slug]))
        assert (listed.state == "completed") == tally.is_completed(lessons_of(units)[each.slug])
