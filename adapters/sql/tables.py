"""The tables, as the newest migration leaves them."""

from typing import Final

from attrs import frozen
from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)

from parlons.adapters.sql.columns import DOCUMENT, Instant, Name, Number
from parlons.domain.exercises.answer_report import ReportStatus
from parlons.domain.learning.cefr_level import CefrLevel

# What rows have that are older than the column.
_NO_MEMBERS: Final = text("'[]'")


@frozen(kw_only=True)
class Tables:
    """The tables of one installation; the names of all they own begin with its prefix."""

    metadata: MetaData
    users: Table
    learning_paths: Table
    learning_units: Table
    vocabulary_entries: Table
    lessons: Table
    exercises: Table
    exercise_attempts: Table
    attempt_regrades: Table
    answer_reports: Table
    llm_spending: Table


def tables(prefix: str = "") -> Tables:
    """Describe the tables of an installation."""
    metadata = MetaData(naming_convention=naming_convention())
    return Tables(
        metadata=metadata,
        users=_users(metadata, prefix),
        learning_paths=_learning_paths(metadata, prefix),
        learning_units=_learning_units(metadata, prefix),
        vocabulary_entries=_vocabulary_entries(metadata, prefix),
        lessons=_lessons(metadata, prefix),
        exercises=_exercises(metadata, prefix),
        exercise_attempts=_exercise_attempts(metadata, prefix),
        attempt_regrades=_attempt_regrades(metadata, prefix),
        answer_reports=_answer_reports(metadata, prefix),
        llm_spending=_llm_spending(metadata, prefix),
    )


def naming_convention() -> dict[str, str]:
    """Name constraints and indexes by their table, in which the prefix is."""
    return {
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }


def _users(metadata: MetaData, prefix: str) -> Table:
    return Table(
        f"{prefix}users",
        metadata,
        Column("id", Uuid(), primary_key=True),
        Column("email", Text(), nullable=False, unique=True),
        Column("display_name", Text(), nullable=False),
        Column("password_hash", Text(), nullable=False),
        Column("roles", DOCUMENT, nullable=False),
        Column("plan", Text(), nullable=False),
        Column("zone", Text(), nullable=False),
        Column("created_at", Instant(), nullable=False),
        Column("revision", Integer(), nullable=False),
    )


def _learning_paths(metadata: MetaData, prefix: str) -> Table:
    return Table(
        f"{prefix}learning_paths",
        metadata,
        Column("id", Number(), primary_key=True),
        Column("slug", Text(), nullable=False, unique=True),
        Column("title", Text(), nullable=False),
        Column("description", Text(), nullable=False),
        Column("source_language", Text(), nullable=False),
        Column("target_language", Text(), nullable=False),
        Column("level", Name(CefrLevel), nullable=False),
        Column("unit_count", Integer(), nullable=False),
        Column("lesson_count", Integer(), nullable=False),
        Column("version", Integer(), nullable=False),
        Column("updated_at", Instant(), nullable=False),
    )


def _learning_units(metadata: MetaData, prefix: str) -> Table:
    return Table(
        f"{prefix}learning_units",
        metadata,
        Column("id", Number(), primary_key=True),
        Column("path_id", ForeignKey(f"{prefix}learning_paths.id"), nullable=False),
        Column("slug", Text(), nullable=False),
        Column("position", Number(), nullable=False),
        Column("title", Text(), nullable=False),
        Column("description", Text(), nullable=False),
        Column("grammar_note", Text()),
        Column("culture_note", Text()),
        Column("lesson_count", Integer(), nullable=False),
        Column("retired_at", Instant()),
        UniqueConstraint("path_id", "slug"),
        Index(None, "path_id", "position"),
    )


def _vocabulary_entries(metadata: MetaData, prefix: str) -> Table:
    return Table(
        f"{prefix}vocabulary_entries",
        metadata,
        Column("id", Number(), primary_key=True),
        Column("path_id", ForeignKey(f"{prefix}learning_paths.id"), nullable=False),
        Column("unit_id", ForeignKey(f"{prefix}learning_units.id"), nullable=False, index=True),
        Column("position", Number(), nullable=False),
        Column("term", Text(), nullable=False),
        Column("part_of_speech", Text(), nullable=False),
        Column("translations", DOCUMENT, nullable=False),
        Column("gender", Text()),
        Column("level", Text()),
        Column("pronunciation", Text()),
        Column("forms", DOCUMENT, nullable=False, server_default=_NO_MEMBERS),
        Column("variants", DOCUMENT, nullable=False),
        Column("example", Text()),
        Column("example_translation", Text()),
        Column("note", Text()),
        Column("retired_at", Instant()),
        UniqueConstraint("path_id", "term", "part_of_speech"),
    )


def _lessons(metadata: MetaData, prefix: str) -> Table:
    return Table(
        f"{prefix}lessons",
        metadata,
        Column("id", Number(), primary_key=True),
        Column("path_id", ForeignKey(f"{prefix}learning_paths.id"), nullable=False),
        Column("unit_id", ForeignKey(f"{prefix}learning_units.id"), nullable=False),
        Column("slug", Text(), nullable=False),
        Column("position", Number(), nullable=False),
        Column("title", Text(), nullable=False),
        Column("objective", Text(), nullable=False),
        Column("introduction", Text()),
        Column("dialogue", DOCUMENT, nullable=False, server_default=_NO_MEMBERS),
        Column("exercise_count", Integer(), nullable=False),
        Column("retired_at", Instant()),
        UniqueConstraint("path_id", "slug"),
        Index(None, "unit_id", "position"),
    )


def _exercises(metadata: MetaData, prefix: str) -> Table:
    return Table(
        f"{prefix}exercises",
        metadata,
        Column("id", Number(), primary_key=True),
        Column("lesson_id", ForeignKey(f"{prefix}lessons.id"), nullable=False),
        Column("slug", Text(), nullable=False),
        Column("position", Number(), nullable=False),
        Column("version", Integer(), nullable=False),
        Column("content", DOCUMENT, nullable=False),
        Column("accepted", DOCUMENT, nullable=False, server_default=_NO_MEMBERS),
        Column("task_since", Integer(), nullable=False, server_default=text("1")),
        Column("retired_at", Instant()),
        UniqueConstraint("lesson_id", "slug"),
    )


def _exercise_attempts(metadata: MetaData, prefix: str) -> Table:
    return Table(
        f"{prefix}exercise_attempts",
        metadata,
        Column("id", Uuid(), primary_key=True),
        Column("user_id", Text(), nullable=False),
        Column("exercise_id", ForeignKey(f"{prefix}exercises.id"), nullable=False),
        Column("exercise_version", Integer(), nullable=False),
        Column("answer", DOCUMENT, nullable=False),
        Column("grade", DOCUMENT, nullable=False),
        Column("answered_at", Instant(), nullable=False),
        Column("zone", Text(), nullable=False),
        Column("local_date", Date(), nullable=False),
        Column("duration_ms", Integer()),
        Column("idempotency_key", Text()),
        UniqueConstraint("user_id", "idempotency_key"),
        Index(None, "user_id", "answered_at"),
        Index(None, "exercise_id", "id"),
    )


def _attempt_regrades(metadata: MetaData, prefix: str) -> Table:
    attempt = ForeignKey(f"{prefix}exercise_attempts.id")
    return Table(
        f"{prefix}attempt_regrades",
        metadata,
        Column("attempt_id", attempt, primary_key=True),
        Column("exercise_version", Integer(), nullable=False),
        Column("grade", DOCUMENT, nullable=False),
        Column("regraded_at", Instant(), nullable=False),
    )


def _answer_reports(metadata: MetaData, prefix: str) -> Table:
    attempt = ForeignKey(f"{prefix}exercise_attempts.id")
    return Table(
        f"{prefix}answer_reports",
        metadata,
        Column("attempt_id", attempt, primary_key=True),
        Column("user_id", Text(), nullable=False),
        Column("exercise_id", ForeignKey(f"{prefix}exercises.id"), nullable=False),
        Column("exercise_version", Integer(), nullable=False),
        Column("answer", DOCUMENT, nullable=False),
        Column("note", Text()),
        Column("status", Name(ReportStatus), nullable=False),
        Column("reported_at", Instant(), nullable=False),
        Column("decided_by", Text()),
        Column("decided_at", Instant()),
        Index(None, "status", "attempt_id"),
    )


def _llm_spending(metadata: MetaData, prefix: str) -> Table:
    return Table(
        f"{prefix}llm_spending",
        metadata,
        Column("id", Uuid(), primary_key=True),
        Column("user_id", Text(), nullable=False),
        Column("task", Text(), nullable=False),
        Column("model", Text(), nullable=False),
        Column("input_tokens", Number(), nullable=False),
        Column("output_tokens", Number(), nullable=False),
        Column("cached_tokens", Number(), nullable=False),
        Column("estimated", Boolean(), nullable=False),
        Column("cost_microdollars", Number()),
        Column("spent_at", Instant(), nullable=False),
        Index(None, "user_id", "spent_at"),
    )
