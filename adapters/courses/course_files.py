"""The files of a course's folder."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from attrs import frozen

from parlons.adapters.courses.authored_prerequisites import written_out
from parlons.adapters.courses.course_file import CourseFile, read_course_file, reason, shown
from parlons.application.ports.course_source import CourseFault, InvalidCourseError

COURSE: Final = "course.yaml"
UNITS: Final = "units"


@frozen
class CourseFiles:
    """`course.yaml` and the units in the order of their file names.

    `faults` are those of the folder and those that made a file unreadable.
    """

    course: CourseFile
    units: tuple[CourseFile, ...]
    faults: tuple[CourseFault, ...]


def read_course_files(folder: Path) -> CourseFiles:
    """Read the files of a course; raises `InvalidCourseError` where the folder holds none."""
    try:
        root = folder.resolve(strict=True)
        beside = _yaml_files(folder)
        inside = _yaml_files(folder / UNITS) if (folder / UNITS).is_dir() else []
    except (OSError, RuntimeError, ValueError) as error:  # links in a circle, NUL in a name
        message = f"no folder that can be read{reason(error)}"
        raise InvalidCourseError((CourseFault(shown(folder), 1, message),)) from error
    if folder / COURSE not in beside:
        message = f"no course: there is no {COURSE} in it"
        raise InvalidCourseError((CourseFault(shown(folder), 1, message),))
    course = read_course_file(folder / COURSE, root)
    units = written_out([read_course_file(path, root) for path in inside if path.suffix == ".yaml"])
    faults = [fault for file in (course, *units) for fault in file.faults]
    if not units:
        faults.append(CourseFault(shown(folder / UNITS), 1, f"no unit: there is no {UNITS}/*.yaml"))
    faults += _strays(beside, inside)
    return CourseFiles(course, units, tuple(faults))


def _yaml_files(folder: Path) -> list[Path]:
    files = (path for path in folder.iterdir() if not path.name.startswith("."))
    return sorted(path for path in files if path.suffix.lower() in {".yaml", ".yml"})


def _strays(beside: list[Path], inside: list[Path]) -> Iterator[CourseFault]:
    for path in beside:
        if path.name != COURSE:
            yield CourseFault(shown(path), 1, f"not read: units are files in the folder {UNITS}")
    for path in inside:
        if path.suffix != ".yaml":
            yield CourseFault(shown(path), 1, "not read: the name of a unit's file ends in .yaml")
