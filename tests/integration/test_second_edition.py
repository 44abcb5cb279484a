"""A learner goes on while their course gets its next edition."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import evolve
from tests.support.every_exercise import EXERCISES, course
from tests.support.installation import Installation, installation

from parlons.domain.identity.principal import OPERATOR
from parlons.domain.learning.learning_path import LearningPath

ANSWER = {"answer": {"type": "translation", "text": "Bonne nuit"}}


@pytest.fixture(params=["sqlite", "postgresql"])
def parlons(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Installation]:
    changes = {}
    if request.param == "postgresql":
        changes["database_url"] = request.getfixturevalue("postgres_address")
        changes["table_prefix"] = "edition_"
    with installation(tmp_path, **changes) as parlons:
        yield parlons
        if changes:
            parlons.container.database().downgrade("base")


def second_edition() -> LearningPath:
    """The translation takes another key; a new exercise stands before all others."""
    (unit,) = course().units
    (lesson,) = unit.lessons
    exercises = [
        evolve(each, keys=("bonne nuit",)) if each.slug == "into-french" else each
        for each in EXERCISES
    ]
    first = evolve(EXERCISES[0], slug="new")
    lesson = evolve(lesson, exercises=(first, *exercises))
    return evolve(course(), units=(evolve(unit, lessons=(lesson,)),))


def test_each_answer_is_graded_by_the_edition_it_was_given_in(parlons: Installation):
    exercise_id = parlons.exercise("into-french")
    address = f"/api/exercises/{exercise_id}/attempts"
    key = {"Idempotency-Key": "first"}
    path = parlons.send("GET", "/api/learning-paths").json["items"][0]
    first = parlons.send("POST", address, json=ANSWER, headers=key).json

    parlons.container.import_course()(OPERATOR, second_edition())

    assert parlons.exercise("into-french") == exercise_id
    second = parlons.send("POST", address, json=ANSWER).json
    assert (first["exerciseVersion"], first["grade"]["accepted"]) == (1, False)
    assert (second["exerciseVersion"], second["grade"]["accepted"]) == (2, True)
    assert parlons.send("POST", address, json=ANSWER, headers=key).json == first
    unchanged = f"/api/exercises/{parlons.exercise('card')}/attempts"
    card = {"answer": {"type": "flashcard", "recalled": True}}
    assert parlons.send("POST", unchanged, json=card).json["exerciseVersion"] == 1

    after = parlons.send("GET", "/api/learning-paths").json["items"][0]
    assert (path["version"], after["version"]) == (1, 2)
    assert path["updatedAt"] < after["updatedAt"]
    with parlons.container.unit_of_work().read() as session:
        versions = [each.exercise_version for each in session.attempts.latest("ada", 10)]
    assert versions == [1, 2, 1]
