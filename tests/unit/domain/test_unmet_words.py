"""What is left to do is said in words that can be read in one way only."""

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
from parlons.domain.learning.unlocking import GraphUnit, unlocking
from parlons.domain.learning.unmet_words import left_of, sentence

DONE = UnitStanding(started=True, completed=True, score=90)
A, B, C, D = (UnitCompleted(unit=slug) for slug in "abcd")
SCORE = UnitScore(unit="a", minimum=95)
TITLES = {slug: slug.upper() for slug in "abcd"}


def all_of(*conditions: Condition) -> AllOf:
    return AllOf(conditions=conditions)


def any_of(*conditions: Condition) -> AnyOf:
    return AnyOf(conditions=conditions)


def at_least(count: int, *conditions: Condition) -> AtLeast:
    return AtLeast(count=count, conditions=conditions)


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (A, "Complete “A”."),
        (SCORE, "Get 95 % right in “A”."),
        (any_of(A, SCORE), "Complete “A” or get 95 % right in “A”."),
        (any_of(A, B, C), "Complete “A”, complete “B” or complete “C”."),
        (all_of(A, B), "Complete “A” and complete “B”."),
        (at_least(2, A, B, C), "Do 2 of these: complete “A”; complete “B”; complete “C”."),
        (
            any_of(all_of(A, B), C),
            "Either both complete “A” and complete “B”, or complete “C”.",
        ),
        (
            any_of(A, all_of(B, C)),
            "Either complete “A”, or both complete “B” and complete “C”.",
        ),
        (
            any_of(all_of(any_of(A, B), C), B),
            (
                "Do one of these: do both of these (either complete “A” or complete “B”;"
                " complete “C”); complete “B”."
            ),
        ),
        (
            any_of(A, all_of(B, C, D)),
            (
                "Do one of these: complete “A”; do all of these"
                " (complete “B”; complete “C”; complete “D”)."
            ),
        ),
        (
            at_least(2, any_of(A, B), C, at_least(2, A, C, D)),
            (
                "Do 2 of these: either complete “A” or complete “B”; complete “C”; do 2 of these"
                " (complete “A”; complete “C”; complete “D”)."
            ),
        ),
        (
            all_of(any_of(A, B), C),
            "Do both of these: either complete “A” or complete “B”; complete “C”.",
        ),
    ],
)
def test_a_condition_is_said_in_words(condition: Condition, words: str):
    assert sentence(condition, TITLES) == words


@pytest.mark.parametrize(
    ("condition", "done", "left"),
    [
        (at_least(2, A, B, C), "", at_least(2, A, B, C)),
        (at_least(2, A, B, C), "b", any_of(A, C)),
        (at_least(3, A, B, C, D), "b", at_least(2, A, C, D)),
        (at_least(3, A, B, C), "a", all_of(B, C)),
        (at_least(2, A, B), "a", B),
        (any_of(all_of(A, B), C), "a", any_of(B, C)),
        (any_of(all_of(A, at_least(2, B, C, D)), all_of(C, D)), "ac", any_of(any_of(B, D), D)),
    ],
)
def test_what_is_done_is_left_out(condition: Condition, done: str, left: Condition):
    standings = dict.fromkeys(done, DONE)
    assert left_of(condition, standings) == left


def test_the_condition_that_goes_with_the_words_is_whole():
    wanted = at_least(2, A, B, C)
    units = [GraphUnit(slug=slug, title=f"Unit {slug.upper()}") for slug in "abc"]
    units.append(GraphUnit(slug="x", title="X", prerequisites=wanted))
    (reason,) = unlocking(units, {"b": DONE}, ())["x"].unmet
    assert reason.condition == wanted
    assert reason.message == "Complete “Unit A” or complete “Unit C”."


TASKS = st.sampled_from([A, B, C, D])


def groups(members: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(members, min_size=2, max_size=4)
    return several.flatmap(
        lambda some: st.sampled_from(
            [all_of(*some), any_of(*some), *(at_least(n, *some) for n in range(2, len(some)))]
        )
    )


CONDITIONS = st.recursive(TASKS, groups, max_leaves=8)


@given(st.lists(CONDITIONS, min_size=2, max_size=30, unique=True))
def test_different_conditions_are_said_differently(conditions: list[Condition]):
    said = [sentence(each, TITLES) for each in conditions]
    assert len(set(said)) == len(said)


@given(CONDITIONS, st.sets(st.sampled_from("abcd")), st.sets(st.sampled_from("abcd")))
def test_to_do_what_is_left_is_to_meet_the_condition(
    condition: Condition, before: set[str], later: set[str]
):
    standings = dict.fromkeys(before, DONE)
    if condition.is_met(standings):
        return
    after = dict.fromkeys(before | later, DONE)
    assert left_of(condition, standings).is_met(after) == condition.is_met(after)
    assert not before & set(left_of(condition, standings).units())
