"""Courses as their authors keep them."""

from abc import abstractmethod
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
