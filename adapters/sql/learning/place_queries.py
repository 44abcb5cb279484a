"""Where things are taught."""

from collections.abc import Callable, Sequence
from typing import Any, Final, TypeAlias

from attrs import frozen
from sqlalchemy import and_, bindparam, or_, select

from parlons.adapters.sql.columns import Number
from parlons.adapters.sql.learning.stored_units import condition_reader
from parlons.adapters.sql.prepared import Prepared
from parlons.adapters.sql.query import Query
from parlons.adapters.sql.rows import AnySelect
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.adapters.sql.tables import Tables
from parlons.application.ports.codec import ICodec
from parlons.application.ports.progress import LearnersLesson
from parlons.domain.learning.catalogue import LessonPlace, UnitPlace
from parlons.domain.learning.prerequisites import Condition
from parlons.domain.learning.unlocking import GraphUnit

_ID: Final = bindparam("id", type_=Number())
_PLACE: Final = 7  # columns
_ReadCondition: TypeAlias = Callable[[str | None], Condition | None]


@frozen(kw_only=True)
class PlaceQueries:
    """One statement for each question; a lesson is a row for each of its exercises."""

    unit: Query[UnitPlace]
    lesson: Prepared
    lesson_of_exercise: Prepared
    learners_lesson: Prepared
    learners_lesson_of_exercise: Prepared

    @classmethod
    def on(cls, database: SqlDatabase, codec: ICodec) -> "PlaceQueries":
        """Prepare the statements for a database."""
        tables, prepare = database.tables, database.prepare
        read_condition = condition_reader(codec)
        exercises = tables.exercises
        lesson_id = (
            select(exercises.c.lesson_id)
            .where(exercises.c.id == _ID, exercises.c.retired_at.is_(None))
            .scalar_subquery()
        )
        lessons, learners = _lessons(tables), _learners_lessons(tables)
        this, of_exercise = tables.lessons.c.id == _ID, tables.lessons.c.id == lesson_id
        return cls(
            unit=Query(prepare(_unit(tables)), lambda row: _place(read_condition, row)),
            lesson=prepare(lessons.where(this)),
            lesson_of_exercise=prepare(lessons.where(of_exercise)),
            learners_lesson=prepare(learners.where(this)),
            learners_lesson_of_exercise=prepare(learners.where(of_exercise)),
        )

    def read_lesson(self, rows: Sequence[Sequence[Any]]) -> LessonPlace | None:
        """Return the place that the rows of a lesson tell, if there are any."""
        if not rows:
            return None
        lesson_id, _, *unit = rows[0][:_PLACE]
        return LessonPlace(
            lesson_id=lesson_id,
            unit=self.unit.read(unit),
            exercises=tuple(exercise_id for _, exercise_id, *_ in rows),
        )

    def read_learners_lesson(self, rows: Sequence[Sequence[Any]]) -> LearnersLesson | None:
        """Return the same with whether the unit stays open for the learner."""
        place = self.read_lesson(rows)
        if place is None:
            return None
        return LearnersLesson(place=place, stays_open=bool(rows[0][_PLACE]))


def _unit(tables: Tables) -> AnySelect:
    units = tables.learning_units
    return (
        select(units.c.id, units.c.path_id, units.c.slug, units.c.title)
        .add_columns(units.c.prerequisites)
        .where(units.c.id == _ID, units.c.retired_at.is_(None))
    )


def _lessons(tables: Tables) -> AnySelect:
    units, lessons, exercises = tables.learning_units, tables.lessons, tables.exercises
    taught = (table.c.retired_at.is_(None) for table in (units, lessons, exercises))
    return (
        select(lessons.c.id, exercises.c.id)
        .add_columns(units.c.id, units.c.path_id, units.c.slug, units.c.title)
        .add_columns(units.c.prerequisites)
        .join(units, lessons.c.unit_id == units.c.id)
        .join(exercises, exercises.c.lesson_id == lessons.c.id)
        .where(*taught)
        .order_by(exercises.c.position)
    )


def _learners_lessons(tables: Tables) -> AnySelect:
    progress, units = tables.user_unit_progress, tables.learning_units
    mine = and_(progress.c.unit_id == units.c.id, progress.c.user_id == bindparam("user_id"))
    done = (progress.c.completed_at.is_not(None), progress.c.unlocked_at.is_not(None))
    return _lessons(tables).add_columns(or_(progress.c.started, *done)).outerjoin(progress, mine)


def _place(read_condition: _ReadCondition, row: Sequence[Any]) -> UnitPlace:
    unit_id, path_id, slug, title, prerequisites = row
    unit = GraphUnit(slug=slug, title=title, prerequisites=read_condition(prerequisites))
    return UnitPlace(unit_id=unit_id, path_id=path_id, unit=unit)
