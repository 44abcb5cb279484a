"""A folder that is no course, or reaches out of itself, is refused in words."""

import os
from pathlib import Path

import pytest
from tests.support.course_folder import UNIT, write_course

from parlons.application.ports.course_source import InvalidCourseError

FIRST = "units/01-greetings.yaml"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return write_course(tmp_path / "course")


@pytest.mark.parametrize("name", ["missing", "x" * 5000, "nul\0", "course/course.yaml", "~", " "])
def test_a_path_that_is_no_folder_is_one_fault(source, course, name):
    with pytest.raises(InvalidCourseError, match="no folder that can be read") as raised:
        source.load(course.parent / name)
    assert len(raised.value.faults) == 1


def test_a_folder_without_course_yaml_is_one_fault(faults_in, tmp_path):
    (tmp_path / "docker-compose.yaml").touch()
    assert faults_in(tmp_path) == [f"{tmp_path}:1: no course: there is no course.yaml in it"]


@pytest.mark.parametrize("empty", [True, False])
def test_a_course_without_units_is_a_fault(faults_in, course, empty):
    for unit in (course / "units").iterdir():
        unit.unlink()
    if not empty:
        (course / "units").rmdir()
    assert faults_in(course) == ["units:1: no unit: there is no units/*.yaml"]


def test_a_unit_under_another_ending_or_in_the_wrong_folder_is_a_fault(faults_in, course):
    (course / "units/03-more.yml").touch()
    (course / "03-more.yaml").touch()
    assert faults_in(course) == [
        "03-more.yaml:1: not read: units are files in the folder units",
        "units/03-more.yml:1: not read: the name of a unit's file ends in .yaml",
    ]


def test_hidden_files_and_files_of_other_kinds_are_left_alone(source, course):
    for name in ("units/._01-greetings.yaml", "units/.#draft.yaml", "README.md", "units/notes.txt"):
        (course / name).write_bytes(b"\xff\0")
    assert len(source.load(course).units) == 2


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "1: must hold fields, such as 'slug: greetings'"),
        (b"- slug: a", "1: must hold fields, such as 'slug: greetings'"),
        (b"slug: a\ntitle: \xe9", "2: not UTF-8: save the file in that encoding"),
        (UNIT.encode("utf-16"), "1: not UTF-8: save the file in that encoding"),
        (b"slug: a\ntitle: b\0", "2: the character '\\x00' is not allowed"),
        (b"#" * 1_000_001, "1: larger than 1,000,000 bytes: split it into several units"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_its_line(faults_in, course, content, fault):
    (course / FIRST).write_bytes(content)
    assert faults_in(course) == [f"{FIRST}:{fault}"]


def test_a_link_out_of_the_folder_is_not_followed(faults_in, course):
    outside = course.parent / "secret.yaml"
    (course / FIRST).rename(outside)
    (course / FIRST).symlink_to(outside)
    assert faults_in(course) == [f"{FIRST}:1: a link out of the course's folder"]


def test_a_linked_folder_of_units_is_not_followed(faults_in, course):
    (course / "units").rename(course.parent / "units")
    (course / "units").symlink_to(course.parent / "units")
    assert len(faults_in(course)) == 2


def test_links_within_the_folder_and_to_it_are_followed(source, course):
    (course / "drafts").mkdir()
    (course / FIRST).rename(course / "drafts/greetings.yaml")
    (course / FIRST).symlink_to("../drafts/greetings.yaml")
    (course.parent / "link").symlink_to(course)
    assert len(source.load(course.parent / "link").units) == 2


def test_a_circle_of_links_is_a_fault(faults_in, course):
    (course / FIRST).unlink()
    (course / FIRST).symlink_to("01-greetings.yaml")
    (fault,) = faults_in(course)
    assert fault.startswith(f"{FIRST}:1: cannot be read")


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo])
def test_what_is_no_file_is_a_fault(faults_in, course, make):
    (course / FIRST).unlink()
    make(course / FIRST)
    assert faults_in(course) == [f"{FIRST}:1: not a file"]


def test_a_file_name_cannot_write_to_the_terminal(faults_in, course):
    (course / os.fsdecode(b"\x1b[2Jbad\xff.yml")).touch()
    assert faults_in(course) == [
        "\ufffd[2Jbad\ufffd.yml:1: not read: units are files in the folder units"
    ]
