"""What models cost."""

from sqlalchemy import Boolean, Column, Index, MetaData, Table, Text, Uuid

from parlons.adapters.sql.columns import Instant, Number


def llm_spending(metadata: MetaData, prefix: str) -> Table:
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
