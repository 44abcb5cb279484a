"""What units wait for, as authors write it."""

from pathlib import Path

import pytest
from tests.support.course_folder import SECOND_UNIT, write_course

from parlons.domain.learning.prerequisites import (
    AllOf,
    AnyOf,
    AtLeast,
    Condition,
    UnitCompleted,
    UnitScore,
)
from parlons.domain.learning.unit_role import UnitRole

SECOND = "units/02-thanks.yaml"
THIRD = "units/03-please.yaml"
BODY = SECOND_UNIT.replace("thank", "please").replace("term: merci", "term: svp")
GREETINGS, THANKS = UnitCompleted(unit="greetings"), UnitCompleted(unit="thanks")


def write(folder: Path, head: str, second: str = SECOND_UNIT) -> Path:
    """Write a third unit that begins with these lines."""
    course = write_course(folder / "course", second=second)
    (course / THIRD).write_text(f"{head}\n{BODY}", encoding="utf-8")
    return course


TREE = """\
prerequisites:
  type: at_least
  count: 1
  conditions:
    - {type: unit_completed, unit: greetings}
    - type: all_of
      conditions: [2, greetings]
"""
FORMS: list[tuple[str, Condition | None]] = [
    ("prerequisites: [greetings, thanks]", AllOf(conditions=(GREETINGS, THANKS))),
    ("prerequisites: [1, 2]", AllOf(conditions=(GREETINGS, THANKS))),
    ("prerequisites: [2]", AllOf(conditions=(THANKS,))),
    ("prerequisites:\n- greetings\n- 2", AllOf(conditions=(GREETINGS, THANKS))),
    ("prerequisites: greetings", GREETINGS),
    ("prerequisites: 2", THANKS),
    ("prerequisites:", None),
    (
        "prerequisites:\n  type: any_of\n  conditions: [greetings, 2]",
        AnyOf(conditions=(GREETINGS, THANKS)),
    ),
    (
        "prerequisites:\n  type: unit_score\n  unit: greetings\n  minimum: 80",
        UnitScore(unit="greetings", minimum=80),
    ),
    (
        "prerequisites:\n- greetings\n- {type: unit_score, unit: thanks, minimum: 100}",
        AllOf(conditions=(GREETINGS, UnitScore(unit="thanks", minimum=100))),
    ),
    (
        TREE,
        AtLeast(count=1, conditions=(GREETINGS, AllOf(conditions=(THANKS, GREETINGS)))),
    ),
]


@pytest.mark.parametrize(("head", "condition"), FORMS, ids=[head for head, _ in FORMS])
def test_each_way_to_write_a_condition_is_read(source, tmp_path, head, condition):
    unit = source.load(write(tmp_path, head)).units[2]
    assert (unit.slug, unit.prerequisites) == ("pleases", condition)


def test_a_unit_is_required_and_waits_for_nothing_unless_it_says_so(source, tmp_path):
    units = source.load(write(tmp_path, "role: review")).units
    assert [unit.role for unit in units] == [UnitRole.REQUIRED, UnitRole.REQUIRED, UnitRole.REVIEW]
    assert {unit.prerequisites for unit in units} == {None}


def test_a_slug_of_digits_in_quotes_is_no_position(source, tmp_path):
    second = SECOND_UNIT.replace("slug: thanks", 'slug: "1"')
    unit = source.load(write(tmp_path, 'prerequisites: ["1"]', second)).units[2]
    assert unit.prerequisites == AllOf(conditions=(UnitCompleted(unit="1"),))


NESTED = "{type: all_of, conditions: [" * 5 + "1" + "]}" * 5
FAULTS = [
    ("role: extra", "1: role must be one of required, optional, review"),
    ("prerequisites:\n- greetings\n- thx", "3: waits for thx, which is no unit of the course"),
    ("prerequisites: {type: unit_score, unit: thx, minimum: 1}", "1: waits for thx, which is no"),
    ("prerequisites:\n- 1\n- 4", "3: there is no unit 4: the course has 3"),
    ("prerequisites: [0]", "1: there is no unit 0: the course has 3"),
    ("prerequisites: [-1]", "1: there is no unit -1: the course has 3"),
    ("prerequisites:\n- thanks\n- pleases", "3: waits for itself"),
    ("prerequisites: [3]", "1: waits for itself"),
    ("prerequisites: []", "1: prerequisites must have at least 1 item"),
    ("prerequisites: [true]", "1: conditions, item 1: must be an object, not a boolean"),
    ("prerequisites: [1.5]", "1: conditions, item 1: must be an object, not 1.5"),
    ("prerequisites:\n- greetings\n- [thanks]", "3: conditions, item 2: must be an object, not an"),
    ("prerequisites: [Greetings!]", "1: unit must be lower-case letters and digits"),
    ("prerequisites:\n  type: any_of\n  conditions: []", "3: conditions must have at least 1 item"),
    (
        "prerequisites:\n  type: or\n  conditions: [1]",
        "2: type must be one of all_of, any_of",
    ),
    ("prerequisites:\n  conditions: [1]", "1: type is missing"),
    (
        "prerequisites:\n  type: at_least\n  count: 3\n  conditions: [1, 2]",
        "3: count is 3, and there are 2 conditions",
    ),
    (
        "prerequisites:\n  type: at_least\n  count: 0\n  conditions: [1, 2]",
        "3: count 0 is less than the minimum of 1",
    ),
    (
        "prerequisites:\n- type: unit_score\n  unit: thanks\n  minimum: 0",
        "4: minimum 0 is less than the minimum of 1",
    ),
    (
        "prerequisites:\n- thanks\n- type: unit_score\n  unit: thanks\n  minimum: 101",
        "5: minimum 101 is greater than the maximum of 100",
    ),
    ("prerequisites:\n- {type: unit_completed, unit: 1}", "2: unit must be a string, not 1"),
    (f"prerequisites:\n  {NESTED}", "2: conditions nest 6 levels deep, above 5"),
    (f"prerequisites: [{NESTED}]", "1: conditions nest 6 levels deep, above 5"),
]


@pytest.mark.parametrize(("head", "fault"), FAULTS, ids=[fault for _, fault in FAULTS])
def test_what_cannot_be_waited_for_is_told_once_with_its_line(faults_in, tmp_path, head, fault):
    (found,) = faults_in(write(tmp_path, head))
    assert found.startswith(f"{THIRD}:{fault}")


def test_a_circle_is_named_where_one_of_its_units_waits(faults_in, tmp_path):
    second = f"prerequisites:\n- greetings\n- pleases\n{SECOND_UNIT}"
    (found,) = faults_in(write(tmp_path, "prerequisites: [thanks]", second))
    assert found in {
        f"{SECOND}:3: units wait for one another: thanks → pleases → thanks",
        f"{THIRD}:1: units wait for one another: pleases → thanks → pleases",
    }


def test_a_unit_that_is_not_there_is_told_beside_faults_of_other_files(faults_in, tmp_path):
    second = SECOND_UNIT.replace("title: Thanks", "title: []")
    found = faults_in(write(tmp_path, "prerequisites: [thx]", second))
    assert [fault.split(" ")[0] for fault in found] == [f"{SECOND}:2:", f"{THIRD}:1:"]


@pytest.mark.parametrize("second", ["slug: [", SECOND_UNIT.replace("slug: thanks\n", "")])
def test_while_a_slug_cannot_be_read_only_its_position_is_told(faults_in, tmp_path, second):
    found = faults_in(write(tmp_path, "prerequisites: [thanks]", second))
    assert {fault.split(":")[0] for fault in found} == {SECOND}
    *_, last = faults_in(write(tmp_path / "again", "prerequisites:\n- 2", second))
    assert last == f"{THIRD}:2: unit 2 has no slug"


def test_each_part_of_a_list_has_its_line(source, tmp_path):
    head = "prerequisites:\n- greetings\n- type: unit_score\n  unit: thanks\n  minimum: 80"
    course = write(tmp_path, head)
    pointers = ("/conditions/0/unit", "/conditions/1", "/conditions/1/minimum", "")
    places = source.places(course, [f"/units/2/prerequisites{each}" for each in pointers])
    assert [place.line for place in places] == [2, 3, 5, 1]
