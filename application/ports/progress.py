"""How far learners are."""

from abc import abstractmethod
from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from attrs import frozen

from parlons.domain.learning.catalogue import LessonPlace, LessonSummary, PathSummary, UnitSummary
from parlons.domain.learning.unlocking import GraphUnit
from parlons.domain.progress.lesson_record import LessonRecord
from parlons.domain.progress.unit_progress import (
    LessonStanding,
    PathProgress,
    UnitOnPath,
    UnitProgress,
)


@frozen(kw_only=True)
class ListedUnit:
    """A unit of a path, and what a learner has of it."""

    unit: UnitSummary
    progress: UnitProgress


@frozen(kw_only=True)
class ListedLesson:
    """A lesson of a unit, and what a learner has of it."""

    lesson: LessonSummary
    right_count: int
    started: bool
    completed_at: datetime | None


@frozen(kw_only=True)
class EnrolledPath:
    """A path that a learner has taken up, and how far they are."""

    path: PathSummary
    progress: PathProgress


@frozen(kw_only=True)
class GraphNode:
    """A unit of a path as unlocking looks at it, and what a learner has of it."""

    unit_id: int
    unit: GraphUnit
    progress: UnitProgress


@frozen(kw_only=True)
class LearnersLesson:
    """Where a lesson is taught, and whether the unit stays open for a learner who was in it."""

    place: LessonPlace
    stays_open: bool


class IProgress(Protocol):
    """The progress of all learners; whatever changes it needs a write session.

    Only what is taught now is found. Where nothing is stored, progress is empty, never missing.
    Each method that reads is one statement.
    """

    @abstractmethod
    def lock(self, user_id: str) -> None:
        """Keep others from this learner's progress until the session ends."""

    @abstractmethod
    def place_of_lesson(self, user_id: str, lesson_id: int) -> LearnersLesson | None:
        """Return where a lesson is taught, or None where it is not."""

    @abstractmethod
    def place_of_exercise(self, user_id: str, exercise_id: int) -> LearnersLesson | None:
        """Return where the lesson of an exercise is taught, or None where either is not."""

    @abstractmethod
    def lesson(self, user_id: str, lesson_id: int) -> LessonRecord:
        """Return what the learner has of a lesson."""

    @abstractmethod
    def put_lesson(
        self, user_id: str, lesson_id: int, record: LessonRecord, right_count: int
    ) -> None:
        """Store what the learner has of a lesson, and how many of its exercises are right."""

    @abstractmethod
    def lessons(self, user_id: str, unit_id: int) -> tuple[LessonStanding, ...]:
        """Return every lesson of a unit with what the learner has of it."""

    @abstractmethod
    def put_unit(self, user_id: str, unit_id: int, progress: UnitProgress) -> None:
        """Store the learner's counts in a unit."""

    @abstractmethod
    def units(self, user_id: str, path_id: int) -> tuple[UnitOnPath, ...]:
        """Return every unit of a path with the learner's counts."""

    @abstractmethod
    def graph(
        self, user_id: str, path_id: int, slugs: Collection[str] | None = None
    ) -> tuple[GraphNode, ...]:
        """Return the units of a path by position; only those named, where `slugs` are given."""

    @abstractmethod
    def path(self, user_id: str, path_id: int) -> PathProgress | None:
        """Return the learner's counts on a path, or None who has not taken it up."""

    @abstractmethod
    def put_path(self, user_id: str, path_id: int, progress: PathProgress) -> None:
        """Store the learner's counts on a path."""

    @abstractmethod
    def enrolled(self, user_id: str, after: int, limit: int) -> tuple[EnrolledPath, ...]:
        """Return the paths that the learner has taken up by id, beginning after the id `after`."""

    @abstractmethod
    def current_path(self, user_id: str) -> EnrolledPath | None:
        """Return the path that the learner used last, or None."""

    @abstractmethod
    def page_of_units(
        self, user_id: str, path_id: int, after: int, limit: int
    ) -> tuple[ListedUnit, ...]:
        """Return units of a path by position, beginning after the position `after`."""

    @abstractmethod
    def page_of_lessons(
        self, user_id: str, unit_id: int, after: int, limit: int
    ) -> tuple[ListedLesson, ...]:
        """Return lessons of a unit by position, beginning after the position `after`."""

    @abstractmethod
    def learners_on(self, path_id: int, after: str, limit: int) -> tuple[str, ...]:
        """Return the ids of users who have taken up a path, sorted, beginning after `after`."""

    @abstractmethod
    def clear(self, user_id: str) -> None:
        """Delete all of the learner's progress, to have it computed anew from the events."""
