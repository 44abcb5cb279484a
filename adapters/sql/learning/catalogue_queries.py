"""What is asked about the catalogue."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from attrs import frozen
from sqlalchemy import Column, ColumnElement, and_, bindparam, or_, select

from parlons.adapters.sql.columns import Number
from parlons.adapters.sql.learning.place_queries import PlaceQueries
from parlons.adapters.sql.learning.stored_exercises import EXERCISE, exercise_reader
from parlons.adapters.sql.learning.stored_units import UNIT_SUMMARY, condition_reader, unit_reader
from parlons.adapters.sql.learning.stored_vocabulary import ENTRY, vocabulary_entry
from parlons.adapters.sql.query import Query, Reader, columns_of, names_of, reader_of
from parlons.adapters.sql.rows import AnySelect
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.adapters.sql.tables import Tables
from parlons.application.ports.codec import ICodec
from parlons.domain.learning.catalogue import (
    CourseEdition,
    LessonSummary,
    LessonView,
    LexiconEntry,
    PathSummary,
    StoredExercise,
    UnitReference,
    UnitSummary,
    UnitView,
)
from parlons.domain.learning.prerequisites import Condition
from parlons.domain.learning.vocabulary_entry import VocabularyEntry

LESSON: Final = names_of(LessonView, "exercises")
"""The columns of a lesson, which come before those of its exercise."""

UNIT: Final = names_of(UnitView, "vocabulary")
"""The columns of a unit, which come before those of its vocabulary entry."""

COURSE: Final = names_of(CourseEdition)
"""The columns of a course, of which the first is the id of its path."""

_ID: Final = bindparam("id", type_=Number())
_AFTER: Final = bindparam("after", type_=Number())
_LIMIT: Final = bindparam("limit", type_=Number())


@frozen(kw_only=True)
class CatalogueQueries:
    """One statement for each question.

    A lesson is a row for each of its exercises; a unit one for each of its words, or one without.
    """

    codec: ICodec
    read_condition: Callable[[str | None], Condition | None]
    paths: Query[PathSummary]
    path: Query[PathSummary]
    units: Query[UnitSummary]
    positions_of_units: Query[tuple[int, int]]
    unit: Query[tuple[Sequence[Any], VocabularyEntry | None]]
    lessons: Query[LessonSummary]
    positions_of_lessons: Query[tuple[int, int]]
    lesson: Query[tuple[Sequence[Any], StoredExercise]]
    exercise: Query[StoredExercise]
    exercises: Query[StoredExercise]
    course_of: Query[CourseEdition]
    lexicon: Query[LexiconEntry]
    places: PlaceQueries

    @classmethod
    def on(cls, database: SqlDatabase, codec: ICodec) -> "CatalogueQueries":
        """Prepare the statements for a database."""
        tables, prepare = database.tables, database.prepare
        read_exercise = exercise_reader(codec)
        path = reader_of(PathSummary, names_of(PathSummary))
        lesson = reader_of(LessonSummary, names_of(LessonSummary))
        return cls(
            codec=codec,
            read_condition=condition_reader(codec),
            paths=Query(prepare(_paths(tables)), path),
            path=Query(prepare(_path(tables)), path),
            units=Query(prepare(_units(tables)), unit_reader(codec)),
            positions_of_units=Query(
                prepare(_positions(database, tables.learning_units.c.path_id)), _pair
            ),
            unit=Query(prepare(_unit(tables)), _unit_reader(codec)),
            lessons=Query(prepare(_lessons(tables)), lesson),
            positions_of_lessons=Query(
                prepare(_positions(database, tables.lessons.c.unit_id)), _pair
            ),
            lesson=Query(
                prepare(_lesson(tables)),
                lambda row: (row[: len(LESSON)], read_exercise(*row[len(LESSON) :])),
            ),
            exercise=Query(prepare(_exercise(tables)), lambda row: read_exercise(*row)),
            exercises=Query(prepare(_exercises(tables)), lambda row: read_exercise(*row)),
            course_of=Query(prepare(_course_of(tables)), reader_of(CourseEdition, COURSE)),
            lexicon=Query(prepare(_lexicon(tables)), _lexicon_reader(codec)),
            places=PlaceQueries.on(database, codec),
        )


def _path(tables: Tables) -> AnySelect:
    paths = tables.learning_paths
    return select(*columns_of(PathSummary, paths)).where(paths.c.id == _ID)


def _paths(tables: Tables) -> AnySelect:
    paths = tables.learning_paths
    return (
        select(*columns_of(PathSummary, paths))
        .where(paths.c.id > _AFTER)
        .where(_is_or_any(paths.c.target_language), _is_or_any(paths.c.level))
        .order_by(paths.c.id)
        .limit(_LIMIT)
    )


def _is_or_any(column: Column[Any]) -> ColumnElement[bool]:
    wanted = bindparam(column.name, type_=column.type)
    return or_(wanted.is_(None), column == wanted)


def _unit(tables: Tables) -> AnySelect:
    units, entries = tables.learning_units, tables.vocabulary_entries
    taught = and_(entries.c.unit_id == units.c.id, entries.c.retired_at.is_(None))
    return (
        select(*(units.c[name] for name in UNIT))
        .add_columns(*(entries.c[name] for name in ENTRY))
        .outerjoin(entries, taught)
        .where(units.c.id == _ID, units.c.retired_at.is_(None))
        .order_by(entries.c.position)
    )


def _units(tables: Tables) -> AnySelect:
    units = tables.learning_units
    return (
        select(*(units.c[name] for name in UNIT_SUMMARY))
        .where(units.c.path_id == _ID, units.c.position > _AFTER, units.c.retired_at.is_(None))
        .order_by(units.c.position)
        .limit(_LIMIT)
    )


def _lessons(tables: Tables) -> AnySelect:
    lessons = tables.lessons
    return (
        select(*columns_of(LessonSummary, lessons))
        .where(lessons.c.unit_id == _ID, lessons.c.position > _AFTER)
        .where(lessons.c.retired_at.is_(None))
        .order_by(lessons.c.position)
        .limit(_LIMIT)
    )


def _positions(database: SqlDatabase, whole: Column[Any]) -> AnySelect:
    """Select where members are of what the column `whole` names."""
    members = whole.table.c
    return (
        select(members.id, members.position)
        .where(database.among(members.id, "ids"), whole == _ID)
        .where(members.retired_at.is_(None))
    )


def _pair(row: Sequence[Any]) -> tuple[int, int]:
    member_id, position = row
    return member_id, position


def _lesson(tables: Tables) -> AnySelect:
    lessons, exercises = tables.lessons, tables.exercises
    taught = and_(exercises.c.lesson_id == lessons.c.id, exercises.c.retired_at.is_(None))
    return (
        select(*(lessons.c[name] for name in LESSON))
        .add_columns(*(exercises.c[name] for name in EXERCISE))
        .join(exercises, taught)
        .where(lessons.c.id == _ID, lessons.c.retired_at.is_(None))
        .order_by(exercises.c.position)
    )


def _exercise(tables: Tables) -> AnySelect:
    exercises = tables.exercises
    columns = (exercises.c[name] for name in EXERCISE)
    return select(*columns).where(exercises.c.id == _ID, exercises.c.retired_at.is_(None))


def _exercises(tables: Tables) -> AnySelect:
    units, lessons, exercises = tables.learning_units, tables.lessons, tables.exercises
    taught = (table.c.retired_at.is_(None) for table in (units, lessons, exercises))
    return (
        select(*(exercises.c[name] for name in EXERCISE))
        .join(lessons, exercises.c.lesson_id == lessons.c.id)
        .join(units, lessons.c.unit_id == units.c.id)
        .where(units.c.path_id == _ID, *taught)
        .order_by(units.c.position, lessons.c.position, exercises.c.position)
    )


def _course_of(tables: Tables) -> AnySelect:
    exercises, lessons, paths = tables.exercises, tables.lessons, tables.learning_paths
    return (
        select(paths.c.id.label("path_id"), *(paths.c[name] for name in COURSE[1:]))
        .join(lessons, lessons.c.path_id == paths.c.id)
        .join(exercises, exercises.c.lesson_id == lessons.c.id)
        .where(exercises.c.id == _ID, exercises.c.retired_at.is_(None))
    )


def _lexicon(tables: Tables) -> AnySelect:
    entries, units = tables.vocabulary_entries, tables.learning_units
    return (
        select(*(entries.c[name] for name in ENTRY))
        .add_columns(units.c.id, units.c.slug, units.c.position, units.c.title)
        .join(units, entries.c.unit_id == units.c.id)
        .where(entries.c.path_id == _ID, entries.c.retired_at.is_(None))
        .order_by(units.c.position, entries.c.position)
    )


def _unit_reader(codec: ICodec) -> Reader[tuple[Sequence[Any], VocabularyEntry | None]]:
    def read(row: Sequence[Any]) -> tuple[Sequence[Any], VocabularyEntry | None]:
        unit, entry = row[: len(UNIT)], row[len(UNIT) :]
        return unit, vocabulary_entry(codec, entry) if any(entry) else None

    return read


def _lexicon_reader(codec: ICodec) -> Reader[LexiconEntry]:
    def read(row: Sequence[Any]) -> LexiconEntry:
        *entry, unit_id, slug, position, title = row
        unit = UnitReference(unit_id=unit_id, slug=slug, position=position, title=title)
        return LexiconEntry(entry=vocabulary_entry(codec, entry), unit=unit)

    return read
