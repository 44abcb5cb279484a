"""Whatever is stored has its column, and every column holds what is stored."""

import attrs
import pytest

from parlons.adapters.sql.tables import tables
from parlons.application.ports.insights import LearningFact
from parlons.application.ports.ledger import EarnedAchievement
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
from parlons.domain.progress.event import Event
from parlons.domain.progress.ledger import LedgerEntry
from parlons.domain.progress.lesson_record import ExerciseRecord, LessonRecord
from parlons.domain.progress.unit_progress import PathProgress, UnitProgress
from parlons.domain.spending.account import SpendingAccount
from parlons.domain.spending.budget import Budget
from parlons.domain.spending.hold import Hold
from parlons.domain.spending.plan import Plan
from parlons.domain.spending.rate_limit import RateLimit
from parlons.domain.spending.scope import Cap
from parlons.domain.spending.usage_report import UsageKey, UsageSums
from parlons.domain.tutoring.usage import TokenUsage
from parlons.domain.work.schedule import NextRun
from parlons.domain.work.work_item import WorkFailure, WorkItem

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
    "llm_spending": {Hold, TokenUsage},
    "spending_budgets": {Budget},
    "spending_caps": {Cap},
    "spending_plans": {Plan, RateLimit},
    "spending_accounts": {SpendingAccount},
    "spending_days": {UsageSums},
    "spending_users": {UsageKey, UsageSums},
    "spending_weeks": {UsageSums},
    "rate_limits": set(),
    "learners": set(),
    "events": {Event},
    "user_progress": {PathProgress},
    "user_unit_progress": {UnitProgress},
    "user_lesson_progress": {LessonRecord},
    "user_content_completions": {ExerciseRecord},
    "xp_ledger": {LedgerEntry},
    "streak_freezes": set(),
    "user_achievements": {EarnedAchievement},
    "learning_facts": {LearningFact},
    "work_items": {WorkItem},
    "work_failures": {WorkFailure},
    "work_schedules": {NextRun},
}
SPREAD = {
    ("events", "moment"): {"occurred_at", "zone", "local_date"},
    ("xp_ledger", "moment"): {"earned_at", "zone", "local_date"},
    ("user_achievements", "earned"): {"earned_at", "zone"},
    ("user_progress", "completed"): {"completed_at", "completed_zone"},
    ("user_unit_progress", "completed"): {"completed_at", "completed_zone"},
    ("user_content_completions", "answered"): {"answered_at", "answered_zone"},
    ("user_content_completions", "right"): {"right_at", "right_zone"},
    ("llm_spending", "price"): {"price_input", "price_cached_input", "price_output"},
    ("spending_caps", "scope"): {"scope_kind", "scope_name"},
    ("spending_plans", "requests"): {"requests", "seconds", "burst"},
}
KEPT_BESIDES = {
    "learners": {"user_id", "last_number", "points"},
    "events": {"type"},
    "user_progress": {"user_id"},
    "user_unit_progress": {"user_id"},
    "user_lesson_progress": {"user_id", "right_count", "completed_at", "completed_zone"},
    "user_content_completions": {"user_id", "exercise_id"},
    "xp_ledger": {"user_id", "points", "recorded_at"},
    "streak_freezes": {"user_id", "day", "frozen_at"},
    "user_achievements": {"user_id"},
    "work_failures": {"item_id"},
    "spending_budgets": {"scope_kind", "scope_name", "period"},
    "spending_days": {"day", "organisation", "plan", "task", "model"},
    "spending_weeks": {"week", "user_id", "organisation", "plan"},
    "rate_limits": {"key", "used_until"},
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
    expected = set().union(*(SPREAD.get((name, field), {field}) for field in fields))
    assert expected <= columns
    assert columns - expected <= BOOKKEEPING | KEPT_BESIDES.get(name, set())


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
