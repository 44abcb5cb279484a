"""The statements that read learners' progress."""

from typing import Any, Final

from sqlalchemy import Column, Table, Text, and_, bindparam, select

from parlons.adapters.sql.columns import Number
from parlons.adapters.sql.learning.stored_units import UNIT_SUMMARY
from parlons.adapters.sql.progress.progress_rows import (
    EXERCISE_RECORD,
    LESSON_PROGRESS,
    PATH_PROGRESS,
    UNIT_PROGRESS,
)
from parlons.adapters.sql.query import names_of
from parlons.adapters.sql.rows import AnySelect
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.adapters.sql.tables import Tables
from parlons.domain.learning.catalogue import LessonSummary, PathSummary

PATH: Final = names_of(PathSummary)
"""The columns of a path, which come before those of the learner's progress."""

LESSON: Final = names_of(LessonSummary)
"""The columns of a lesson, which come before those of the learner's progress."""

_USER: Final = bindparam("user_id", type_=Text())
_ID: Final = bindparam("id", type_=Number())
_AFTER: Final = bindparam("after", type_=Number())
_LIMIT: Final = bindparam("limit", type_=Number())


def lesson(tables: Tables) -> AnySelect:
    lessons, exercises = tables.user_lesson_progress, tables.user_content_completions
    of_lesson = and_(
        exercises.c.user_id == lessons.c.user_id, exercises.c.lesson_id == lessons.c.lesson_id
    )
    return (
        select(lessons.c.editions, *_columns(exercises, EXERCISE_RECORD))
        .outerjoin(exercises, of_lesson)
        .where(lessons.c.user_id == _USER, lessons.c.lesson_id == _ID)
    )


def lessons(tables: Tables) -> AnySelect:
    return _of_lessons(tables, "id", "exercise_count")


def page_of_lessons(tables: Tables) -> AnySelect:
    return _of_lessons(tables, *LESSON).where(tables.lessons.c.position > _AFTER).limit(_LIMIT)


def units(tables: Tables) -> AnySelect:
    return _of_units(tables, "id", "role")


def page_of_units(tables: Tables) -> AnySelect:
    units = tables.learning_units
    return _of_units(tables, *UNIT_SUMMARY).where(units.c.position > _AFTER).limit(_LIMIT)


def graph(tables: Tables) -> AnySelect:
    return _of_units(tables, "id", "slug", "title", "prerequisites")


def graph_of_slugs(database: SqlDatabase) -> AnySelect:
    units = database.tables.learning_units
    return graph(database.tables).where(database.among(units.c.slug, "slugs"))


def path(tables: Tables) -> AnySelect:
    progress = tables.user_progress
    mine = and_(progress.c.user_id == _USER, progress.c.path_id == _ID)
    return select(*_columns(progress, PATH_PROGRESS)).where(mine)


def enrolled(tables: Tables) -> AnySelect:
    progress = tables.user_progress
    later = _of_paths(tables).where(progress.c.path_id > _AFTER)
    return later.order_by(progress.c.path_id).limit(_LIMIT)


def current_path(tables: Tables) -> AnySelect:
    progress = tables.user_progress
    return _of_paths(tables).order_by(progress.c.last_used_at.desc(), progress.c.path_id).limit(1)


def learners_on(tables: Tables) -> AnySelect:
    progress = tables.user_progress
    later = and_(progress.c.path_id == _ID, progress.c.user_id > bindparam("after"))
    return select(progress.c.user_id).where(later).order_by(progress.c.user_id).limit(_LIMIT)


def _of_lessons(tables: Tables, *names: str) -> AnySelect:
    lessons, progress = tables.lessons, tables.user_lesson_progress
    mine = and_(progress.c.lesson_id == lessons.c.id, progress.c.user_id == _USER)
    return (
        select(*_columns(lessons, names), *_columns(progress, LESSON_PROGRESS))
        .outerjoin(progress, mine)
        .where(lessons.c.unit_id == _ID, lessons.c.retired_at.is_(None))
        .order_by(lessons.c.position)
    )


def _of_units(tables: Tables, *names: str) -> AnySelect:
    units, progress = tables.learning_units, tables.user_unit_progress
    mine = and_(progress.c.unit_id == units.c.id, progress.c.user_id == _USER)
    return (
        select(*_columns(units, names), *_columns(progress, UNIT_PROGRESS))
        .outerjoin(progress, mine)
        .where(units.c.path_id == _ID, units.c.retired_at.is_(None))
        .order_by(units.c.position)
    )


def _of_paths(tables: Tables) -> AnySelect:
    paths, progress = tables.learning_paths, tables.user_progress
    return (
        select(*_columns(paths, PATH), *_columns(progress, PATH_PROGRESS))
        .join(progress, progress.c.path_id == paths.c.id)
        .where(progress.c.user_id == _USER)
    )


def _columns(table: Table, names: tuple[str, ...]) -> list[Column[Any]]:
    return [table.c[name] for name in names]
