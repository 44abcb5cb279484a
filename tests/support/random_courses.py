"""Courses with any graph, and what learners may do in them."""

from collections.abc import Mapping, Sequence
from typing import Final

from attrs import Factory, define, frozen
from hypothesis import strategies as st
from tests.support.school import unit

from parlons.domain.learning.learning_unit import LearningUnit
from parlons.domain.learning.prerequisites import (
    AllOf,
    AnyOf,
    AtLeast,
    Condition,
    UnitCompleted,
    UnitScore,
)
from parlons.domain.learning.unit_role import UnitRole

SLUGS: Final = tuple("abcde")


@frozen
class Work:
    """Answers to the first exercises of a lesson, right or wrong."""

    lesson: str
    right: tuple[bool, ...]

    @property
    def unit(self) -> str:
        return self.lesson.partition("-")[0]


@define
class Tally:
    """What a learner has done, counted in the plainest way."""

    answered: set[tuple[str, int]] = Factory(set)
    right: set[tuple[str, int]] = Factory(set)

    def add(self, work: Work) -> None:
        for number, right in enumerate(work.right):
            self.answered.add((work.lesson, number))
            if right:
                self.right.add((work.lesson, number))

    def has_begun(self, slug: str) -> bool:
        return any(lesson.partition("-")[0] == slug for lesson, _ in self.answered)

    def is_completed(self, lessons: Mapping[str, int]) -> bool:
        return all(self._is_passed(lesson, count) for lesson, count in lessons.items())

    def score(self, lessons: Mapping[str, int]) -> float:
        right = sum(
            (lesson, n) in self.right for lesson, count in lessons.items() for n in range(count)
        )
        return 100 * right / sum(lessons.values())

    def _is_passed(self, lesson: str, count: int) -> bool:
        right = sum((lesson, number) in self.right for number in range(count))
        whole = all((lesson, number) in self.answered for number in range(count))
        return whole and right >= 0.6 * count


def is_met(condition: Condition, tally: Tally, course: Mapping[str, Mapping[str, int]]) -> bool:
    """Evaluate a condition leaf by leaf; `course` holds each unit's lessons and their lengths."""
    match condition:
        case UnitCompleted(unit=slug):
            return tally.is_completed(course[slug])
        case UnitScore(unit=slug, minimum=minimum):
            return tally.score(course[slug]) >= minimum
        case AllOf(conditions=conditions):
            return all(is_met(each, tally, course) for each in conditions)
        case AnyOf(conditions=conditions):
            return any(is_met(each, tally, course) for each in conditions)
        case AtLeast(count=count, conditions=conditions):
            return [is_met(each, tally, course) for each in conditions].count(True) >= count


def lessons_of(units: Sequence[LearningUnit]) -> dict[str, dict[str, int]]:
    """Return each unit's lessons by slug, and how many exercises they have."""
    return {
        each.slug: {lesson.slug: len(lesson.exercises) for lesson in each.lessons} for each in units
    }


def conditions(slugs: Sequence[str]) -> st.SearchStrategy[Condition]:
    """Trees of up to three levels about these units."""
    named = st.sampled_from(slugs)
    leaves = st.builds(lambda slug: UnitCompleted(unit=slug), named) | st.builds(
        lambda slug, minimum: UnitScore(unit=slug, minimum=minimum), named, st.integers(1, 100)
    )
    return st.recursive(leaves, _groups, max_leaves=4)


def _groups(members: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(members, min_size=1, max_size=3).map(tuple)
    return (
        several.map(lambda each: AllOf(conditions=each))
        | several.map(lambda each: AnyOf(conditions=each))
        | several.flatmap(
            lambda each: st.integers(1, len(each)).map(
                lambda count: AtLeast(count=count, conditions=each)
            )
        )
    )


@st.composite
def gates(draw: st.DrawFn) -> dict[str, Condition | None]:
    """What each unit waits for: an acyclic graph, whatever the order of the units."""
    order = draw(st.permutations(SLUGS))
    return {
        slug: draw(st.none() | conditions(order[:index])) if index else None
        for index, slug in enumerate(order)
    }


@st.composite
def courses(draw: st.DrawFn) -> tuple[LearningUnit, ...]:
    """Five units of one or two short lessons each."""
    waiting = draw(gates())
    return tuple(
        unit(
            slug,
            *draw(st.lists(st.integers(1, 3), min_size=1, max_size=2)),
            waits_for=waiting[slug],
            role=draw(st.sampled_from(UnitRole)),
        )
        for slug in SLUGS
    )


def work(units: Sequence[LearningUnit]) -> st.SearchStrategy[Work]:
    """Work on any lesson of the course, more often right than wrong."""
    lessons = [(lesson.slug, len(lesson.exercises)) for each in units for lesson in each.lessons]
    answer = st.sampled_from((True, True, False))
    return st.sampled_from(lessons).flatmap(
        lambda lesson: st.lists(answer, min_size=1, max_size=lesson[1]).map(
            lambda right: Work(lesson[0], tuple(right))
        )
    )
