"""What is secret is neither in what HTTP writes nor in its schemas."""

from datetime import UTC, datetime
from uuid import UUID

import attrs
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.support.exercise_strategies import EXERCISES

from parlons.adapters import documents
from parlons.domain import fields
from parlons.domain.exercises.exercise import Exercise
from parlons.domain.identity.user import User
from parlons.domain.learning.catalogue import LessonView, StoredExercise

HTTP = next(iter(documents.http_codec()))

SECRETS = {
    kind: {each.name for each in attrs.fields(kind) if each.metadata == fields.SECRET}
    for kind in Exercise.__args__
}


def test_every_kind_has_a_secret():
    assert all(SECRETS.values())


@given(exercises=st.lists(EXERCISES, max_size=3).map(tuple))
def test_a_lesson_is_written_without_secrets(exercises):
    lesson = LessonView(
        id=1,
        slug="a",
        unit_id=1,
        path_id=1,
        title="a",
        objective="a",
        introduction=None,
        dialogue=(),
        exercises=tuple(StoredExercise(id=1, version=1, content=each) for each in exercises),
    )
    written = [each["content"] for each in HTTP.encode(lesson)["exercises"]]
    for exercise, document in zip(exercises, written, strict=True):
        assert document["type"] == exercise.TYPE
        assert document["prompt"] == exercise.prompt
        assert not SECRETS[type(exercise)] & document.keys()


@given(exercise=EXERCISES)
def test_what_is_written_does_not_depend_on_the_explanation(exercise):
    other = evolve(exercise, explanation="The key is in here.")
    assert HTTP.encode(exercise) == HTTP.encode(other)


def test_a_password_hash_is_not_written():
    user = User(
        id=UUID(int=1),
        email="ada@example.org",
        display_name="Ada",
        password_hash="$argon2id$",
        created_at=datetime(2030, 1, 1, tzinfo=UTC),
    )
    assert "$argon2id$" not in HTTP.encode(user).values()
    assert "passwordHash" not in HTTP.schema(User)["User"]["properties"]


def test_schemas_have_no_secrets():
    schemas = HTTP.schema(Exercise)
    for kind, secrets in SECRETS.items():
        properties = schemas[kind.__name__]["properties"].keys()
        assert "prompt" in properties
        assert not secrets & properties


def test_what_learners_see_is_derived_from_what_they_do_not():
    assert HTTP.schema(Exercise)["Matching"]["properties"]["left"]["readOnly"] is True
    assert HTTP.schema(Exercise)["Ordering"]["properties"]["tokens"]["readOnly"] is True
