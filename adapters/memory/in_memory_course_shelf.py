"""The course shelf in memory."""

from collections.abc import Collection
from datetime import datetime
from typing import TypeVar

from attrs import evolve, frozen

from parlons.adapters.memory.in_memory_transaction import InMemoryTransaction
from parlons.adapters.memory.state import LessonRow, UnitRow
from parlons.application.ports.course_shelf import Change, ICourseShelf, Stored
from parlons.domain.errors import NotFoundError
from parlons.domain.exercises.exercise import Exercise
from parlons.domain.learning.catalogue import LessonView, PathSummary, StoredExercise, UnitSummary
from parlons.domain.learning.learning_path import LearningPath
from parlons.domain.learning.learning_unit import LearningUnit
from parlons.domain.learning.lesson import Lesson
from parlons.domain.learning.prerequisites import Condition

_Row = TypeVar("_Row", PathSummary, UnitRow)


@frozen
class InMemoryCourseShelf(ICourseShelf):
    """The shelf of a session."""

    transaction: InMemoryTransaction

    def put_path(self, path: LearningPath, at: datetime) -> Stored:
        paths = self.transaction.changing.paths
        old = next((row for row in paths.values() if row.slug == path.slug), None)
        new = PathSummary(
            id=old.id if old else len(paths) + 1,
            slug=path.slug,
            title=path.title,
            description=path.description,
            source_language=path.source_language,
            target_language=path.target_language,
            level=path.level,
            unit_count=0,
            lesson_count=0,
            version=old.version if old else 1,
            updated_at=old.updated_at if old else at,
        )
        paths[new.id] = new
        return Stored(new.id, _change(old, new))

    def put_unit(self, path_id: int, position: int, unit: LearningUnit) -> Stored:
        state = self.transaction.changing
        _found(state.paths.get(path_id), f"learning path {path_id}")
        key = (path_id, unit.slug)
        rows = state.units.values()
        old = next((row for row in rows if (row.path_id, row.summary.slug) == key), None)
        summary = UnitSummary(
            id=old.summary.id if old else len(state.units) + 1,
            slug=unit.slug,
            position=position,
            title=unit.title,
            description=unit.description,
            role=unit.role,
            prerequisites=unit.prerequisites,
            lesson_count=0,
        )
        new = UnitRow(
            summary=summary,
            path_id=path_id,
            grammar_note=unit.grammar_note,
            culture_note=unit.culture_note,
            vocabulary=unit.vocabulary,
        )
        self._take_terms(new)
        state.units[summary.id] = new
        return Stored(summary.id, _change(old, new))

    def put_prerequisites(self, unit_id: int, prerequisites: Condition | None) -> None:
        units = self.transaction.changing.units
        unit = units.get(unit_id)
        row = _found(unit if unit and not unit.retired else None, f"unit {unit_id}")
        units[unit_id] = evolve(row, summary=evolve(row.summary, prerequisites=prerequisites))

    def put_lesson(self, unit_id: int, position: int, lesson: Lesson) -> Stored:
        state = self.transaction.changing
        unit = state.units.get(unit_id)
        unit = _found(unit if unit and not unit.retired else None, f"unit {unit_id}")
        key = (unit.path_id, lesson.slug)
        rows = state.lessons.values()
        old = next((row for row in rows if (row.view.path_id, row.view.slug) == key), None)
        lesson_id = old.view.id if old else len(state.lessons) + 1
        known = {each.content.slug: each for each in (old.view.exercises + old.gone if old else ())}
        exercises = tuple(
            self._exercise(lesson_id, known.pop(exercise.slug, None), exercise)
            for exercise in lesson.exercises
        )
        view = LessonView(
            id=lesson_id,
            slug=lesson.slug,
            unit_id=unit_id,
            path_id=unit.path_id,
            title=lesson.title,
            objective=lesson.objective,
            introduction=lesson.introduction,
            dialogue=lesson.dialogue,
            exercises=exercises,
        )
        new = LessonRow(view=view, position=position, gone=tuple(known.values()))
        state.lessons[lesson_id] = new
        return Stored(lesson_id, _change(old, new))

    def retire_units(self, path_id: int, keep: Collection[str]) -> int:
        units = self.transaction.changing.units
        gone = {
            unit_id
            for unit_id, row in units.items()
            if row.path_id == path_id and row.summary.slug not in keep and not row.retired
        }
        for unit_id in gone:
            units[unit_id] = evolve(units[unit_id], retired=True)
        lessons = self.transaction.changing.lessons
        self._retire_lessons({key for key, row in lessons.items() if row.view.unit_id in gone})
        return len(gone)

    def retire_lessons(self, path_id: int, keep: Collection[str]) -> int:
        gone = {
            lesson_id
            for lesson_id, row in self.transaction.changing.lessons.items()
            if row.view.path_id == path_id and row.view.slug not in keep and not row.retired
        }
        self._retire_lessons(gone)
        return len(gone)

    def touch_path(self, path_id: int, at: datetime) -> None:
        paths = self.transaction.changing.paths
        path = _found(paths.get(path_id), f"learning path {path_id}")
        paths[path_id] = evolve(path, version=path.version + 1, updated_at=at)

    def _take_terms(self, unit: UnitRow) -> None:
        units = self.transaction.changing.units
        taken = {(entry.term, entry.part_of_speech) for entry in unit.vocabulary}
        for unit_id, row in units.items():
            if row.path_id == unit.path_id and unit_id != unit.summary.id:
                left = [e for e in row.vocabulary if (e.term, e.part_of_speech) not in taken]
                units[unit_id] = evolve(row, vocabulary=tuple(left))

    def _exercise(
        self, lesson_id: int, old: StoredExercise | None, content: Exercise
    ) -> StoredExercise:
        exercises = self.transaction.changing.exercises
        if old is None:
            exercises[len(exercises) + 1] = lesson_id
            return StoredExercise(id=len(exercises), version=1, content=content)
        if old.content == content:
            return old
        version = old.version + 1
        if content.asks_the_same_as(old.content):
            return evolve(old, version=version, content=content)
        return StoredExercise(id=old.id, version=version, content=content, task_since=version)

    def _retire_lessons(self, lesson_ids: Collection[int]) -> None:
        lessons = self.transaction.changing.lessons
        for lesson_id in lesson_ids:
            lessons[lesson_id] = evolve(lessons[lesson_id], retired=True)


def _found(row: _Row | None, what: str) -> _Row:
    if row is None:
        raise NotFoundError(f"there is no {what}")
    return row


def _change(old: object, new: object) -> Change:
    if old is None:
        return Change.ADDED
    return Change.UNCHANGED if old == new else Change.UPDATED
