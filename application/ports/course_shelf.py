"""Courses as they are put up and changed."""

from abc import abstractmethod
from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from attrs import frozen

from parlons.domain.learning.learning_path import LearningPath
from parlons.domain.learning.learning_unit import LearningUnit
from parlons.domain.learning.lesson import Lesson
from parlons.domain.learning.prerequisites import Condition


class Change(StrEnum):
    """What storing something did."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@frozen
class Stored:
    """The id of what was stored, and what that changed."""

    id: int
    change: Change


class ICourseShelf(Protocol):
    """Puts a course into the catalogue piece by piece; whatever has the same slug is updated.

    Nothing is ever deleted, because attempts refer to it: what is no longer taught is retired, is
    no longer found in the catalogue, and comes back under the same id when it is put again.
    `put_unit`, `put_lesson` and `touch_path` raise `NotFoundError` where there is no such path, or
    no such unit that is taught.
    """

    @abstractmethod
    def put_path(self, path: LearningPath, at: datetime) -> Stored:
        """Store a path without its units; its slug is its identity.

        A new path is of version 1, updated at the instant `at`; one that is there keeps both.
        """

    @abstractmethod
    def put_unit(self, path_id: int, position: int, unit: LearningUnit) -> Stored:
        """Store a unit with its vocabulary, without its lessons; its slug is unique in the path.

        A word that another unit of the path has moves from there; term and part of speech are its
        identity.
        """

    @abstractmethod
    def put_prerequisites(self, unit_id: int, prerequisites: Condition | None) -> None:
        """Store what a unit waits for; raises `NotFoundError` for one that is not taught."""

    @abstractmethod
    def put_lesson(self, unit_id: int, position: int, lesson: Lesson) -> Stored:
        """Store a lesson with its exercises; its slug is unique in the path.

        A lesson that another unit of the path has moves from there. An exercise whose content
        differs gets the next version; one that is gone is retired.
        """

    @abstractmethod
    def retire_units(self, path_id: int, keep: Collection[str]) -> int:
        """Retire the path's units whose slug is not in `keep`; return how many that were.

        Each takes its lessons and its words along.
        """

    @abstractmethod
    def retire_lessons(self, path_id: int, keep: Collection[str]) -> int:
        """Retire the path's lessons whose slug is not in `keep`; return how many that were."""

    @abstractmethod
    def touch_path(self, path_id: int, at: datetime) -> None:
        """Count one more version of the path, updated at the instant `at`."""
