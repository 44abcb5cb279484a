"""The catalogue in memory."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TypeVar

from attrs import asdict, evolve, frozen

from parlons.adapters.memory.in_memory_transaction import InMemoryTransaction
from parlons.adapters.memory.state import LessonRow, UnitRow
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
    UnitReference,
    UnitSummary,
    UnitView,
)
from parlons.domain.learning.cefr_level import CefrLevel
from parlons.domain.learning.unlocking import GraphUnit

_T = TypeVar("_T")


@frozen
class InMemoryCatalogue(ICatalogue):
    """The catalogue as a session sees it; counts are made up when asked for."""

    transaction: InMemoryTransaction

    def paths(
        self,
        after: int,
        limit: int,
        *,
        target_language: str | None = None,
        level: CefrLevel | None = None,
    ) -> tuple[PathSummary, ...]:
        found = (
            self._counted(path)
            for path in self.transaction.reading.paths.values()
            if target_language in (None, path.target_language) and level in (None, path.level)
        )
        return _page(found, after, limit, lambda path: path.id)

    def path(self, path_id: int) -> PathSummary | None:
        path = self.transaction.reading.paths.get(path_id)
        return path and self._counted(path)

    def units(self, path_id: int, after: int, limit: int) -> tuple[UnitSummary, ...]:
        found = map(self._summary, self._units_of(path_id))
        return _page(found, after, limit, lambda unit: unit.position)

    def positions_of_units(self, path_id: int, ids: Collection[int]) -> Mapping[int, int]:
        units = (row.summary for row in self._units_of(path_id))
        return {unit.id: unit.position for unit in units if unit.id in ids}

    def unit(self, unit_id: int) -> UnitView | None:
        row = self.transaction.reading.units.get(unit_id)
        return None if row is None or row.retired else self._view(row)

    def lessons(self, unit_id: int, after: int, limit: int) -> tuple[LessonSummary, ...]:
        found = map(_lesson_summary, self._lessons_of(unit_id))
        return _page(found, after, limit, lambda lesson: lesson.position)

    def positions_of_lessons(self, unit_id: int, ids: Collection[int]) -> Mapping[int, int]:
        rows = self._lessons_of(unit_id)
        return {row.view.id: row.position for row in rows if row.view.id in ids}

    def lesson(self, lesson_id: int) -> LessonView | None:
        row = self.transaction.reading.lessons.get(lesson_id)
        return None if row is None or row.retired else row.view

    def exercise(self, exercise_id: int) -> StoredExercise | None:
        lesson = self.lesson(self.transaction.reading.exercises.get(exercise_id, 0))
        taught = lesson.exercises if lesson else ()
        return next((exercise for exercise in taught if exercise.id == exercise_id), None)

    def exercises(self, path_id: int) -> tuple[StoredExercise, ...]:
        units = sorted(self._units_of(path_id), key=lambda row: row.summary.position)
        return tuple(
            exercise
            for unit in units
            for lesson in sorted(self._lessons_of(unit.summary.id), key=lambda row: row.position)
            for exercise in lesson.view.exercises
        )

    def course_of(self, exercise_id: int) -> CourseEdition | None:
        lesson = self.lesson(self.transaction.reading.exercises.get(exercise_id, 0))
        if lesson is None or exercise_id not in {each.id for each in lesson.exercises}:
            return None
        path = self.transaction.reading.paths[lesson.path_id]
        return CourseEdition(
            path_id=path.id,
            version=path.version,
            updated_at=path.updated_at,
            source_language=path.source_language,
            target_language=path.target_language,
        )

    def place_of_unit(self, unit_id: int) -> UnitPlace | None:
        row = self.transaction.reading.units.get(unit_id)
        if row is None or row.retired:
            return None
        return UnitPlace(unit_id=unit_id, path_id=row.path_id, unit=GraphUnit.of(row.summary))

    def place_of_lesson(self, lesson_id: int) -> LessonPlace | None:
        lesson = self.lesson(lesson_id)
        unit = None if lesson is None else self.place_of_unit(lesson.unit_id)
        if lesson is None or unit is None:
            return None
        exercises = tuple(exercise.id for exercise in lesson.exercises)
        return LessonPlace(lesson_id=lesson_id, unit=unit, exercises=exercises)

    def place_of_exercise(self, exercise_id: int) -> LessonPlace | None:
        place = self.place_of_lesson(self.transaction.reading.exercises.get(exercise_id, 0))
        return place if place is not None and exercise_id in place.exercises else None

    def lexicon(self, path_id: int) -> tuple[LexiconEntry, ...]:
        units = sorted(self._units_of(path_id), key=lambda row: row.summary.position)
        return tuple(
            LexiconEntry(entry=entry, unit=_reference(row.summary))
            for row in units
            for entry in row.vocabulary
        )

    def _units_of(self, path_id: int) -> list[UnitRow]:
        rows = self.transaction.reading.units.values()
        return [row for row in rows if row.path_id == path_id and not row.retired]

    def _lessons_of(self, unit_id: int) -> list[LessonRow]:
        rows = self.transaction.reading.lessons.values()
        return [row for row in rows if row.view.unit_id == unit_id and not row.retired]

    def _counted(self, path: PathSummary) -> PathSummary:
        units = self._units_of(path.id)
        lessons = sum(len(self._lessons_of(row.summary.id)) for row in units)
        return evolve(path, unit_count=len(units), lesson_count=lessons)

    def _summary(self, row: UnitRow) -> UnitSummary:
        return evolve(row.summary, lesson_count=len(self._lessons_of(row.summary.id)))

    def _view(self, row: UnitRow) -> UnitView:
        return UnitView(
            **asdict(self._summary(row), recurse=False),
            path_id=row.path_id,
            grammar_note=row.grammar_note,
            culture_note=row.culture_note,
            vocabulary=row.vocabulary,
        )


def _page(found: Iterable[_T], after: int, limit: int, key: Callable[[_T], int]) -> tuple[_T, ...]:
    return tuple(sorted((each for each in found if key(each) > after), key=key)[:limit])


def _lesson_summary(row: LessonRow) -> LessonSummary:
    return LessonSummary(
        id=row.view.id,
        slug=row.view.slug,
        position=row.position,
        title=row.view.title,
        objective=row.view.objective,
        exercise_count=len(row.view.exercises),
    )


def _reference(unit: UnitSummary) -> UnitReference:
    return UnitReference(unit_id=unit.id, slug=unit.slug, position=unit.position, title=unit.title)
