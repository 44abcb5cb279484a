"""Units open when what they ask for is done, never before, and stay open."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlons.domain.learning.prerequisites import (
    AllOf,
    AnyOf,
    AtLeast,
    Condition,
    UnitCompleted,
    UnitScore,
    UnitStanding,
)
from parlons.domain.learning.unlocking import (
    GraphUnit,
    UnitState,
    cycle,
    unknown_units,
    unlocking,
)

DONE = UnitStanding(started=True, completed=True, score=90)
A, B, C = (UnitCompleted(unit=slug) for slug in "abc")
SCORE = UnitScore(unit="a", minimum=80)


def units(**prerequisites: Condition | None) -> list[GraphUnit]:
    return [
        GraphUnit(slug=slug, title=f"Unit {slug.upper()}", prerequisites=condition)
        for slug, condition in prerequisites.items()
    ]


def state_of(condition: Condition, *done: str, unlocked: tuple[str, ...] = ()) -> UnitState:
    graph = units(a=None, b=None, c=None, x=condition)
    return unlocking(graph, dict.fromkeys(done, DONE), unlocked)["x"].state


@pytest.mark.parametrize(
    ("condition", "enough", "too_little"),
    [
        (A, "a", "bc"),
        (AllOf(conditions=(A, B)), "ab", "a"),
        (AnyOf(conditions=(A, B)), "b", "c"),
        (AtLeast(count=2, conditions=(A, B, C)), "ac", "b"),
        (AllOf(conditions=(A, AnyOf(conditions=(B, C)))), "ac", "bc"),
        (SCORE, "a", "b"),
    ],
)
def test_a_unit_opens_when_its_condition_is_met(condition: Condition, enough: str, too_little: str):
    assert state_of(condition, *enough) is UnitState.AVAILABLE
    assert state_of(condition, *too_little) is UnitState.LOCKED
    assert state_of(condition) is UnitState.LOCKED


def test_a_score_below_the_minimum_is_not_enough():
    graph = units(a=None, x=SCORE)
    for score, state in ((79, UnitState.LOCKED), (80, UnitState.AVAILABLE)):
        standings = {"a": UnitStanding(started=True, completed=True, score=score)}
        assert unlocking(graph, standings, ())["x"].state is state


def test_what_was_unlocked_once_stays_so():
    assert state_of(A, unlocked=("x",)) is UnitState.AVAILABLE


def test_what_was_begun_stays_open():
    graph = units(a=None, x=A)
    found = unlocking(graph, {"x": UnitStanding(started=True)}, ())
    assert found["x"].state is UnitState.IN_PROGRESS
    assert unlocking(graph, {"x": DONE}, ())["x"].state is UnitState.COMPLETED


@pytest.mark.parametrize(
    ("condition", "messages"),
    [
        (A, ["Complete “Unit A”."]),
        (SCORE, ["Get 80 % right in “Unit A”."]),
        (AllOf(conditions=(A, B, C)), ["Complete “Unit A”.", "Complete “Unit C”."]),
        (AnyOf(conditions=(A, C)), ["Complete “Unit A” or complete “Unit C”."]),
        (
            AtLeast(count=2, conditions=(A, B, C)),
            ["Complete “Unit A” or complete “Unit C”."],
        ),
        (
            AllOf(conditions=(AllOf(conditions=(A, B)), AnyOf(conditions=(C, SCORE)))),
            ["Complete “Unit A”.", "Complete “Unit C” or get 80 % right in “Unit A”."],
        ),
    ],
)
def test_what_is_left_to_do_is_told_in_words(condition: Condition, messages: list[str]):
    found = unlocking(units(a=None, b=None, c=None, x=condition), {"b": DONE}, ())["x"]
    assert [reason.message for reason in found.unmet] == messages


def test_an_open_unit_has_nothing_left_to_do():
    assert unlocking(units(a=None), {}, ())["a"].unmet == ()


def test_a_diamond_is_no_cycle():
    assert cycle(units(a=None, b=A, c=A, x=AllOf(conditions=(B, C)))) is None


def test_a_cycle_is_named():
    found = cycle(units(a=C, b=A, c=AnyOf(conditions=(B, A))))
    assert found is not None
    assert found[0] == found[-1]
    graph = {"a": "c", "b": "a", "c": "ba"}
    assert all(later in graph[earlier] for earlier, later in pairwise(found))


def test_a_unit_that_waits_for_itself_is_a_cycle():
    assert cycle(units(a=A)) == ("a", "a")


def test_a_unit_that_is_not_there_is_told():
    assert list(unknown_units(units(a=None, x=AllOf(conditions=(A, B))))) == [("x", "b")]


def test_more_than_there_are_cannot_be_asked_for():
    with pytest.raises(ValueError, match="count is 3, and there are 2 conditions"):
        AtLeast(count=3, conditions=(A, B))


SLUGS = [f"u{number}" for number in range(8)]


def conditions(slugs: list[str]) -> st.SearchStrategy[Condition]:
    leaves = st.builds(UnitCompleted, unit=st.sampled_from(slugs)) | st.builds(
        UnitScore, unit=st.sampled_from(slugs), minimum=st.integers(1, 100)
    )

    def groups(members: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
        several = st.lists(members, min_size=1, max_size=3).map(tuple)
        return (
            st.builds(AllOf, conditions=several)
            | st.builds(AnyOf, conditions=several)
            | several.flatmap(
                lambda some: st.builds(
                    AtLeast, count=st.integers(1, len(some)), conditions=st.just(some)
                )
            )
        )

    return st.recursive(leaves, groups, max_leaves=6)


@st.composite
def graphs(draw: st.DrawFn) -> list[GraphUnit]:
    """Units that wait for units before them, as a path may have them."""
    found = [GraphUnit(slug=SLUGS[0], title="0")]
    for number in range(1, draw(st.integers(2, len(SLUGS)))):
        wanted = draw(st.none() | conditions(SLUGS[:number]))
        found.append(GraphUnit(slug=SLUGS[number], title=str(number), prerequisites=wanted))
    return found


STANDINGS = st.dictionaries(
    st.sampled_from(SLUGS),
    st.builds(
        UnitStanding, started=st.booleans(), completed=st.booleans(), score=st.integers(0, 100)
    ),
)


@given(graphs(), STANDINGS)
def test_no_unit_opens_early(graph: list[GraphUnit], standings: dict[str, UnitStanding]):
    for unit in graph:
        found = unlocking(graph, standings, ())[unit.slug]
        wanted = unit.prerequisites
        is_met = wanted is None or wanted.is_met(standings)
        if found.state is UnitState.AVAILABLE:
            assert is_met
        if found.state is UnitState.LOCKED:
            assert not is_met
            assert found.unmet
            assert not any(reason.condition.is_met(standings) for reason in found.unmet)


@given(graphs(), STANDINGS, st.sampled_from(SLUGS))
def test_to_do_more_never_locks_anything(
    graph: list[GraphUnit], standings: dict[str, UnitStanding], slug: str
):
    before = unlocking(graph, standings, ())
    after = unlocking(graph, {**standings, slug: UnitStanding(completed=True, score=100)}, ())
    for unit in graph:
        if before[unit.slug].state is not UnitState.LOCKED:
            assert after[unit.slug].state is not UnitState.LOCKED


@given(graphs(), STANDINGS)
def test_to_do_all_that_is_left_opens_a_unit(
    graph: list[GraphUnit], standings: dict[str, UnitStanding]
):
    for unit in graph:
        found = unlocking(graph, standings, ())[unit.slug]
        named = {slug for reason in found.unmet for slug in reason.condition.units()}
        done = {slug: UnitStanding(completed=True, score=100) for slug in named}
        after = unlocking(graph, {**standings, **done}, ())[unit.slug]
        assert after.state is not UnitState.LOCKED


@given(graphs())
def test_a_path_that_only_waits_for_what_comes_before_has_no_cycle(graph: list[GraphUnit]):
    assert cycle(graph) is None


@given(graphs(), st.data())
def test_a_way_back_closes_a_cycle(graph: list[GraphUnit], data: st.DataObject):
    waiting = [unit for unit in graph if unit.prerequisites is not None]
    if not waiting:
        return
    late = data.draw(st.sampled_from(waiting))
    assert late.prerequisites is not None
    early = data.draw(st.sampled_from(sorted(set(late.prerequisites.units()))))
    back = UnitCompleted(unit=late.slug)
    closed = [
        GraphUnit(slug=unit.slug, title=unit.title, prerequisites=back)
        if unit.slug == early
        else unit
        for unit in graph
    ]
    found = cycle(closed)
    assert found is not None
    assert found[0] == found[-1]
