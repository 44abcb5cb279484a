"""How parts of a course are retired."""

from collections.abc import Collection
from typing import Final

from attrs import frozen
from sqlalchemy import ColumnElement, ScalarSelect, Table, bindparam, func, select

from parlons.adapters.sql.columns import Number
from parlons.adapters.sql.sql_transaction import SqlTransaction
from parlons.adapters.sql.tables import Tables

_GONE: Final = bindparam("gone", type_=Number())


@frozen
class Retirement:
    """A unit takes its vocabulary and its lessons along, a lesson its exercises."""

    transaction: SqlTransaction
    tables: Tables

    def retire_units(self, path_id: int, keep: Collection[str]) -> int:
        """Retire the path's units whose slug is not in `keep`; return how many that were."""
        units, lessons = self.tables.learning_units, self.tables.lessons
        entries, exercises = self.tables.vocabulary_entries, self.tables.exercises
        of_unit = select(lessons.c.id).where(lessons.c.unit_id == _GONE)
        gone = self._others(units, path_id, keep)
        self._retire(exercises, exercises.c.lesson_id.in_(of_unit), gone)
        self._retire(lessons, lessons.c.unit_id == _GONE, gone)
        self._retire(entries, entries.c.unit_id == _GONE, gone)
        self._retire(units, units.c.id == _GONE, gone)
        self._count_again(path_id)
        return len(gone)

    def retire_lessons(self, path_id: int, keep: Collection[str]) -> int:
        """Retire the path's lessons whose slug is not in `keep`; return how many that were."""
        lessons, exercises = self.tables.lessons, self.tables.exercises
        gone = self._others(lessons, path_id, keep)
        self._retire(exercises, exercises.c.lesson_id == _GONE, gone)
        self._retire(lessons, lessons.c.id == _GONE, gone)
        self._count_again(path_id)
        return len(gone)

    def _others(self, table: Table, path_id: int, keep: Collection[str]) -> list[int]:
        live = select(table.c.id, table.c.slug).where(
            table.c.path_id == path_id, table.c.retired_at.is_(None)
        )
        kept = frozenset(keep)
        return [row_id for row_id, slug in self.transaction.read(live, {}) if slug not in kept]

    def _retire(self, table: Table, which: ColumnElement[bool], gone: list[int]) -> None:
        update = table.update().where(which, table.c.retired_at.is_(None))
        if gone:
            values = [{_GONE.key: row_id} for row_id in gone]
            self.transaction.change(update.values(retired_at=func.now()), values)

    def _count_again(self, path_id: int) -> None:
        paths, units, lessons = (
            self.tables.learning_paths,
            self.tables.learning_units,
            self.tables.lessons,
        )
        of_path = units.update().where(units.c.path_id == path_id)
        in_unit = _live(lessons, lessons.c.unit_id == units.c.id)
        self.transaction.change(of_path.values(lesson_count=in_unit), {})
        counts = {
            "unit_count": _live(units, units.c.path_id == path_id),
            "lesson_count": _live(lessons, lessons.c.path_id == path_id),
        }
        self.transaction.change(paths.update().where(paths.c.id == path_id).values(counts), {})


def _live(table: Table, which: ColumnElement[bool]) -> ScalarSelect[int]:
    count = select(func.count()).select_from(table).where(which, table.c.retired_at.is_(None))
    return count.scalar_subquery()
