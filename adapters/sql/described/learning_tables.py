"""Courses."""

from typing import Final

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from parlons.adapters.sql.columns import DOCUMENT, Instant, Name, Number
from parlons.domain.learning.cefr_level import CefrLevel
from parlons.domain.learning.unit_role import UnitRole

# What rows have that are older than the column.
_NO_MEMBERS: Final = text("'[]'")


def learning_paths(metadata: MetaData, prefix: str) -> Table:
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


def learning_units(metadata: MetaData, prefix: str) -> Table:
    return Table(
        f"{prefix}learning_units",
        metadata,
        Column("id", Number(), primary_key=True),
        Column("path_id", ForeignKey(f"{prefix}learning_paths.id"), nullable=False),
        Column("slug", Text(), nullable=False),
        Column("position", Number(), nullable=False),
        Column("title", Text(), nullable=False),
        Column("description", Text(), nullable=False),
        Column("role", Name(UnitRole), nullable=False, server_default=text("'required'")),
        Column("prerequisites", DOCUMENT),
        Column("grammar_note", Text()),
        Column("culture_note", Text()),
        Column("lesson_count", Integer(), nullable=False),
        Column("retired_at", Instant()),
        UniqueConstraint("path_id", "slug"),
        Index(None, "path_id", "position"),
    )


def vocabulary_entries(metadata: MetaData, prefix: str) -> Table:
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


def lessons(metadata: MetaData, prefix: str) -> Table:
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


def exercises(metadata: MetaData, prefix: str) -> Table:
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
