"""`parlons courses`."""

import re
import shutil
from pathlib import Path

import pytest

from parlons.entrypoints.courses import bundled_course


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A copy of the bundled course that a test may change."""
    return Path(shutil.copytree(bundled_course(), tmp_path / "course"))


def test_the_bundled_course_is_valid(parlons):
    run = parlons("courses", "check")
    assert (run.status, run.err) == (0, "")
    counts = r"is valid: \d+ units, \d+ lessons, \d+ exercises\n"
    assert re.match(r"French for Beginners \(french-for-beginners\) " + counts, run.out)


def test_checking_stores_nothing(parlons, tmp_path, course):
    assert parlons("courses", "check", course).status == 0
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("command", ["check", "import"])
def test_every_fault_is_told_with_file_and_line(parlons, course, command):
    (course / "course.yaml").write_text("slug: french\nlevel: Z9\n")
    (course / "units" / "01-bonjour.yaml").write_text("slug: bonjour\n\ttitle: tab\n")
    run = parlons("courses", command, course)
    assert (run.status, run.out) == (1, "")
    *faults, count = [line for line in run.err.splitlines() if "database" not in line]
    assert any(line.startswith(f"{course}/course.yaml:2: ") for line in faults), run.err
    assert any(line.startswith(f"{course}/units/01-bonjour.yaml:2: ") for line in faults), run.err
    assert count == f"parlons: {len(faults)} faults in the course"


def test_importing_twice_changes_nothing(parlons):
    assert " 0 unchanged, 0 retired" in parlons("courses", "import").out
    again = parlons("courses", "import")
    assert again.status == 0
    assert "french-for-beginners): 0 added, 0 updated, " in again.out


def test_a_new_edition_updates_by_slug(parlons, course):
    parlons("courses", "import")
    described = (course / "course.yaml").read_text()
    (course / "course.yaml").write_text(described.replace("French for Beginners", "Le français"))
    run = parlons("courses", "import", course)
    assert run.out.startswith("Le français (french-for-beginners): 0 added, 1 updated, ")
    assert len(parlons("courses", "list").out.splitlines()) == 2


def test_published_courses_are_listed(parlons):
    parlons("courses", "import")
    columns, row = parlons("courses", "list").out.splitlines()
    assert columns.split("\t")[:3] == ["id", "slug", "title"]
    assert row.split("\t")[1:5] == [
        *("french-for-beginners", "French for Beginners", "A1", "en → fr"),
    ]


def test_more_courses_than_a_page_holds_are_listed(parlons, course):
    described = (course / "course.yaml").read_text()
    for number in range(22):
        slug = f"slug: french-{number}"
        (course / "course.yaml").write_text(described.replace("slug: french-for-beginners", slug))
        assert parlons("courses", "import", course).status == 0
    assert len(parlons("courses", "list").out.splitlines()) == 23
