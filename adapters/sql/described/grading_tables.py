"""Answers, their later grades, and reports about them."""

from sqlalchemy import (
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
)

from parlons.adapters.sql.columns import DOCUMENT, Instant, Name
from parlons.domain.exercises.answer_report import ReportStatus


def exercise_attempts(metadata: MetaData, prefix: str) -> Table:
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


def attempt_regrades(metadata: MetaData, prefix: str) -> Table:
    attempt = ForeignKey(f"{prefix}exercise_attempts.id")
    return Table(
        f"{prefix}attempt_regrades",
        metadata,
        Column("attempt_id", attempt, primary_key=True),
        Column("exercise_version", Integer(), nullable=False),
        Column("grade", DOCUMENT, nullable=False),
        Column("regraded_at", Instant(), nullable=False),
    )


def answer_reports(metadata: MetaData, prefix: str) -> Table:
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
