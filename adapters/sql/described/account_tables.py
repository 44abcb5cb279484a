"""Accounts."""

from sqlalchemy import Column, Integer, MetaData, Table, Text, Uuid

from parlons.adapters.sql.columns import DOCUMENT, Instant


def users(metadata: MetaData, prefix: str) -> Table:
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
