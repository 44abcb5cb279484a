"""Prerequisites, what happens to learners, what follows from it, and work to be done."""

from typing import Any

import sqlalchemy as sa
from alembic import context, op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DOCUMENT = sa.JSON().with_variant(JSONB(), "postgresql")
INSTANT = sa.DateTime(timezone=True)
ZERO = sa.text("0")


def upgrade() -> None:
    prefix = context.config.attributes["migrator"].prefix
    for column in _unit_columns():
        op.add_column(f"{prefix}learning_units", column)
    _create_events(prefix)
    _create_progress(prefix)
    _create_ledger(prefix)
    _create_learning_facts(prefix)
    _create_work(prefix)


def downgrade() -> None:
    prefix = context.config.attributes["migrator"].prefix
    for name in (
        "work_schedules",
        "work_failures",
        "work_items",
        "learning_facts",
        "user_achievements",
        "streak_freezes",
        "xp_ledger",
        "user_content_completions",
        "user_lesson_progress",
        "user_unit_progress",
        "user_progress",
        "events",
        "learners",
    ):
        op.drop_table(prefix + name)
    for column in _unit_columns():
        op.drop_column(f"{prefix}learning_units", column.name)


def _unit_columns() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("role", sa.Text(), nullable=False, server_default=sa.text("'required'")),
        sa.Column("prerequisites", DOCUMENT),
    )


def _create_events(prefix: str) -> None:
    op.create_table(
        f"{prefix}learners",
        sa.Column("user_id", sa.Text(), primary_key=True),
        sa.Column("last_number", sa.Integer(), nullable=False, server_default=ZERO),
        sa.Column("points", sa.Integer(), nullable=False, server_default=ZERO),
    )
    events = f"{prefix}events"
    op.create_table(
        events,
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("fact", DOCUMENT, nullable=False),
        sa.Column("occurred_at", INSTANT, nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("fingerprint", sa.Text()),
        sa.Column("number", sa.Integer()),
        sa.UniqueConstraint("user_id", "key"),
    )
    op.create_index(f"ix_{events}_news", events, ["user_id", "number"], unique=True)
    op.create_index(f"ix_{events}_history", events, ["user_id", "id"])


def _create_progress(prefix: str) -> None:
    progress = f"{prefix}user_progress"
    op.create_table(
        progress,
        sa.Column("user_id", sa.Text(), primary_key=True),
        _reference(prefix, "path_id", "learning_paths", primary_key=True),
        sa.Column("enrolled_at", INSTANT, nullable=False),
        sa.Column("last_used_at", INSTANT, nullable=False),
        sa.Column("lessons_completed", sa.Integer(), nullable=False),
        sa.Column("units_completed", sa.Integer(), nullable=False),
        sa.Column("completed_at", INSTANT),
        sa.Column("completed_zone", sa.Text()),
    )
    op.create_index(f"ix_{progress}_path_id", progress, ["path_id", "user_id"])
    op.create_table(
        f"{prefix}user_unit_progress",
        sa.Column("user_id", sa.Text(), primary_key=True),
        _reference(prefix, "unit_id", "learning_units", primary_key=True),
        sa.Column("lessons_completed", sa.Integer(), nullable=False),
        sa.Column("right_count", sa.Integer(), nullable=False),
        sa.Column("exercise_count", sa.Integer(), nullable=False),
        sa.Column("started", sa.Boolean(), nullable=False),
        sa.Column("completed_at", INSTANT),
        sa.Column("completed_zone", sa.Text()),
        sa.Column("unlocked_at", INSTANT),
    )
    op.create_table(
        f"{prefix}user_lesson_progress",
        sa.Column("user_id", sa.Text(), primary_key=True),
        _reference(prefix, "lesson_id", "lessons", primary_key=True),
        sa.Column("editions", DOCUMENT, nullable=False),
        sa.Column("right_count", sa.Integer(), nullable=False),
        sa.Column("completed_at", INSTANT),
        sa.Column("completed_zone", sa.Text()),
    )
    completions = f"{prefix}user_content_completions"
    op.create_table(
        completions,
        sa.Column("user_id", sa.Text(), primary_key=True),
        _reference(prefix, "exercise_id", "exercises", primary_key=True),
        _reference(prefix, "lesson_id", "lessons", nullable=False),
        sa.Column("answered_at", INSTANT),
        sa.Column("answered_zone", sa.Text()),
        sa.Column("right_at", INSTANT),
        sa.Column("right_zone", sa.Text()),
    )
    op.create_index(f"ix_{completions}_user_id", completions, ["user_id", "lesson_id"])


def _create_ledger(prefix: str) -> None:
    ledger = f"{prefix}xp_ledger"
    op.create_table(
        ledger,
        sa.Column("user_id", sa.Text(), primary_key=True),
        sa.Column("rule", sa.Text(), primary_key=True),
        sa.Column("source", sa.Text(), primary_key=True),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("earned_at", INSTANT, nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
    )
    op.create_index(f"ix_{ledger}_user_id", ledger, ["user_id", "earned_at"])
    op.create_table(
        f"{prefix}streak_freezes",
        sa.Column("user_id", sa.Text(), primary_key=True),
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("frozen_at", INSTANT, nullable=False),
    )
    op.create_table(
        f"{prefix}user_achievements",
        sa.Column("user_id", sa.Text(), primary_key=True),
        sa.Column("achievement", sa.Text(), primary_key=True),
        sa.Column("earned_at", INSTANT, nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
    )


def _create_learning_facts(prefix: str) -> None:
    facts = f"{prefix}learning_facts"
    op.create_table(
        facts,
        sa.Column("event_id", sa.Uuid(), sa.ForeignKey(f"{prefix}events.id"), primary_key=True),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("occurred_at", INSTANT, nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        _reference(prefix, "path_id", "learning_paths"),
        _reference(prefix, "unit_id", "learning_units"),
        _reference(prefix, "lesson_id", "lessons"),
        sa.Column("answered", sa.Integer()),
        sa.Column("right", sa.Integer()),
        sa.Column("duration_ms", sa.Integer()),
    )
    op.create_index(f"ix_{facts}_user_id", facts, ["user_id", "event_id"])
    op.create_index(f"ix_{facts}_path_id", facts, ["path_id", "local_date"])


def _create_work(prefix: str) -> None:
    items = f"{prefix}work_items"
    op.create_table(
        items,
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("queue", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text()),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("max_attempts", sa.Integer(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("run_at", INSTANT, nullable=False),
        sa.Column("lease_until", INSTANT),
        sa.Column("owner", sa.Text()),
        sa.Column("dispatched_at", INSTANT),
        sa.Column("finished_at", INSTANT),
        sa.Column("progress", sa.Integer()),
        sa.Column("last_error", sa.Text()),
        sa.UniqueConstraint("queue", "ref"),
    )
    queued, running = "status = 'queued'", "status = 'running'"
    dispatched = f"{queued} AND dispatched_at IS NOT NULL"
    unfinished = "status IN ('queued', 'running')"
    forgettable = "status IN ('succeeded', 'cancelled')"
    _create_partial_index(items, "due", ["queue", sa.text("priority DESC"), "run_at"], queued)
    _create_partial_index(items, "waiting", ["queue", "run_at"], queued)
    _create_partial_index(items, "dispatched", ["queue", "dispatched_at"], dispatched)
    _create_partial_index(items, "leased", ["queue", "lease_until"], running)
    _create_partial_index(items, "user", ["user_id", "queue"], unfinished)
    _create_partial_index(items, "finished", ["finished_at"], forgettable)
    op.create_table(
        f"{prefix}work_failures",
        sa.Column("item_id", sa.Uuid(), sa.ForeignKey(f"{items}.id"), primary_key=True),
        sa.Column("attempt", sa.Integer(), primary_key=True),
        sa.Column("owner", sa.Text()),
        sa.Column("failed_at", INSTANT, nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
    )
    op.create_table(
        f"{prefix}work_schedules",
        sa.Column("name", sa.Text(), primary_key=True),
        sa.Column("cron", sa.Text(), nullable=False),
        sa.Column("next_run_at", INSTANT, nullable=False),
    )


def _create_partial_index(table: str, name: str, columns: list[Any], condition: str) -> None:
    where = sa.text(condition)
    op.create_index(
        f"ix_{table}_{name}", table, columns, sqlite_where=where, postgresql_where=where
    )


def _reference(prefix: str, name: str, table: str, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, NUMBER, sa.ForeignKey(f"{prefix}{table}.id"), **options)
