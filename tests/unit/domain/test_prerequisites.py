"""Conditions are of a size that people can take in."""

from functools import reduce

import pytest

from parlons.domain.learning.prerequisites import (
    AllOf,
    AnyOf,
    AtLeast,
    Condition,
    UnitCompleted,
    UnitScore,
)

A, B = UnitCompleted(unit="a"), UnitScore(unit="b", minimum=80)
GROUPS = [AllOf, AnyOf, lambda conditions: AtLeast(count=1, conditions=conditions)]


def nested(levels: int) -> Condition:
    """A condition about one unit within so many others that it is so many levels deep."""
    return reduce(lambda inner, _: AnyOf(conditions=(inner,)), range(levels - 1), A)


def naming(units: int) -> tuple[Condition, ...]:
    """Conditions that name so many units between them."""
    full, left = divmod(units, 10)
    groups = [AllOf(conditions=(A,) * size) for size in (*[10] * full, left) if size]
    return tuple(groups)


def test_the_units_of_a_condition_are_named_with_their_places():
    condition = AllOf(conditions=(A, AnyOf(conditions=(B, A))))
    assert list(condition.named()) == [
        ("/conditions/0/unit", "a"),
        ("/conditions/1/conditions/0/unit", "b"),
        ("/conditions/1/conditions/1/unit", "a"),
    ]
    assert list(condition.units()) == ["a", "b", "a"]
    assert list(B.named()) == [("/unit", "b")]


@pytest.mark.parametrize("group", GROUPS, ids=["all", "any", "some"])
def test_conditions_nest_five_levels_deep(group):
    assert group(conditions=(A, nested(4))).levels == 5
    with pytest.raises(ValueError, match="conditions nest 6 levels deep, above 5"):
        group(conditions=(nested(5), A))


@pytest.mark.parametrize("group", GROUPS, ids=["all", "any", "some"])
def test_conditions_name_fifty_units(group):
    assert len(list(group(conditions=naming(50)).units())) == 50
    with pytest.raises(ValueError, match="conditions name 51 units, above 50"):
        group(conditions=naming(51))


@pytest.mark.parametrize("size", [0, 21])
def test_a_group_has_one_to_twenty_members(size):
    with pytest.raises(ValueError, match="conditions"):
        AnyOf(conditions=(A,) * size)


@pytest.mark.parametrize("minimum", [0, 101])
def test_a_score_is_a_percentage_that_is_not_met_by_doing_nothing(minimum):
    with pytest.raises(ValueError, match="minimum"):
        UnitScore(unit="a", minimum=minimum)
