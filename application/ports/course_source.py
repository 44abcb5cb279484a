"""Courses as their authors keep them."""

from abc import abstractmethod
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from attrs import frozen

from parlons.domain.errors import ParlonsError
from parlons.domain.learning.learning_path import LearningPath


@frozen
class CourseFault:
    """One thing wrong with a course: the file, the line (from 1) and what it is."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


@frozen(order=True)
class CoursePlace:
    """Where a part of a course stands: the file and the line (from 1) in which it begins."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


class InvalidCourseError(ParlonsError):
    """The course cannot be used; `faults` holds everything found, never nothing."""

    def __init__(self, faults: tuple[CourseFault, ...]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


class ICourseSource(Protocol):
    """Reads courses from a folder."""

    @abstractmethod
    def load(self, folder: Path) -> LearningPath:
        """Return the course in the folder; raises `InvalidCourseError`."""

    @abstractmethod
    def places(self, folder: Path, pointers: Iterable[str]) -> tuple[CoursePlace, ...]:
        """Return where the parts of the course stand, in the order of their JSON pointers.

        A pointer (RFC 6901) leads from the `LearningPath` that `load` returns to a part of it, such
        as `/units/3/lessons/1`. A part that its author left out is where the one around it is.
        Raises `InvalidCourseError` where the folder holds no course.
        """
