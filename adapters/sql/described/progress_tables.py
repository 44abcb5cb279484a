"""What has happened to learners, and what follows from it."""

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

from parlons.adapters.sql.columns import DOCUMENT, Instant, Name
from parlons.domain.progress.achievement import Achievement
from parlons.domain.progress.xp_rule import XpRule


def learners(metadata: MetaData, prefix: str) -> Table:
    return Table(
        f"{prefix}learners",
        metadata,
        Column("user_id", Text(), primary_key=True),
        Column("last_number", Integer(), nullable=False, server_default=text("0")),
        Column("points", Integer(), nullable=False, server_default=text("0")),
    )


def events(metadata: MetaData, prefix: str) -> Table:
    return Table(
        f"{prefix}events",
        metadata,
        Column("id", Uuid(), primary_key=True),
        Column("user_id", Text(), nullable=False),
        Column("key", Text(), nullable=False),
        Column("type", Text(), nullable=False),
        Column("fact", DOCUMENT, nullable=False),
        Column("occurred_at", Instant(), nullable=False),
        Column("zone", Text(), nullable=False),
        Column("local_date", Date(), nullable=False),
        Column("recorded_at", Instant(), nullable=False),
        Column("fingerprint", Text()),
        Column("number", Integer()),
        UniqueConstraint("user_id", "key"),
        Index(f"ix_{prefix}events_news", "user_id", "number", unique=True),
        Index(f"ix_{prefix}events_history", "user_id", "id"),
    )


def user_progress(metadata: MetaData, prefix: str) -> Table:
    return Table(
        f"{prefix}user_progress",
        metadata,
        Column("user_id", Text(), primary_key=True),
        Column("path_id", ForeignKey(f"{prefix}learning_paths.id"), primary_key=True),
        Column("enrolled_at", Instant(), nullable=False),
        Column("last_used_at", Instant(), nullable=False),
        Column("lessons_completed", Integer(), nullable=False),
        Column("units_completed", Integer(), nullable=False),
        Column("completed_at", Instant()),
        Column("completed_zone", Text()),
        Index(None, "path_id", "user_id"),
    )


def user_unit_progress(metadata: MetaData, prefix: str) -> Table:
    return Table(
        f"{prefix}user_unit_progress",
        metadata,
        Column("user_id", Text(), primary_key=True),
        Column("unit_id", ForeignKey(f"{prefix}learning_units.id"), primary_key=True),
        Column("lessons_completed", Integer(), nullable=False),
        Column("right_count", Integer(), nullable=False),
        Column("exercise_count", Integer(), nullable=False),
        Column("started", Boolean(), nullable=False),
        Column("completed_at", Instant()),
        Column("completed_zone", Text()),
        Column("unlocked_at", Instant()),
    )


def user_lesson_progress(metadata: MetaData, prefix: str) -> Table:
    return Table(
        f"{prefix}user_lesson_progress",
        metadata,
        Column("user_id", Text(), primary_key=True),
        Column("lesson_id", ForeignKey(f"{prefix}lessons.id"), primary_key=True),
        Column("editions", DOCUMENT, nullable=False),
        Column("right_count", Integer(), nullable=False),
        Column("completed_at", Instant()),
        Column("completed_zone", Text()),
    )


def user_content_completions(metadata: MetaData, prefix: str) -> Table:
    return Table(
        f"{prefix}user_content_completions",
        metadata,
        Column("user_id", Text(), primary_key=True),
        Column("exercise_id", ForeignKey(f"{prefix}exercises.id"), primary_key=True),
        Column("lesson_id", ForeignKey(f"{prefix}lessons.id"), nullable=False),
        Column("answered_at", Instant()),
        Column("answered_zone", Text()),
        Column("right_at", Instant()),
        Column("right_zone", Text()),
        Index(None, "user_id", "lesson_id"),
    )


def xp_ledger(metadata: MetaData, prefix: str) -> Table:
    return Table(
        f"{prefix}xp_ledger",
        metadata,
        Column("user_id", Text(), primary_key=True),
        Column("rule", Name(XpRule), primary_key=True),
        Column("source", Text(), primary_key=True),
        Column("points", Integer(), nullable=False),
        Column("earned_at", Instant(), nullable=False),
        Column("zone", Text(), nullable=False),
        Column("local_date", Date(), nullable=False),
        Column("recorded_at", Instant(), nullable=False),
        Index(None, "user_id", "earned_at"),
    )


def streak_freezes(metadata: MetaData, prefix: str) -> Table:
    return Table(
        f"{prefix}streak_freezes",
        metadata,
        Column("user_id", Text(), primary_key=True),
        Column("day", Date(), primary_key=True),
        Column("frozen_at", Instant(), nullable=False),
    )


def user_achievements(metadata: MetaData, prefix: str) -> Table:
    return Table(
        f"{prefix}user_achievements",
        metadata,
        Column("user_id", Text(), primary_key=True),
        Column("achievement", Name(Achievement), primary_key=True),
        Column("earned_at", Instant(), nullable=False),
        Column("zone", Text(), nullable=False),
        Column("recorded_at", Instant(), nullable=False),
    )


def learning_facts(metadata: MetaData, prefix: str) -> Table:
    return Table(
        f"{prefix}learning_facts",
        metadata,
        Column("event_id", ForeignKey(f"{prefix}events.id"), primary_key=True),
        Column("user_id", Text(), nullable=False),
        Column("type", Text(), nullable=False),
        Column("occurred_at", Instant(), nullable=False),
        Column("local_date", Date(), nullable=False),
        Column("path_id", ForeignKey(f"{prefix}learning_paths.id")),
        Column("unit_id", ForeignKey(f"{prefix}learning_units.id")),
        Column("lesson_id", ForeignKey(f"{prefix}lessons.id")),
        Column("answered", Integer()),
        Column("right", Integer()),
        Column("duration_ms", Integer()),
        Index(None, "user_id", "event_id"),
        Index(None, "path_id", "local_date"),
    )
