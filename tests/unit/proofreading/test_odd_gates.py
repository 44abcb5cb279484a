"""Units that are locked where a learner should be able to go on."""

from attrs import evolve
from tests.support.course_parts import course, unit

from parlons.domain.learning.learning_path import LearningPath
from parlons.domain.learning.prerequisites import AllOf, AnyOf, Condition, UnitCompleted
from parlons.domain.learning.unit_role import UnitRole
from parlons.domain.proofreading.odd_gates import odd_gates
from parlons.domain.proofreading.proofread import proofread
from parlons.domain.proofreading.remark import RemarkKind

A, B, C, D = (UnitCompleted(unit=slug) for slug in "abcd")


def path(**gates: Condition | None) -> LearningPath:
    """Units that wait for these; b is optional and c a review."""
    roles = {"b": UnitRole.OPTIONAL, "c": UnitRole.REVIEW}
    return course(
        *(
            evolve(unit(slug), prerequisites=gate, role=roles.get(slug, UnitRole.REQUIRED))
            for slug, gate in gates.items()
        )
    )


def told(path: LearningPath) -> list[tuple[str, str]]:
    return [(remark.pointer, remark.message) for remark in odd_gates(path)]


def test_a_required_unit_that_waits_for_one_that_may_be_left_out_is_told():
    gate = AllOf(conditions=(A, B, AllOf(conditions=(C, B))))
    assert told(path(a=None, b=A, c=A, x=gate)) == [
        (
            "/units/3/prerequisites/conditions/1/unit",
            "x is required and waits for b, whose role is optional",
        ),
        (
            "/units/3/prerequisites/conditions/2/conditions/0/unit",
            "x is required and waits for c, whose role is review",
        ),
    ]


def test_a_unit_that_waits_for_a_later_one_is_told():
    assert told(path(x=A, b=D, a=None, d=None)) == [
        ("/units/0/prerequisites/unit", "x waits for a, which comes later"),
        ("/units/1/prerequisites/unit", "b waits for d, which comes later"),
    ]


def test_another_way_in_is_good_enough():
    assert not told(path(a=None, b=A, x=AnyOf(conditions=(A, B, D)), d=None))


def test_only_the_first_of_those_that_are_held_up_is_told():
    assert len(told(path(a=None, b=A, d=B, x=D))) == 1


def test_what_may_be_left_out_may_wait_for_what_may_be_left_out():
    assert not told(path(a=None, b=A, c=AllOf(conditions=(A, B))))


def test_it_is_one_of_the_rules_for_courses():
    kinds = [remark.kind for remark in proofread(path(x=A, a=None))]
    assert kinds == [RemarkKind.ODD_GATE]
