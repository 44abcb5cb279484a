"""Each question about progress is one statement, and what is stored is not written again."""

from collections.abc import Callable

import pytest
from sqlalchemy import event

from parlons.adapters.documents import row_codec
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.adapters.sql.sql_unit_of_work import SqlUnitOfWork
from parlons.application.ports.progress import IProgress
from parlons.entrypoints.testing import course_samples
from parlons.entrypoints.testing.contracts.stored_course import StoredCourse, stored_course

QUESTIONS: dict[str, Callable[[IProgress], object]] = {
    "place_of_lesson": lambda progress: progress.place_of_lesson("ada", 1),
    "place_of_exercise": lambda progress: progress.place_of_exercise("ada", 1),
    "lesson": lambda progress: progress.lesson("ada", 1).exercises,
    "lessons": lambda progress: progress.lessons("ada", 1),
    "units": lambda progress: progress.units("ada", 1),
    "graph": lambda progress: progress.graph("ada", 1),
    "path": lambda progress: progress.path("ada", 1),
    "enrolled": lambda progress: progress.enrolled("ada", 0, 10),
    "current_path": lambda progress: progress.current_path("ada"),
    "page_of_units": lambda progress: progress.page_of_units("ada", 1, 0, 10),
    "page_of_lessons": lambda progress: progress.page_of_lessons("ada", 1, 0, 10),
    "learners_on": lambda progress: progress.learners_on(1, "", 10),
}
CHANGES = {"lock", "put_lesson", "put_unit", "put_path", "clear"}


@pytest.fixture
def unit_of_work(sqlite_database: SqlDatabase) -> SqlUnitOfWork:
    return SqlUnitOfWork.on(sqlite_database, next(row_codec()))


@pytest.fixture
def course(unit_of_work: SqlUnitOfWork) -> StoredCourse:
    course = stored_course(unit_of_work)
    assert {course.path_id, course.units["greetings"], course.lessons["hello"]} == {1}
    with unit_of_work.write() as session:
        put_everything(session.progress, course)
    return course


def put_everything(progress: IProgress, course: StoredCourse) -> None:
    record = course_samples.lesson_record(*course.exercises["hello"])
    progress.put_lesson("ada", 1, record, 3)
    progress.put_unit("ada", 1, course_samples.unit_progress())
    progress.put_path("ada", 1, course_samples.path_progress())


def heard(database: SqlDatabase) -> list[str]:
    """Return a list to which each statement is added from now on."""
    statements: list[str] = []
    with database.reading() as connection:
        event.listen(
            connection.engine,
            "before_cursor_execute",
            lambda _connection, _cursor, statement, *_: statements.append(statement),
        )
    return statements


def test_every_question_is_asked_below():
    assert QUESTIONS.keys() | CHANGES == IProgress.__abstractmethods__


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_is_one_statement(
    sqlite_database: SqlDatabase, unit_of_work: SqlUnitOfWork, course: StoredCourse, name: str
):
    statements = heard(sqlite_database)
    with unit_of_work.read() as session:
        assert QUESTIONS[name](session.progress)
    assert len(statements) == 1


def test_the_graph_of_some_units_is_one_statement_and_of_none_it_is_none(
    sqlite_database: SqlDatabase, unit_of_work: SqlUnitOfWork, course: StoredCourse
):
    statements = heard(sqlite_database)
    with unit_of_work.read() as session:
        assert session.progress.graph("ada", 1, []) == ()
        assert statements == []
        assert session.progress.graph("ada", 1, ["greetings", "food"])
    assert len(statements) == 1


def test_a_lesson_is_put_by_two_statements_however_long_it_is(
    sqlite_database: SqlDatabase, unit_of_work: SqlUnitOfWork, course: StoredCourse
):
    statements = heard(sqlite_database)
    with unit_of_work.write() as session:
        record = course_samples.lesson_record(*course.exercises["hello"])
        session.progress.put_lesson("ada", 1, record, 3)
    assert len(statements) == 2


def test_what_is_stored_already_is_not_written_again(
    unit_of_work: SqlUnitOfWork, course: StoredCourse
):
    with unit_of_work.write() as session:
        session.progress.lock("ada")
    with unit_of_work.write() as session:
        driver = session.transaction.connection.connection.driver_connection
        before = driver.total_changes
        session.progress.lock("ada")
        put_everything(session.progress, course)
        assert driver.total_changes == before
        session.progress.put_unit("ada", 1, course_samples.unit_progress(right_count=4))
        assert driver.total_changes == before + 1
