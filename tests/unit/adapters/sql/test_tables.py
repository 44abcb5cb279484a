"""Whatever is stored has its column, and every column holds what is stored."""

import attrs
import pytest

from parlons.adapters.sql.tables import tables
from parlons.domain.exercises.answer_report import AnswerReport
from parlons.domain.exercises.attempt import ExerciseAttempt, Regrade
from parlons.domain.identity.user import User
from parlons.domain.learning.catalogue import (
    LessonSummary,
    LessonView,
    PathSummary,
    StoredExercise,
    UnitSummary,
    UnitView,
)
from parlons.domain.learning.learning_path import LearningPath
from parlons.domain.learning.learning_unit import LearningUnit
from parlons.domain.learning.lesson import Lesson
from parlons.domain.learning.vocabulary_entry import VocabularyEntry
from parlons.domain.tutoring.spending import SpendingEntry
from parlons.domain.tutoring.usage import TokenUsage

STORED = {
    "users": {User},
    "learning_paths": {LearningPath, PathSummary},
    "learning_units": {LearningUnit, UnitSummary, UnitView},
    "vocabulary_entries": {VocabularyEntry},
    "lessons": {Lesson, LessonSummary, LessonView},
    "exercises": {StoredExercise},
    "exercise_attempts": {ExerciseAttempt},
    "attempt_regrades": {Regrade},
    "answer_reports": {AnswerReport},
    "llm_spending": {SpendingEntry, TokenUsage},
}
TABLES_OF_THEIR_OWN = {"units", "lessons", "vocabulary", "exercises", "usage", "regraded"}
MADE_UP_WHEN_READ = {"sound"}
BOOKKEEPING = {
    "id",
    "attempt_id",
    "path_id",
    "unit_id",
    "lesson_id",
    "slug",
    "position",
    "retired_at",
}


@pytest.mark.parametrize("name", STORED)
def test_columns_and_fields_have_the_same_names(name: str):
    columns = set(getattr(tables(), name).c.keys())
    fields = {field.name for stored in STORED[name] for field in attrs.fields(stored)}
    fields -= TABLES_OF_THEIR_OWN | MADE_UP_WHEN_READ
    assert fields <= columns
    assert columns - fields <= BOOKKEEPING


def test_every_table_is_looked_at():
    assert {field.name for field in attrs.fields(type(tables()))} == {*STORED, "metadata"}


def test_all_names_begin_with_the_prefix_or_hold_it():
    for table in tables("p_").metadata.sorted_tables:
        assert table.name.startswith("p_")
        for owned in (*table.constraints, *table.indexes):
            assert str(owned.name)[2:].startswith("_p_"), owned.name


def test_names_fit_into_postgresql_with_the_longest_prefix():
    for table in tables("p" * 20).metadata.sorted_tables:
        for owned in (table, *table.constraints, *table.indexes):
            assert len(str(owned.name)) <= 63
