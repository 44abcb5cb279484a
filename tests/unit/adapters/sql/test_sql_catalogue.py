"""Each question about the catalogue is one statement."""

from collections.abc import Callable

import pytest
from sqlalchemy import event

from parlons.adapters.documents import row_codec
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.adapters.sql.sql_unit_of_work import SqlUnitOfWork
from parlons.application.ports.catalogue import ICatalogue
from parlons.entrypoints.testing import samples
from parlons.entrypoints.testing.contracts.store import publish

QUESTIONS: dict[str, Callable[[ICatalogue], object]] = {
    "paths": lambda catalogue: catalogue.paths(0, 10, target_language="fr"),
    "path": lambda catalogue: catalogue.path(1),
    "units": lambda catalogue: catalogue.units(1, 0, 10),
    "positions_of_units": lambda catalogue: catalogue.positions_of_units(1, [1, 2]),
    "unit": lambda catalogue: catalogue.unit(1),
    "lessons": lambda catalogue: catalogue.lessons(1, 0, 10),
    "positions_of_lessons": lambda catalogue: catalogue.positions_of_lessons(1, [1, 2]),
    "lesson": lambda catalogue: catalogue.lesson(1),
    "exercise": lambda catalogue: catalogue.exercise(1),
    "exercises": lambda catalogue: catalogue.exercises(1),
    "course_of": lambda catalogue: catalogue.course_of(1),
    "place_of_unit": lambda catalogue: catalogue.place_of_unit(1),
    "place_of_lesson": lambda catalogue: catalogue.place_of_lesson(1),
    "place_of_exercise": lambda catalogue: catalogue.place_of_exercise(1),
    "lexicon": lambda catalogue: catalogue.lexicon(1),
}


def test_every_question_is_asked_below():
    assert QUESTIONS.keys() == ICatalogue.__abstractmethods__


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_is_one_statement(sqlite_database: SqlDatabase, name: str):
    unit_of_work = SqlUnitOfWork.on(sqlite_database, next(row_codec()))
    exercises = [samples.exercise(slug) for slug in ("a", "b", "c")]
    unit = samples.unit("one", samples.lesson("l", *exercises), vocabulary=(samples.word(),))
    publish(unit_of_work, samples.path("french", unit))
    statements = []
    with sqlite_database.reading() as connection:
        event.listen(connection.engine, "before_cursor_execute", lambda *args: statements.append(1))
    with unit_of_work.read() as session:
        assert QUESTIONS[name](session.catalogue)
    assert len(statements) == 1
