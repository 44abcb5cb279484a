"""The page on the course format is true: its examples load, and it names every field."""

import re
import textwrap
from pathlib import Path
from typing import get_args

import attrs
import pytest
from tests.support.course_folder import yaml_source

from parlons.domain.exercises.base import ExerciseBase
from parlons.domain.exercises.exercise import Exercise
from parlons.domain.exercises.matching import Pair
from parlons.domain.exercises.verdict import Verdict
from parlons.domain.learning.cefr_level import CefrLevel
from parlons.domain.learning.learning_path import LearningPath
from parlons.domain.learning.learning_unit import LearningUnit
from parlons.domain.learning.lesson import Lesson
from parlons.domain.learning.prerequisites import MAX_LEVELS, MAX_NAMED, Condition
from parlons.domain.learning.unit_role import UnitRole
from parlons.domain.learning.vocabulary_entry import Gender, PartOfSpeech, VocabularyEntry

PAGE = (Path(__file__).parents[3] / "docs/reference/course-format.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"```\{code-block\} yaml\n(?::caption: ([^\n]*)\n\n)?(.*?)```", re.DOTALL)
KINDS = {kind.TYPE: kind for kind in get_args(Exercise)}


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """The page's course, and a second unit with all its examples of exercises."""
    (tmp_path / "units").mkdir()
    examples = []
    for name, text in BLOCK.findall(PAGE):
        if name:
            (tmp_path / name).write_text(text, encoding="utf-8")
        else:
            examples.append("      -\n" + textwrap.indent(text, " " * 8))
    head = (
        "slug: b\ntitle: B\ndescription: B\nlessons:\n  - slug: b\n    title: B\n    objective: B\n"
    )
    unit = head + "    exercises:\n" + "".join(examples)
    (tmp_path / "units/02-exercises.yaml").write_text(unit, encoding="utf-8")
    return tmp_path


def test_the_examples_load_and_show_every_kind_once(course: Path) -> None:
    path = yaml_source().load(course)
    assert [unit.slug for unit in path.units] == ["greetings", "b"]
    shown = [exercise.TYPE for exercise in path.units[1].lessons[0].exercises]
    assert sorted(shown) == sorted(KINDS)


@pytest.mark.parametrize(
    ("heading", "class_"),
    [
        ("## Units", LearningUnit),
        ("### Vocabulary", VocabularyEntry),
        ("### Lessons", Lesson),
        ("## Exercises", ExerciseBase),
        *((f"### `{name}`", kind) for name, kind in KINDS.items()),
    ],
)
def test_a_section_names_the_fields_of_its_class(heading: str, class_: type) -> None:
    common = fields_of(ExerciseBase) if class_ in KINDS.values() else {}
    assert documented(heading).items() == fields_of(class_).items() - common.items()


def test_the_section_on_the_course_names_all_but_the_units() -> None:
    expected = fields_of(LearningPath).items() - {("units", True)}
    assert documented("## `course.yaml`").items() == expected


@pytest.mark.parametrize("values", [CefrLevel, PartOfSpeech, Gender, UnitRole])
def test_the_page_names_every_value(values) -> None:
    assert not [value for value in values if f"`{value}`" not in PAGE]


def test_the_conditions_are_named_with_their_fields_and_bounds() -> None:
    section = re.split(r"\n##+ ", PAGE.split("\n### Prerequisites\n")[1])[0]
    rows = dict(re.findall(r"^\| `(\w+)` \| ([^|]+) \|", section, re.MULTILINE))
    assert rows.keys() - {"type"} == {kind.TYPE for kind in get_args(Condition)}
    for kind in get_args(Condition):
        named = set(re.findall(r"`(\w+)`", rows[kind.TYPE]))
        assert named == fields_of(kind).keys()
    assert f"at most {MAX_LEVELS} levels" in section
    assert f"at most {MAX_NAMED} units" in section


def test_pairs_and_verdicts_are_named() -> None:
    assert all(f"`{field.name}`" in PAGE for field in attrs.fields(Pair))
    accepted = ", ".join(verdict for verdict in Verdict if verdict is not Verdict.WRONG)
    assert f"[{accepted}]" in PAGE


def fields_of(class_: type) -> dict[str, bool]:
    """Each field that an author may write, and whether it is required."""
    fields = (field for field in attrs.fields(class_) if field.init)
    return {field.name: field.default is attrs.NOTHING for field in fields}


def documented(heading: str) -> dict[str, bool]:
    """The same, by the table in the section."""
    section = re.split(r"\n##+ ", PAGE.split(f"\n{heading}\n")[1])[0]
    rows = re.findall(r"^\| `(\w+)` \| (\w*)", section, re.MULTILINE)
    return {name: mark == "required" for name, mark in rows}
