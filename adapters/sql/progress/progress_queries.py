"""What is asked about learners' progress."""

from collections.abc import Sequence
from typing import Any

from attrs import frozen

from parlons.adapters.sql.learning.place_queries import PlaceQueries
from parlons.adapters.sql.learning.stored_units import UNIT_SUMMARY, condition_reader, unit_reader
from parlons.adapters.sql.prepared import Prepared
from parlons.adapters.sql.progress import progress_statements as statements
from parlons.adapters.sql.progress.progress_changes import ProgressChanges
from parlons.adapters.sql.progress.progress_rows import (
    lesson_standing,
    path_progress,
    unit_progress,
)
from parlons.adapters.sql.query import Query, Reader, reader_of
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.application.ports.codec import ICodec
from parlons.application.ports.progress import EnrolledPath, GraphNode, ListedLesson, ListedUnit
from parlons.domain.learning.catalogue import LessonSummary, PathSummary
from parlons.domain.learning.unlocking import GraphUnit
from parlons.domain.progress.unit_progress import LessonStanding, PathProgress, UnitOnPath


@frozen(kw_only=True)
class ProgressQueries:
    """One statement for each question, and what changes progress.

    A lesson is a row for each exercise that the learner has anything of, or one without.
    """

    changes: ProgressChanges
    places: PlaceQueries
    lesson: Prepared
    lessons: Query[LessonStanding]
    units: Query[UnitOnPath]
    graph: Query[GraphNode]
    graph_of_slugs: Query[GraphNode]
    path: Query[PathProgress]
    enrolled: Query[EnrolledPath]
    current_path: Query[EnrolledPath]
    page_of_units: Query[ListedUnit]
    page_of_lessons: Query[ListedLesson]
    learners_on: Query[str]

    @classmethod
    def on(cls, database: SqlDatabase, codec: ICodec) -> "ProgressQueries":
        """Prepare the statements for a database."""
        tables, prepare, node = database.tables, database.prepare, _node_reader(codec)
        return cls(
            changes=ProgressChanges.on(database),
            places=PlaceQueries.on(database, codec),
            lesson=prepare(statements.lesson(tables)),
            lessons=Query(prepare(statements.lessons(tables)), lesson_standing),
            units=Query(prepare(statements.units(tables)), _unit_on_path),
            graph=Query(prepare(statements.graph(tables)), node),
            graph_of_slugs=Query(prepare(statements.graph_of_slugs(database)), node),
            path=Query(prepare(statements.path(tables)), path_progress),
            enrolled=Query(prepare(statements.enrolled(tables)), _enrolled_path),
            current_path=Query(prepare(statements.current_path(tables)), _enrolled_path),
            page_of_units=Query(prepare(statements.page_of_units(tables)), _unit_reader(codec)),
            page_of_lessons=Query(prepare(statements.page_of_lessons(tables)), _listed_lesson),
            learners_on=Query(prepare(statements.learners_on(tables)), _first),
        )


_read_path = reader_of(PathSummary, statements.PATH)
_read_lesson = reader_of(LessonSummary, statements.LESSON)


def _first(row: Sequence[Any]) -> Any:
    return row[0]


def _unit_on_path(row: Sequence[Any]) -> UnitOnPath:
    unit_id, role, *progress = row
    return UnitOnPath(unit_id=unit_id, role=role, progress=unit_progress(progress))


def _node_reader(codec: ICodec) -> Reader[GraphNode]:
    read_condition = condition_reader(codec)

    def read(row: Sequence[Any]) -> GraphNode:
        unit_id, slug, title, prerequisites, *progress = row
        unit = GraphUnit(slug=slug, title=title, prerequisites=read_condition(prerequisites))
        return GraphNode(unit_id=unit_id, unit=unit, progress=unit_progress(progress))

    return read


def _unit_reader(codec: ICodec) -> Reader[ListedUnit]:
    read_unit, width = unit_reader(codec), len(UNIT_SUMMARY)

    def read(row: Sequence[Any]) -> ListedUnit:
        return ListedUnit(unit=read_unit(row[:width]), progress=unit_progress(row[width:]))

    return read


def _listed_lesson(row: Sequence[Any]) -> ListedLesson:
    width = len(statements.LESSON)
    right_count, completed_at, _zone = row[width:]
    return ListedLesson(
        lesson=_read_lesson(row[:width]),
        right_count=right_count or 0,
        started=right_count is not None,
        completed_at=completed_at,
    )


def _enrolled_path(row: Sequence[Any]) -> EnrolledPath:
    width = len(statements.PATH)
    return EnrolledPath(path=_read_path(row[:width]), progress=path_progress(row[width:]))
