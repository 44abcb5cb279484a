"""The catalogue in SQL."""

import json
from collections.abc import Collection, Mapping

from attrs import frozen

from parlons.adapters.sql.learning.catalogue_queries import LESSON, UNIT, CatalogueQueries
from parlons.adapters.sql.sql_transaction import SqlTransaction
from parlons.application.ports.catalogue import ICatalogue
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
from parlons.domain.learning.lesson import DialogueLine


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
        wanted = {"target_language": target_language, "level": level}
        return self.queries.paths.all(self.transaction, {"after": after, "limit": limit, **wanted})

    def path(self, path_id: int) -> PathSummary | None:
        return self.queries.path.first(self.transaction, {"id": path_id})

    def units(self, path_id: int, after: int, limit: int) -> tuple[UnitSummary, ...]:
        values = {"id": path_id, "after": after, "limit": limit}
        return self.queries.units.all(self.transaction, values)

    def positions_of_units(self, path_id: int, ids: Collection[int]) -> Mapping[int, int]:
        values = {"id": path_id, "ids": list(ids)}
        return dict(self.queries.positions_of_units.all(self.transaction, values))

    def unit(self, unit_id: int) -> UnitView | None:
        rows = self.queries.unit.all(self.transaction, {"id": unit_id})
        if not rows:
            return None
        unit = dict(zip(UNIT, rows[0][0], strict=True))
        unit["prerequisites"] = self.queries.read_condition(unit["prerequisites"])
        return UnitView(**unit, vocabulary=tuple(entry for _, entry in rows if entry))

    def lessons(self, unit_id: int, after: int, limit: int) -> tuple[LessonSummary, ...]:
        values = {"id": unit_id, "after": after, "limit": limit}
        return self.queries.lessons.all(self.transaction, values)

    def positions_of_lessons(self, unit_id: int, ids: Collection[int]) -> Mapping[int, int]:
        values = {"id": unit_id, "ids": list(ids)}
        return dict(self.queries.positions_of_lessons.all(self.transaction, values))

    def lesson(self, lesson_id: int) -> LessonView | None:
        rows = self.queries.lesson.all(self.transaction, {"id": lesson_id})
        if not rows:
            return None
        lesson = dict(zip(LESSON, rows[0][0], strict=True))
        lesson["dialogue"] = self._dialogue(lesson["dialogue"])
        return LessonView(**lesson, exercises=tuple(exercise for _, exercise in rows))

    def exercise(self, exercise_id: int) -> StoredExercise | None:
        return self.queries.exercise.first(self.transaction, {"id": exercise_id})

    def exercises(self, path_id: int) -> tuple[StoredExercise, ...]:
        return self.queries.exercises.all(self.transaction, {"id": path_id})

    def course_of(self, exercise_id: int) -> CourseEdition | None:
        return self.queries.course_of.first(self.transaction, {"id": exercise_id})

    def lexicon(self, path_id: int) -> tuple[LexiconEntry, ...]:
        return self.queries.lexicon.all(self.transaction, {"id": path_id})

    def place_of_unit(self, unit_id: int) -> UnitPlace | None:
        return self.queries.places.unit.first(self.transaction, {"id": unit_id})

    def place_of_lesson(self, lesson_id: int) -> LessonPlace | None:
        places = self.queries.places
        return places.read_lesson(self.transaction.rows(places.lesson, {"id": lesson_id}))

    def place_of_exercise(self, exercise_id: int) -> LessonPlace | None:
        places, values = self.queries.places, {"id": exercise_id}
        return places.read_lesson(self.transaction.rows(places.lesson_of_exercise, values))

    def _dialogue(self, document: str) -> tuple[DialogueLine, ...]:
        decode = self.queries.codec.decode
        return tuple(decode(line, DialogueLine) for line in json.loads(document))
