"""The catalogue in SQL."""

from attrs import frozen

from parlons.adapters.sql.catalogue_queries import LESSON, CatalogueQueries
from parlons.adapters.sql.sql_transaction import SqlTransaction
from parlons.application.ports.catalogue import ICatalogue
from parlons.domain.learning.catalogue import (
    LessonSummary,
    LessonView,
    LexiconEntry,
    PathSummary,
    StoredExercise,
    UnitSummary,
)
from parlons.domain.learning.cefr_level import CefrLevel


@frozen
class SqlCatalogue(ICatalogue):
    """The catalogue as a session sees it."""

    transaction: SqlTransaction
    queries: CatalogueQueries

    def paths(
        self,
        after: int,
        limit: int,
        *,
        target_language: str | None = None,
        level: CefrLevel | None = None,
    ) -> tuple[PathSummary, ...]:
        """Return paths by id."""
        wanted = {"target_language": target_language, "level": level}
        return self.queries.paths.all(self.transaction, {"after": after, "limit": limit, **wanted})

    def path(self, path_id: int) -> PathSummary | None:
        """Return a path, or None."""
        return self.queries.path.first(self.transaction, {"id": path_id})

    def units(self, path_id: int, after: int, limit: int) -> tuple[UnitSummary, ...]:
        """Return a path's units by position."""
        values = {"id": path_id, "after": after, "limit": limit}
        return self.queries.units.all(self.transaction, values)

    def unit(self, unit_id: int) -> UnitSummary | None:
        """Return a unit, or None."""
        return self.queries.unit.first(self.transaction, {"id": unit_id})

    def lessons(self, unit_id: int, after: int, limit: int) -> tuple[LessonSummary, ...]:
        """Return a unit's lessons by position."""
        values = {"id": unit_id, "after": after, "limit": limit}
        return self.queries.lessons.all(self.transaction, values)

    def lesson(self, lesson_id: int) -> LessonView | None:
        """Return a lesson with its exercises, or None."""
        rows = self.queries.lesson.all(self.transaction, {"id": lesson_id})
        if not rows:
            return None
        lesson = dict(zip(LESSON, rows[0][0], strict=True))
        return LessonView(**lesson, exercises=tuple(exercise for _, exercise in rows))

    def exercise(self, exercise_id: int) -> StoredExercise | None:
        """Return an exercise that is still taught, or None."""
        return self.queries.exercise.first(self.transaction, {"id": exercise_id})

    def lexicon(self, path_id: int) -> tuple[LexiconEntry, ...]:
        """Return every vocabulary entry of a path, in the order it is taught."""
        return self.queries.lexicon.all(self.transaction, {"id": path_id})
