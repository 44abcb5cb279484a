"""What there is to learn, for reading."""

from abc import abstractmethod
from collections.abc import Collection, Mapping
from typing import Protocol

from parlons.domain.learning.catalogue import (
    CourseEdition,
    LessonPlace,
    LessonSummary,
    LessonView,
    LexiconEntry,
    PathSummary,
    StoredExercise,
    UnitPlace,
    UnitSummary,
    UnitView,
)
from parlons.domain.learning.cefr_level import CefrLevel


class ICatalogue(Protocol):
    """Published paths with their ids; each method is one statement.

    Lists return up to `limit` members in order, beginning after the position or id `after` (0 for
    the beginning).
    """

    @abstractmethod
    def paths(
        self,
        after: int,
        limit: int,
        *,
        target_language: str | None = None,
        level: CefrLevel | None = None,
    ) -> tuple[PathSummary, ...]:
        """Return paths by id."""

    @abstractmethod
    def path(self, path_id: int) -> PathSummary | None:
        """Return a path, or None."""

    @abstractmethod
    def units(self, path_id: int, after: int, limit: int) -> tuple[UnitSummary, ...]:
        """Return a path's units by position."""

    @abstractmethod
    def positions_of_units(self, path_id: int, ids: Collection[int]) -> Mapping[int, int]:
        """Return the position of each of these units, by its id, that is taught in the path."""

    @abstractmethod
    def unit(self, unit_id: int) -> UnitView | None:
        """Return a unit with its vocabulary, or None."""

    @abstractmethod
    def lessons(self, unit_id: int, after: int, limit: int) -> tuple[LessonSummary, ...]:
        """Return a unit's lessons by position."""

    @abstractmethod
    def positions_of_lessons(self, unit_id: int, ids: Collection[int]) -> Mapping[int, int]:
        """Return the position of each of these lessons, by its id, that is taught in the unit."""

    @abstractmethod
    def lesson(self, lesson_id: int) -> LessonView | None:
        """Return a lesson with its exercises, or None."""

    @abstractmethod
    def exercise(self, exercise_id: int) -> StoredExercise | None:
        """Return an exercise that is still taught, or None."""

    @abstractmethod
    def exercises(self, path_id: int) -> tuple[StoredExercise, ...]:
        """Return every exercise of a path, in the order they are met."""

    @abstractmethod
    def course_of(self, exercise_id: int) -> CourseEdition | None:
        """Return the course of an exercise that is still taught, or None."""

    @abstractmethod
    def place_of_unit(self, unit_id: int) -> UnitPlace | None:
        """Return where a unit is taught, or None where it is not."""

    @abstractmethod
    def place_of_lesson(self, lesson_id: int) -> LessonPlace | None:
        """Return where a lesson is taught, or None where it is not."""

    @abstractmethod
    def place_of_exercise(self, exercise_id: int) -> LessonPlace | None:
        """Return where the lesson of an exercise is taught, or None where either is not."""

    @abstractmethod
    def lexicon(self, path_id: int) -> tuple[LexiconEntry, ...]:
        """Return every vocabulary entry of a path, in the order it is taught."""
