"""What models cost, and what they may cost."""

from typing import Any, Final

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    Uuid,
    text,
)

from parlons.adapters.sql.columns import DOCUMENT, Instant, Month, Name, Number
from parlons.domain.spending.hold import HoldStatus
from parlons.domain.spending.scope import ScopeKind

# Statements hold these as they stand here: SQLite uses a partial index for nothing else.
OPEN: Final = text("status IN ('held', 'dispatched')")
SENT: Final = text("status IN ('settled', 'estimated')")

SUMS: Final = (
    *("calls", "failed", "estimated", "input_tokens", "output_tokens", "cached_tokens"),
    *("spent", "cache_hits", "saved"),
)


def llm_spending(metadata: MetaData, prefix: str) -> Table:
    name = f"{prefix}llm_spending"
    return Table(
        name,
        metadata,
        Column("id", Uuid(), primary_key=True),
        Column("user_id", Text(), nullable=False),
        Column("plan", Text(), nullable=False),
        Column("organisation", Text()),
        Column("period", Month(), nullable=False),
        Column("task", Text(), nullable=False),
        Column("model", Text(), nullable=False),
        Column("reason", Text(), nullable=False),
        Column("price_input", Number(), nullable=False),
        Column("price_cached_input", Number(), nullable=False),
        Column("price_output", Number(), nullable=False),
        Column("held", Number(), nullable=False),
        Column("begun_at", Instant(), nullable=False),
        Column("expires_at", Instant(), nullable=False),
        Column("status", Name(HoldStatus), nullable=False),
        Column("input_tokens", Number(), nullable=False),
        Column("output_tokens", Number(), nullable=False),
        Column("cached_tokens", Number(), nullable=False),
        Column("estimated", Boolean(), nullable=False),
        Column("spent", Number(), nullable=False),
        Column("ended_at", Instant()),
        Column("failure", Text()),
        Index(None, "user_id", "begun_at"),
        Index(f"ix_{name}_open", "expires_at", sqlite_where=OPEN, postgresql_where=OPEN),
        Index(f"ix_{name}_ended", "ended_at", sqlite_where=SENT, postgresql_where=SENT),
    )


def spending_budgets(metadata: MetaData, prefix: str) -> Table:
    return Table(
        f"{prefix}spending_budgets",
        metadata,
        Column("scope_kind", Name(ScopeKind), primary_key=True),
        Column("scope_name", Text(), primary_key=True),
        Column("period", Month(), primary_key=True),
        Column("spent", Number(), nullable=False),
        Column("held", Number(), nullable=False),
    )


def spending_caps(metadata: MetaData, prefix: str) -> Table:
    return Table(
        f"{prefix}spending_caps",
        metadata,
        Column("scope_kind", Name(ScopeKind), primary_key=True),
        Column("scope_name", Text(), primary_key=True),
        Column("microdollars", Number(), nullable=False),
    )


def spending_plans(metadata: MetaData, prefix: str) -> Table:
    return Table(
        f"{prefix}spending_plans",
        metadata,
        Column("name", Text(), primary_key=True),
        Column("rank", Integer(), nullable=False),
        Column("requests", Integer(), nullable=False),
        Column("seconds", Integer(), nullable=False),
        Column("burst", Integer(), nullable=False),
        Column("budget", Number(), nullable=False),
        Column("models", DOCUMENT, nullable=False),
        Column("revision", Integer(), nullable=False),
    )


def spending_accounts(metadata: MetaData, prefix: str) -> Table:
    return Table(
        f"{prefix}spending_accounts",
        metadata,
        Column("user_id", Text(), primary_key=True),
        Column("plan", Text()),
        Column("organisation", Text()),
        Column("budget", Number()),
        Column("revision", Integer(), nullable=False),
    )


def rate_limits(metadata: MetaData, prefix: str) -> Table:
    return Table(
        f"{prefix}rate_limits",
        metadata,
        Column("key", Text(), primary_key=True),
        Column("used_until", Instant(), nullable=False, index=True),
    )


def spending_days(metadata: MetaData, prefix: str) -> Table:
    """Sums without users; nobody's organisation is called ''."""
    return _summed(f"{prefix}spending_days", metadata, _DAY, *_OF_CALLS)


def spending_users(metadata: MetaData, prefix: str) -> Table:
    """Sums of users; the index knows who has spent how much on a day."""
    table = _summed(f"{prefix}spending_users", metadata, _USER, _DAY, *_OF_CALLS)
    Index(None, table.c.day, table.c.user_id, table.c.spent)
    return table


def spending_weeks(metadata: MetaData, prefix: str) -> Table:
    """Sums of users from a Monday on, for reports about many of them and many days."""
    name = f"{prefix}spending_weeks"
    return _summed(name, metadata, ("week", Date), _USER, *_OF_CALLS[:2])


_Key = tuple[str, type[Date | Text]]
_DAY: Final[_Key] = ("day", Date)
_USER: Final[_Key] = ("user_id", Text)
_OF_CALLS: Final[tuple[_Key, ...]] = tuple(
    (name, Text) for name in ("organisation", "plan", "task", "model")
)


def _summed(name: str, metadata: MetaData, *key: _Key) -> Table:
    """Describe sums that lie in the order of what they are of."""
    columns: list[Any] = [Column(each, kind(), primary_key=True) for each, kind in key]
    columns += [Column(each, Number(), nullable=False) for each in SUMS]
    return Table(name, metadata, *columns, sqlite_with_rowid=False)
