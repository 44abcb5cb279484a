"""Users, learning paths, attempts and the ledger of model calls."""

import sqlalchemy as sa
from alembic import context, op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DOCUMENT = sa.JSON().with_variant(JSONB(), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    prefix = context.config.attributes["migrator"].prefix
    _create_users(prefix)
    _create_learning_paths(prefix)
    _create_learning_units(prefix)
    _create_vocabulary_entries(prefix)
    _create_lessons(prefix)
    _create_exercises(prefix)
    _create_exercise_attempts(prefix)
    _create_llm_spending(prefix)


def downgrade() -> None:
    prefix = context.config.attributes["migrator"].prefix
    for name in (
        "llm_spending",
        "exercise_attempts",
        "exercises",
        "lessons",
        "vocabulary_entries",
        "learning_units",
        "learning_paths",
        "users",
    ):
        op.drop_table(prefix + name)


def _create_users(prefix: str) -> None:
    op.create_table(
        f"{prefix}users",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("display_name", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("roles", DOCUMENT, nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.UniqueConstraint("email"),
    )


def _create_learning_paths(prefix: str) -> None:
    op.create_table(
        f"{prefix}learning_paths",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("source_language", sa.Text(), nullable=False),
        sa.Column("target_language", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("unit_count", sa.Integer(), nullable=False),
        sa.Column("lesson_count", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.UniqueConstraint("slug"),
    )


def _create_learning_units(prefix: str) -> None:
    table = f"{prefix}learning_units"
    op.create_table(
        table,
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("path_id", NUMBER, sa.ForeignKey(f"{prefix}learning_paths.id"), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("position", NUMBER, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("grammar_note", sa.Text()),
        sa.Column("lesson_count", sa.Integer(), nullable=False),
        sa.Column("retired_at", INSTANT),
        sa.UniqueConstraint("path_id", "slug"),
    )
    op.create_index(f"ix_{table}_path_id", table, ["path_id", "position"])


def _create_vocabulary_entries(prefix: str) -> None:
    table = f"{prefix}vocabulary_entries"
    op.create_table(
        table,
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("path_id", NUMBER, sa.ForeignKey(f"{prefix}learning_paths.id"), nullable=False),
        sa.Column("unit_id", NUMBER, sa.ForeignKey(f"{prefix}learning_units.id"), nullable=False),
        sa.Column("position", NUMBER, nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("part_of_speech", sa.Text(), nullable=False),
        sa.Column("translations", DOCUMENT, nullable=False),
        sa.Column("gender", sa.Text()),
        sa.Column("variants", DOCUMENT, nullable=False),
        sa.Column("example", sa.Text()),
        sa.Column("example_translation", sa.Text()),
        sa.Column("note", sa.Text()),
        sa.Column("retired_at", INSTANT),
        sa.UniqueConstraint("path_id", "term", "part_of_speech"),
    )
    op.create_index(f"ix_{table}_unit_id", table, ["unit_id"])


def _create_lessons(prefix: str) -> None:
    table = f"{prefix}lessons"
    op.create_table(
        table,
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("path_id", NUMBER, sa.ForeignKey(f"{prefix}learning_paths.id"), nullable=False),
        sa.Column("unit_id", NUMBER, sa.ForeignKey(f"{prefix}learning_units.id"), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("position", NUMBER, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("objective", sa.Text(), nullable=False),
        sa.Column("introduction", sa.Text()),
        sa.Column("exercise_count", sa.Integer(), nullable=False),
        sa.Column("retired_at", INSTANT),
        sa.UniqueConstraint("path_id", "slug"),
    )
    op.create_index(f"ix_{table}_unit_id", table, ["unit_id", "position"])


def _create_exercises(prefix: str) -> None:
    op.create_table(
        f"{prefix}exercises",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("lesson_id", NUMBER, sa.ForeignKey(f"{prefix}lessons.id"), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("position", NUMBER, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", DOCUMENT, nullable=False),
        sa.Column("retired_at", INSTANT),
        sa.UniqueConstraint("lesson_id", "slug"),
    )


def _create_exercise_attempts(prefix: str) -> None:
    table = f"{prefix}exercise_attempts"
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("exercise_id", NUMBER, sa.ForeignKey(f"{prefix}exercises.id"), nullable=False),
        sa.Column("exercise_version", sa.Integer(), nullable=False),
        sa.Column("answer", DOCUMENT, nullable=False),
        sa.Column("grade", DOCUMENT, nullable=False),
        sa.Column("answered_at", INSTANT, nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("duration_ms", sa.Integer()),
        sa.Column("idempotency_key", sa.Text()),
        sa.UniqueConstraint("user_id", "idempotency_key"),
    )
    op.create_index(f"ix_{table}_user_id", table, ["user_id", "answered_at"])


def _create_llm_spending(prefix: str) -> None:
    table = f"{prefix}llm_spending"
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("input_tokens", NUMBER, nullable=False),
        sa.Column("output_tokens", NUMBER, nullable=False),
        sa.Column("cached_tokens", NUMBER, nullable=False),
        sa.Column("estimated", sa.Boolean(), nullable=False),
        sa.Column("cost_microdollars", NUMBER),
        sa.Column("spent_at", INSTANT, nullable=False),
    )
    op.create_index(f"ix_{table}_user_id", table, ["user_id", "spent_at"])
