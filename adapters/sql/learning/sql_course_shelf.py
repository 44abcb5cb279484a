"""The course shelf in SQL."""

from collections.abc import Collection
from datetime import datetime

from attrs import frozen
from sqlalchemy import select

from parlons.adapters.sql.learning.retirement import Retirement
from parlons.adapters.sql.learning.shelf_exercises import ShelfExercises
from parlons.adapters.sql.learning.shelf_rows import PutRow, ShelfRows
from parlons.adapters.sql.learning.shelf_vocabulary import ShelfVocabulary
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.adapters.sql.sql_transaction import SqlTransaction
from parlons.adapters.sql.tables import Tables
from parlons.application.ports.codec import ICodec
from parlons.application.ports.course_shelf import ICourseShelf, Stored
from parlons.domain.errors import NotFoundError
from parlons.domain.learning.learning_path import LearningPath
from parlons.domain.learning.learning_unit import LearningUnit
from parlons.domain.learning.lesson import Lesson
from parlons.domain.learning.prerequisites import Condition


@frozen(kw_only=True)
class SqlCourseShelf(ICourseShelf):
    """The shelf of a session; who puts a path first keeps others from it until the end."""

    transaction: SqlTransaction
    tables: Tables
    codec: ICodec
    rows: ShelfRows
    vocabulary: ShelfVocabulary
    exercises: ShelfExercises
    retirement: Retirement

    @classmethod
    def on(
        cls, transaction: SqlTransaction, database: SqlDatabase, codec: ICodec
    ) -> "SqlCourseShelf":
        """Open the shelf in a transaction."""
        return cls(
            transaction=transaction,
            tables=database.tables,
            codec=codec,
            rows=ShelfRows(transaction, database),
            vocabulary=ShelfVocabulary(transaction, database, codec),
            exercises=ShelfExercises(transaction, database.tables, codec),
            retirement=Retirement(transaction, database.tables),
        )

    def put_path(self, path: LearningPath, at: datetime) -> Stored:
        values = {
            "title": path.title,
            "description": path.description,
            "source_language": path.source_language,
            "target_language": path.target_language,
            "level": path.level,
        }
        initial = {"unit_count": 0, "lesson_count": 0, "version": 1, "updated_at": at}
        put = self.rows.put(self.tables.learning_paths, {"slug": path.slug}, values, initial)
        return Stored(put.id, put.change())

    def put_unit(self, path_id: int, position: int, unit: LearningUnit) -> Stored:
        paths, units = self.tables.learning_paths, self.tables.learning_units
        if not self.transaction.read(select(paths.c.id).where(paths.c.id == path_id), {}).first():
            raise NotFoundError(f"there is no learning path {path_id}")
        values = {
            "position": position,
            "title": unit.title,
            "description": unit.description,
            "role": unit.role,
            "prerequisites": self.codec.encode(unit.prerequisites),
            "grammar_note": unit.grammar_note,
            "culture_note": unit.culture_note,
            "retired_at": None,
        }
        key = {"path_id": path_id, "slug": unit.slug}
        put = self.rows.put(units, key, values, {"lesson_count": 0})
        if put.appears:
            self.rows.count(paths, path_id, "unit_count", 1)
        new_words = self.vocabulary.put(path_id, put.id, unit.vocabulary)
        return Stored(put.id, put.change(parts_changed=new_words))

    def put_prerequisites(self, unit_id: int, prerequisites: Condition | None) -> None:
        self._path_of(unit_id)
        units = self.tables.learning_units
        update = units.update().where(units.c.id == unit_id)
        self.transaction.change(update, {"prerequisites": self.codec.encode(prerequisites)})

    def put_lesson(self, unit_id: int, position: int, lesson: Lesson) -> Stored:
        path_id = self._path_of(unit_id)
        values = {
            "unit_id": unit_id,
            "position": position,
            "title": lesson.title,
            "objective": lesson.objective,
            "introduction": lesson.introduction,
            "dialogue": self.codec.encode(lesson)["dialogue"],
            "exercise_count": len(lesson.exercises),
            "retired_at": None,
        }
        key = {"path_id": path_id, "slug": lesson.slug}
        put = self.rows.put(self.tables.lessons, key, values, {})
        self._count_lesson(path_id, unit_id, put)
        new_exercises = self.exercises.put(put.id, lesson)
        return Stored(put.id, put.change(parts_changed=new_exercises))

    def retire_units(self, path_id: int, keep: Collection[str]) -> int:
        return self.retirement.retire_units(path_id, keep)

    def retire_lessons(self, path_id: int, keep: Collection[str]) -> int:
        return self.retirement.retire_lessons(path_id, keep)

    def touch_path(self, path_id: int, at: datetime) -> None:
        paths = self.tables.learning_paths
        touched = {"version": paths.c.version + 1, "updated_at": at}
        update = paths.update().where(paths.c.id == path_id).values(touched)
        if not self.transaction.change(update, {}).rowcount:
            raise NotFoundError(f"there is no learning path {path_id}")

    def _path_of(self, unit_id: int) -> int:
        units = self.tables.learning_units
        live = select(units.c.path_id).where(units.c.id == unit_id, units.c.retired_at.is_(None))
        path_id: int | None = self.transaction.read(live, {}).scalar()
        if path_id is None:
            raise NotFoundError(f"there is no unit {unit_id}")
        return path_id

    def _count_lesson(self, path_id: int, unit_id: int, put: PutRow) -> None:
        units = self.tables.learning_units
        if put.appears:
            self.rows.count(self.tables.learning_paths, path_id, "lesson_count", 1)
        elif put.before is not None and put.before.unit_id != unit_id:
            self.rows.count(units, put.before.unit_id, "lesson_count", -1)
        else:
            return
        self.rows.count(units, unit_id, "lesson_count", 1)
