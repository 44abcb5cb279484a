"""Courses kept as folders of YAML files."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import frozen

from parlons.adapters.courses.course_file import CourseFile
from parlons.adapters.courses.course_files import UNITS, CourseFiles, read_course_files
from parlons.adapters.courses.repeated_names import repeated_names
from parlons.adapters.courses.waiting_faults import waiting_faults
from parlons.application.ports.codec import (
    ICodec,
    InvalidDocumentError,
    json_pointer,
    pointer_steps,
)
from parlons.application.ports.course_source import (
    CourseFault,
    CoursePlace,
    ICourseSource,
    InvalidCourseError,
)
from parlons.domain.learning.learning_path import LearningPath
from parlons.domain.learning.learning_unit import LearningUnit


@frozen
class YamlFolderCourseSource(ICourseSource):
    """A folder with `course.yaml` and, in `units`, one file per unit in the order of their names.

    Every file is checked by itself first, so that a fault in one hides none in another.
    """

    codec: ICodec

    def load(self, folder: Path) -> LearningPath:
        files = read_course_files(folder)
        faults = [*files.faults, *self._path_faults(files.course)]
        for unit in files.units:
            faults += self._unit_faults(unit)
        faults += repeated_names(files.units)
        faults += waiting_faults(files.units, self.codec)
        if faults:
            raise InvalidCourseError(tuple(sorted(faults, key=_place)))
        units = [unit.content for unit in files.units]
        try:
            return self.codec.decode({**files.course.content, UNITS: units}, LearningPath)
        except InvalidDocumentError as error:
            raise InvalidCourseError(tuple(files.course.located(error.faults))) from error

    def places(self, folder: Path, pointers: Iterable[str]) -> tuple[CoursePlace, ...]:
        files = read_course_files(folder)
        return tuple(_place_of(files, pointer) for pointer in pointers)

    def _path_faults(self, course: CourseFile) -> Iterator[CourseFault]:
        if not course.readable:
            return
        if UNITS in course.content:
            yield course.fault(f"/{UNITS}", f"units are files in the folder {UNITS}")
        try:
            self.codec.decode({**course.content, UNITS: []}, LearningPath)
        except InvalidDocumentError as error:
            own = (fault for fault in error.faults if fault.pointer != f"/{UNITS}")
            yield from course.located(own)

    def _unit_faults(self, unit: CourseFile) -> Iterator[CourseFault]:
        if not unit.readable:
            return
        try:
            self.codec.decode(unit.content, LearningUnit)
        except InvalidDocumentError as error:
            yield from unit.located(error.faults)


def _place_of(files: CourseFiles, pointer: str) -> CoursePlace:
    match pointer_steps(pointer):
        case ["units", number, *steps] if number in map(str, range(len(files.units))):
            return files.units[int(number)].place(json_pointer(steps))
    return files.course.place(pointer)


def _place(fault: CourseFault) -> tuple[str, int]:
    return fault.file, fault.line
