"""Forms of words, dialogues, reports of answers and what became of them."""

import json
import re
from typing import Any

import sqlalchemy as sa
from alembic import context, op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DOCUMENT = sa.JSON().with_variant(JSONB(), "postgresql")
INSTANT = sa.DateTime(timezone=True)
SPECIAL = re.compile(r"[\\\[\]()|]")
NO_MEMBERS = sa.text("'[]'")


def upgrade() -> None:
    prefix = context.config.attributes["migrator"].prefix
    for table, column in _columns():
        op.add_column(prefix + table, column)
    _turn_keys_into_patterns(prefix)
    # Nobody knows since when the task of a stored exercise has been what it is.
    exercises = sa.table(f"{prefix}exercises", sa.column("task_since"), sa.column("version"))
    op.execute(exercises.update().values(task_since=exercises.c.version))
    attempts = f"{prefix}exercise_attempts"
    op.create_index(f"ix_{attempts}_exercise_id", attempts, ["exercise_id", "id"])
    _create_answer_reports(prefix)
    _create_attempt_regrades(prefix)


def downgrade() -> None:
    prefix = context.config.attributes["migrator"].prefix
    op.drop_table(f"{prefix}attempt_regrades")
    op.drop_table(f"{prefix}answer_reports")
    attempts = f"{prefix}exercise_attempts"
    op.drop_index(f"ix_{attempts}_exercise_id", attempts)
    for table, column in _columns():
        op.drop_column(prefix + table, column.name)


def _columns() -> tuple[tuple[str, sa.Column[Any]], ...]:
    return (
        ("learning_units", sa.Column("culture_note", sa.Text())),
        ("vocabulary_entries", sa.Column("level", sa.Text())),
        ("vocabulary_entries", sa.Column("pronunciation", sa.Text())),
        ("vocabulary_entries", _document("forms")),
        ("lessons", _document("dialogue")),
        ("exercises", _document("accepted")),
        (
            "exercises",
            sa.Column("task_since", sa.Integer(), nullable=False, server_default=sa.text("1")),
        ),
    )


def _document(name: str) -> sa.Column[Any]:
    return sa.Column(name, DOCUMENT, nullable=False, server_default=NO_MEMBERS)


def _create_answer_reports(prefix: str) -> None:
    table = f"{prefix}answer_reports"
    op.create_table(
        table,
        sa.Column(
            "attempt_id",
            sa.Uuid(),
            sa.ForeignKey(f"{prefix}exercise_attempts.id"),
            primary_key=True,
        ),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("exercise_id", NUMBER, sa.ForeignKey(f"{prefix}exercises.id"), nullable=False),
        sa.Column("exercise_version", sa.Integer(), nullable=False),
        sa.Column("answer", DOCUMENT, nullable=False),
        sa.Column("note", sa.Text()),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("reported_at", INSTANT, nullable=False),
        sa.Column("decided_by", sa.Text()),
        sa.Column("decided_at", INSTANT),
    )
    op.create_index(f"ix_{table}_status", table, ["status", "attempt_id"])


def _create_attempt_regrades(prefix: str) -> None:
    op.create_table(
        f"{prefix}attempt_regrades",
        sa.Column(
            "attempt_id",
            sa.Uuid(),
            sa.ForeignKey(f"{prefix}exercise_attempts.id"),
            primary_key=True,
        ),
        sa.Column("exercise_version", sa.Integer(), nullable=False),
        sa.Column("grade", DOCUMENT, nullable=False),
        sa.Column("regraded_at", INSTANT, nullable=False),
    )


def _turn_keys_into_patterns(prefix: str) -> None:
    """Escape the brackets in keys, which have become patterns.

    After a way down and up again, import the courses anew: their patterns are escaped as well.
    """
    exercises = sa.table(
        f"{prefix}exercises", sa.column("id", NUMBER), sa.column("content", DOCUMENT)
    )
    connection = op.get_bind()
    for row in connection.execute(sa.select(exercises)).all():
        before = json.loads(row.content)
        content = dict(before)
        for name in ("keys", "variants"):
            if name in content:
                content[name] = _literal(content[name])
        if content != before:
            changed = exercises.update().where(exercises.c.id == row.id)
            connection.execute(changed.values(content=content))


def _literal(keys: Any) -> Any:
    if isinstance(keys, str):
        return SPECIAL.sub(r"\\\g<0>", keys)
    return [_literal(key) for key in keys]
