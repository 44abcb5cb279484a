"""What the pages for authors show of prerequisites can be read."""

import re
from pathlib import Path

import pytest
from tests.support.course_folder import SECOND_UNIT, write_course, yaml_source

DOCS = Path(__file__).parents[3] / "docs"
PAGES = [DOCS / "reference/course-format.md", DOCS / "how-to/write-a-course.md"]
EXAMPLE = re.compile(r"```yaml\n(?:slug: [^\n]*\n)?(prerequisites:.*?)```", re.DOTALL)
OTHERS = ("cafe", "directions", "first-weekend", "to-have-and-to-be")


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course with the units that the examples name."""
    folder = write_course(tmp_path / "course")
    for slug in OTHERS:
        unit = SECOND_UNIT.replace("slug: thanks", f"slug: {slug}").replace("merci", slug)
        unit = unit.replace("slug: thank-you", f"slug: lesson-{slug}")
        (folder / f"units/{slug}.yaml").write_text(unit, encoding="utf-8")
    return folder


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_examples_are_read(course: Path, page: Path) -> None:
    examples = EXAMPLE.findall(page.read_text(encoding="utf-8"))
    assert len(examples) == 2
    for example in examples:
        (course / "units/02-thanks.yaml").write_text(example + SECOND_UNIT, encoding="utf-8")
        units = {unit.slug: unit for unit in yaml_source().load(course).units}
        assert units["thanks"].prerequisites is not None
