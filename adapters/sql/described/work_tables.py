"""Work that is to be done, and when it comes round."""

from typing import Final

from sqlalchemy import (
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TextClause,
    UniqueConstraint,
    Uuid,
    text,
)

from parlons.adapters.sql.columns import Instant, Name
from parlons.domain.work.work_item import WorkStatus

# Statements hold these as they stand here: SQLite uses a partial index for nothing else.
QUEUED: Final = text("status = 'queued'")
RUNNING: Final = text("status = 'running'")
UNFINISHED: Final = text("status IN ('queued', 'running')")
FORGETTABLE: Final = text("status IN ('succeeded', 'cancelled')")
_DISPATCHED: Final = text("status = 'queued' AND dispatched_at IS NOT NULL")


def work_items(metadata: MetaData, prefix: str) -> Table:
    name = f"{prefix}work_items"
    priority = Column("priority", Integer(), nullable=False)
    return Table(
        name,
        metadata,
        Column("id", Uuid(), primary_key=True),
        Column("queue", Text(), nullable=False),
        Column("kind", Text(), nullable=False),
        Column("ref", Text(), nullable=False),
        Column("user_id", Text()),
        priority,
        Column("status", Name(WorkStatus), nullable=False),
        Column("attempt", Integer(), nullable=False),
        Column("max_attempts", Integer(), nullable=False),
        Column("created_at", Instant(), nullable=False),
        Column("run_at", Instant(), nullable=False),
        Column("lease_until", Instant()),
        Column("owner", Text()),
        Column("dispatched_at", Instant()),
        Column("finished_at", Instant()),
        Column("progress", Integer()),
        Column("last_error", Text()),
        UniqueConstraint("queue", "ref"),
        _partial(f"ix_{name}_due", "queue", priority.desc(), "run_at", where=QUEUED),
        _partial(f"ix_{name}_waiting", "queue", "run_at", where=QUEUED),
        _partial(f"ix_{name}_dispatched", "queue", "dispatched_at", where=_DISPATCHED),
        _partial(f"ix_{name}_leased", "queue", "lease_until", where=RUNNING),
        _partial(f"ix_{name}_user", "user_id", "queue", where=UNFINISHED),
        _partial(f"ix_{name}_finished", "finished_at", where=FORGETTABLE),
    )


def work_failures(metadata: MetaData, prefix: str) -> Table:
    return Table(
        f"{prefix}work_failures",
        metadata,
        Column("item_id", ForeignKey(f"{prefix}work_items.id"), primary_key=True),
        Column("attempt", Integer(), primary_key=True),
        Column("owner", Text()),
        Column("failed_at", Instant(), nullable=False),
        Column("error", Text(), nullable=False),
    )


def work_schedules(metadata: MetaData, prefix: str) -> Table:
    return Table(
        f"{prefix}work_schedules",
        metadata,
        Column("name", Text(), primary_key=True),
        Column("cron", Text(), nullable=False),
        Column("next_run_at", Instant(), nullable=False),
    )


def _partial(name: str, *columns: str | ColumnElement[int], where: TextClause) -> Index:
    return Index(name, *columns, sqlite_where=where, postgresql_where=where)
