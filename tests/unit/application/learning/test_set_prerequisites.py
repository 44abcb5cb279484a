"""Educators say what a unit waits for; a cycle is refused and named."""

from datetime import timedelta

import pytest
from tests.support.school import ADA, School, unit

from parlons.application.learning.set_prerequisites import Prerequisites
from parlons.domain.errors import InvalidInputError, NotFoundError, PermissionDeniedError
from parlons.domain.identity.principal import OPERATOR
from parlons.domain.learning.catalogue import UnitView
from parlons.domain.learning.prerequisites import AllOf, AnyOf, Condition, UnitCompleted, UnitScore
from parlons.entrypoints.testing import samples
from parlons.entrypoints.testing.course_samples import lesson_of

A, B, C = (UnitCompleted(unit=slug) for slug in "abc")


@pytest.fixture
def school() -> School:
    """Units a (1), b (2) and c (3), c after b; and a path of one unit, other (4)."""
    school = School()
    school.publish(unit("a"), unit("b"), unit("c", waits_for=B))
    school.publish(samples.unit("other", lesson_of("other")), slug="spanish")
    return school


def put(
    school: School, unit_id: int, condition: Condition | None = None, *completed: int
) -> UnitView:
    school.clock.advance(timedelta(seconds=1))
    wanted = Prerequisites(condition=condition, completed=None if condition else completed)
    return school.container.set_prerequisites()(OPERATOR, unit_id, wanted)


def refused(school: School, unit_id: int, condition: Condition | None, *completed: int) -> str:
    before = school.state
    with pytest.raises(InvalidInputError) as refusal:
        put(school, unit_id, condition, *completed)
    assert school.state == before
    return f"{refusal.value.pointer} {refusal.value}".strip()


def test_a_tree_is_stored_as_it_is_given(school: School):
    tree = AllOf(conditions=(A, AnyOf(conditions=(B, UnitScore(unit="a", minimum=80)))))
    assert put(school, 3, tree).prerequisites == tree
    assert school.units()[2].prerequisites == tree


def test_ids_are_short_for_all_of_these_are_completed(school: School):
    assert put(school, 3, None, 1, 2).prerequisites == AllOf(conditions=(A, B))
    assert school.states()["c"] == "locked"
    school.hand_in("a")
    school.hand_in("b")
    assert school.states()["c"] == "available"


def test_nothing_given_takes_them_away(school: School):
    assert put(school, 3).prerequisites is None
    assert school.states()["c"] == "available"


def test_one_way_of_saying_it_is_enough():
    for given in ({"condition": A, "completed": (1,)}, {}):
        with pytest.raises(ValueError, match="give either condition or completed"):
            Prerequisites(**given)
    for completed in ((1, 1), tuple(range(21))):
        with pytest.raises(ValueError, match="completed"):
            Prerequisites(completed=completed)


def test_a_cycle_is_refused_and_named(school: School):
    put(school, 2, A)
    assert refused(school, 1, C) == "units wait for one another: a → c → b → a"
    assert refused(school, 2, None, 2) == "units wait for one another: b → b"


def test_a_diamond_is_legal(school: School):
    put(school, 2, A)
    assert put(school, 3, None, 1, 2).prerequisites == AllOf(conditions=(A, B))


def test_a_unit_of_another_path_is_refused(school: School):
    other = UnitCompleted(unit="other")
    assert refused(school, 1, other) == "unit a waits for other, which is no unit of the path"
    assert refused(school, 1, None, 2, 4) == "/completed/1 4 is no unit of this path"
    assert refused(school, 1, None, 99) == "/completed/0 99 is no unit of this path"


def test_a_unit_that_is_retired_is_waited_for_by_nobody(school: School):
    school.publish(unit("a"), unit("c"))
    assert refused(school, 1, None, 2) == "/completed/0 2 is no unit of this path"
    assert "no unit of the path" in refused(school, 1, B)
    with pytest.raises(NotFoundError, match="no unit 2"):
        put(school, 2, A)


def test_a_change_is_the_next_version_of_the_path(school: School):
    put(school, 3, A)
    path = school.container.view_learning_path()(ADA, 1).path
    assert (path.version, path.updated_at) == (2, school.clock.now())


def test_an_import_puts_back_what_the_author_wrote(school: School):
    put(school, 3, A)
    school.publish(unit("a"), unit("b"), unit("c", waits_for=B))
    assert school.units()[2].prerequisites == B


@pytest.mark.parametrize("unit_id", [0, 99, -1, 10**30])
def test_a_unit_that_is_not_there_is_not_found(school: School, unit_id: int):
    with pytest.raises(NotFoundError, match=f"no unit {unit_id}"):
        put(school, unit_id, A)


def test_learners_set_nothing(school: School):
    with pytest.raises(PermissionDeniedError):
        school.container.set_prerequisites()(ADA, 3, Prerequisites(completed=()))
