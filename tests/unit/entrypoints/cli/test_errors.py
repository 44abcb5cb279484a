"""Errors become one line, and the exit status tells misuse from failure."""

import pytest

from parlons.adapters.injection.extras import MissingExtraError
from parlons.application.environment import SettingsError
from parlons.application.ports.course_source import CourseFault, InvalidCourseError
from parlons.application.ports.unit_of_work import StorageUnavailableError
from parlons.domain.errors import NotFoundError
from parlons.entrypoints.cli.errors import report


@pytest.mark.parametrize(
    ("error", "status", "line"),
    [
        (SettingsError("PARLONS_PORT is wrong"), 2, "PARLONS_PORT is wrong"),
        (NotFoundError("there is no course 'x'"), 1, "there is no course 'x'"),
        (StorageUnavailableError("no database answers"), 1, "no database answers"),
        (MissingExtraError("the cache needs the extra 'redis'"), 2, "the cache needs the extra"),
        (
            ModuleNotFoundError("No module named 'granian'", name="granian"),
            2,
            "this command needs the extra 'server': pip install 'parlons[server]'",
        ),
        (ModuleNotFoundError("No module named 'mine'", name="mine"), 2, "No module named 'mine'"),
        (PermissionError(13, "Permission denied", "/x/y"), 1, "/x/y: Permission denied"),
        (ConnectionRefusedError(111, "Connection refused"), 1, "Connection refused"),
        (ZeroDivisionError("by zero"), 1, "unexpected ZeroDivisionError: by zero ("),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_an_error_is_one_line_with_its_status(capsys, error, status, line):
    assert report(error) == status
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"parlons: {line}")
    assert err.count("\n") == 1


def test_each_fault_of_a_course_has_its_line_and_all_are_counted(capsys):
    faults = (
        CourseFault("units/01.yaml", 7, "lessons is missing"),
        CourseFault("course.yaml", 1, "a tab [where] blanks belong"),
    )
    assert report(InvalidCourseError(faults)) == 1
    assert capsys.readouterr().err.splitlines() == [
        "units/01.yaml:7: lessons is missing",
        "course.yaml:1: a tab [where] blanks belong",
        "parlons: 2 faults in the course",
    ]


def test_a_single_fault_is_counted_as_one(capsys):
    report(InvalidCourseError((CourseFault("course.yaml", 1, "no title"),)))
    assert capsys.readouterr().err.endswith("parlons: 1 fault in the course\n")
