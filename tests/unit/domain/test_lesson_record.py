"""What a learner has done of a lesson grows to the same end in whatever order it is told."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import TypeAlias
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.histories import MOMENTS, activity

from parlons.domain.progress.event import ActivityCompleted, AnswerRegraded
from parlons.domain.progress.lesson_record import LessonRecord
from parlons.domain.progress.moment import Moment, earliest

Told: TypeAlias = tuple[ActivityCompleted | AnswerRegraded, Moment]

NEW = LessonRecord()


def hour(number: int) -> Moment:
    return Moment(datetime(2026, 3, 10, tzinfo=UTC) + timedelta(hours=number), "Europe/Paris")


def regraded(exercise_id: int) -> AnswerRegraded:
    return AnswerRegraded(
        path_id=1, unit_id=1, lesson_id=1, exercise_id=exercise_id, attempt_id=UUID(int=1)
    )


def record(told: Iterable[Told]) -> LessonRecord:
    found = NEW
    for fact, moment in told:
        found = found.after(fact, moment)
    return found


def answered(right: int, wrong: int) -> LessonRecord:
    results = {each: each < right for each in range(right + wrong)}
    return NEW.after_activity(activity(results), hour(1))


def test_a_lesson_that_nobody_has_looked_at_is_not_done():
    assert (NEW.completed, NEW.mastered, NEW.right_among([1, 2])) == (None, None, 0)


@pytest.mark.parametrize(
    ("right", "wrong"), [(1, 0), (2, 1), (3, 1), (3, 2), (5, 2), (6, 4), (60, 40)]
)
def test_three_of_five_are_enough(right: int, wrong: int):
    found = answered(right, wrong)
    assert found.completed == hour(1)
    assert found.mastered == (None if wrong else hour(1))


@pytest.mark.parametrize(
    ("right", "wrong"), [(0, 1), (1, 1), (1, 2), (2, 2), (2, 3), (4, 3), (5, 5), (59, 41)]
)
def test_less_than_three_of_five_is_too_little(right: int, wrong: int):
    assert answered(right, wrong).completed is None


def test_a_lesson_is_not_completed_before_all_of_it_is_answered():
    most = NEW.after_activity(
        activity({1: True, 2: True, 3: True}, exercises=(1, 2, 3, 4)), hour(1)
    )
    assert most.completed is None
    rest = most.after_activity(activity({4: False}, exercises=(1, 2, 3, 4)), hour(2))
    assert rest.completed == hour(2)
    assert rest.mastered is None


def test_a_lesson_may_be_done_in_parts_on_any_day():
    parts = [(activity({each: True}, exercises=(1, 2, 3)), hour(24 * each)) for each in (1, 2, 3)]
    found = record(parts)
    assert found.completed == found.mastered == hour(72)


def test_a_lesson_is_completed_when_enough_is_right_and_mastered_when_all_is():
    first, second, third = {1: True, 2: False, 3: False}, {2: True}, {3: True}
    told = [
        (activity(results, exercises=(1, 2, 3)), hour(number))
        for number, results in enumerate((first, second, third), start=1)
    ]
    found = record(told)
    assert (found.completed, found.mastered) == (hour(2), hour(3))


def test_it_is_completed_with_those_that_were_right_first_wherever_they_stand():
    whole, later = activity({1: False, 2: True, 3: True}), activity({1: True}, exercises=(1, 2, 3))
    found = record([(whole, hour(1)), (later, hour(2))])
    assert (found.completed, found.mastered) == (hour(1), hour(2))


def test_what_was_right_once_stays_so():
    found = record([(activity({1: True}), hour(1)), (activity({1: False}), hour(2))])
    assert found.mastered == hour(1)
    assert found.right_among([1]) == 1


def test_of_two_answers_to_an_exercise_in_one_activity_the_right_one_counts():
    wrong, right = activity({1: False}), activity({1: True})
    for results in (wrong.results + right.results, right.results + wrong.results):
        both = ActivityCompleted(path_id=1, unit_id=1, lesson_id=1, exercises=(1,), results=results)
        assert NEW.after_activity(both, hour(1)).mastered == hour(1)


def test_only_the_exercises_asked_for_are_counted_as_right():
    found = NEW.after_activity(activity({1: True, 2: True, 3: False}), hour(1))
    assert [found.right_among(some) for some in ((1, 2, 3), (1, 3), (3, 4), ())] == [2, 1, 0, 0]


class TestRegrading:
    def test_an_answer_that_comes_to_count_completes_the_lesson_then(self):
        found = NEW.after_activity(activity({1: False}), hour(1)).after_regrade(
            regraded(1), hour(5)
        )
        assert found.completed == found.mastered == hour(5)

    def test_an_answer_that_is_told_after_it_came_to_count_counts_when_it_was_given(self):
        found = NEW.after_regrade(regraded(1), hour(5)).after_activity(
            activity({1: False}), hour(7)
        )
        assert found.completed == hour(7)

    def test_an_answer_that_belongs_to_no_activity_counts_for_nothing(self):
        found = NEW.after_regrade(regraded(1), hour(5))
        assert (found.completed, found.right_among([1])) == (None, 0)

    def test_an_answer_given_right_before_keeps_its_moment(self):
        found = record([(activity({1: True}), hour(1)), (regraded(1), hour(5))])
        assert found.mastered == hour(1)


class TestEditions:
    def test_an_exercise_added_later_takes_nothing_away(self):
        done = NEW.after_activity(activity({1: True, 2: True}), hour(1))
        later = done.after_activity(activity({1: False}, exercises=(1, 2, 3)), hour(9))
        assert later.completed == later.mastered == hour(1)
        assert later.right_among([1, 2, 3]) == 2

    def test_the_edition_with_fewer_exercises_may_be_completed_by_work_on_another(self):
        told = [
            (activity({1: True}, exercises=(1, 2)), hour(1)),
            (activity({2: True}, exercises=(1, 2, 3)), hour(2)),
        ]
        assert record(told).completed == hour(2)

    def test_the_edition_that_was_completed_first_counts(self):
        told = [
            (activity({1: True, 2: True}, exercises=(1, 2, 3)), hour(1)),
            (activity({3: True}, exercises=(1, 2, 3)), hour(8)),
            (activity({2: True}, exercises=(1, 2)), hour(4)),
        ]
        assert record(told).completed == hour(1)
        assert record(told[:2]).completed == hour(8)

    def test_an_edition_is_the_same_in_any_order_of_its_exercises(self):
        one, other = (activity({1: True}, exercises=some) for some in ((1, 2), (2, 1)))
        assert record([(one, hour(1)), (other, hour(2))]).editions == {(1, 2)}


EXERCISES = st.integers(1, 4)
RESULTS = st.dictionaries(EXERCISES, st.booleans(), min_size=1)
EDITIONS = st.lists(EXERCISES, min_size=1, unique=True)
REGRADES = st.builds(regraded, EXERCISES)
ACTIVITIES = st.builds(lambda some, edition: activity(some, exercises=edition), RESULTS, EDITIONS)
TOLD: st.SearchStrategy[Told] = st.tuples(ACTIVITIES | REGRADES, MOMENTS)


@given(st.lists(TOLD, max_size=8), TOLD, TOLD)
def test_two_things_may_be_told_in_either_order(before: list[Told], one: Told, other: Told):
    assert record([*before, one, other]) == record([*before, other, one])


@given(st.lists(TOLD, max_size=8), TOLD)
def test_to_tell_a_thing_twice_changes_nothing(before: list[Told], one: Told):
    assert record([*before, one, one]) == record([*before, one])


@given(st.lists(TOLD, max_size=10), TOLD)
def test_to_tell_more_never_takes_away_nor_puts_off(before: list[Told], more: Told):
    known, after = record(before), record([*before, more])
    assert earliest(known.completed, after.completed) == after.completed
    assert earliest(known.mastered, after.mastered) == after.mastered
    assert after.right_among(range(5)) >= known.right_among(range(5))


@given(st.lists(TOLD, max_size=10))
def test_what_is_mastered_is_completed(told: list[Told]):
    found = record(told)
    assert earliest(found.completed, found.mastered) == found.completed


def replayed(edition: Sequence[int], told: Iterable[Told]) -> tuple[Moment | None, Moment | None]:
    """When the edition was completed and mastered, by what was known after each moment."""
    answered: set[int] = set()
    right: set[int] = set()
    completed, mastered = [], []
    in_order = sorted(told, key=lambda each: each[1])
    for fact, moment in in_order:
        if isinstance(fact, ActivityCompleted):
            answered |= {each.exercise_id for each in fact.results}
            right |= {each.exercise_id for each in fact.results if each.right}
        else:
            right.add(fact.exercise_id)
        score = len(answered & right & set(edition)) / len(edition)
        if answered >= set(edition):
            completed += [moment] if score >= 0.6 else []
            mastered += [moment] if score == 1 else []
    return next(iter(completed), None), next(iter(mastered), None)


@st.composite
def histories_of_an_edition(draw: st.DrawFn) -> tuple[tuple[int, ...], list[Told]]:
    """An edition of up to five exercises, and what is told of those and of one more."""
    edition = tuple(range(1, draw(st.integers(1, 5)) + 1))
    results = st.dictionaries(st.integers(1, 6), st.booleans(), min_size=1, max_size=3)
    whole = st.fixed_dictionaries(dict.fromkeys(edition, st.booleans()))
    activities = (results | whole).map(lambda some: activity(some, exercises=edition))
    regrades = st.integers(1, 6).map(regraded)
    first = draw(st.tuples(activities, MOMENTS))
    more = draw(st.lists(st.tuples(activities | regrades, MOMENTS), max_size=12))
    return edition, [first, *more]


@given(histories_of_an_edition())
def test_a_lesson_is_completed_when_a_replay_in_the_order_of_time_says_so(
    history: tuple[tuple[int, ...], list[Told]],
):
    edition, told = history
    found = record(told)
    assert (found.completed, found.mastered) == replayed(edition, told)
