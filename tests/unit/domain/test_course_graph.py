"""Where a course begins, and what of it nobody comes to."""

import pytest

from parlons.domain.learning.course_graph import awaited_beyond, entry_units, orphans, unreachable
from parlons.domain.learning.prerequisites import (
    AllOf,
    AnyOf,
    AtLeast,
    Condition,
    UnitCompleted,
    UnitScore,
)
from parlons.domain.learning.unlocking import GraphUnit

A, B, C = (UnitCompleted(unit=slug) for slug in "abc")


def units(**prerequisites: Condition | None) -> list[GraphUnit]:
    return [
        GraphUnit(slug=slug, title=slug, prerequisites=condition)
        for slug, condition in prerequisites.items()
    ]


def slugs(found: tuple[GraphUnit, ...]) -> str:
    return "".join(unit.slug for unit in found)


def test_learners_begin_with_what_waits_for_nothing():
    assert slugs(entry_units(units(a=None, b=A, c=None))) == "ac"


def test_an_orphan_neither_waits_nor_is_waited_for():
    graph = units(a=None, b=AnyOf(conditions=(A, C)), c=None, d=None, e=UnitCompleted(unit="b"))
    assert slugs(orphans(graph)) == "d"


def test_where_nothing_waits_nothing_is_an_orphan():
    assert orphans(units(a=None, b=None)) == ()


def test_all_of_a_path_without_cycles_is_reached_in_any_order():
    everything = AllOf(conditions=(A, UnitScore(unit="b", minimum=100), C))
    assert unreachable(units(x=everything, c=B, b=A, a=None)) == ()


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        (B, "bc"),
        (AllOf(conditions=(A, B)), "bc"),
        (AnyOf(conditions=(A, B)), ""),
        (AtLeast(count=1, conditions=(A, B)), ""),
        (AtLeast(count=2, conditions=(A, B)), "bc"),
        (UnitCompleted(unit="missing"), "bc"),
        (UnitScore(unit="missing", minimum=1), "bc"),
    ],
)
def test_what_a_circle_or_a_missing_unit_locks_for_ever_is_unreachable(condition, found):
    assert slugs(unreachable(units(a=None, b=C, c=condition))) == found


@pytest.mark.parametrize(
    ("condition", "given", "awaited"),
    [
        (None, "", []),
        (AllOf(conditions=(A, B)), "ab", []),
        (AllOf(conditions=(A, B)), "a", [("/conditions/1/unit", "b")]),
        (AnyOf(conditions=(A, B)), "a", []),
        (AnyOf(conditions=(A, B)), "c", [("/conditions/0/unit", "a"), ("/conditions/1/unit", "b")]),
        (UnitScore(unit="a", minimum=100), "a", []),
    ],
)
def test_a_unit_awaits_what_is_not_given_only_if_the_given_ones_do_not_open_it(
    condition, given, awaited
):
    (unit,) = units(x=condition)
    assert list(awaited_beyond(unit, given)) == awaited
