"""A history comes to the same end in whatever order it is told, and however often."""

from datetime import UTC, datetime
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.random_courses import courses
from tests.support.school import School
from tests.support.told_events import (
    FROZEN,
    deliver_in_any_order,
    events,
    histories,
    outcome,
    tell,
)

from parlons.domain.learning.learning_unit import LearningUnit

NOW = datetime(2026, 4, 6, 12, tzinfo=UTC)


def school_of(units: tuple[LearningUnit, ...]) -> School:
    school = School()
    school.publish(*units)
    school.clock.instant = NOW
    return school


@given(data=st.data())
@settings(max_examples=40)
def test_any_permutation_with_duplicates_comes_to_the_same(data: st.DataObject):
    units = data.draw(courses(), label="course")
    one, other = school_of(units), school_of(units)
    history = events(
        one, data.draw(histories(units), label="history"), data.draw(FROZEN, label="frozen")
    )
    again = data.draw(st.lists(st.sampled_from(history), max_size=5), label="told again")
    tell(one, history)
    tell(other, data.draw(st.permutations([*history, *again]), label="order"))
    assert outcome(one) == outcome(other)


@given(data=st.data(), chance=st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_it_makes_no_difference_which_consumer_hears_first(data: st.DataObject, chance: Random):
    units = data.draw(courses(), label="course")
    one, other = school_of(units), school_of(units)
    history = events(
        one, data.draw(histories(units), label="history"), data.draw(FROZEN, label="frozen")
    )
    tell(one, history)
    other.send_workers_away()
    tell(other, data.draw(st.permutations(history), label="order"))
    deliver_in_any_order(other, chance)
    assert outcome(one) == outcome(other)
    assert set(outcome(other)["news"].values()) <= {1}
    numbers = [event.number for event in other.news()]
    assert numbers == list(range(1, len(numbers) + 1))
