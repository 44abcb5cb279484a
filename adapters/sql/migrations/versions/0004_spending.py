"""Holds, budgets, caps, plans and accounts, sums of what was spent, and rate limits."""

from typing import Any

import sqlalchemy as sa
from alembic import context, op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DOCUMENT = sa.JSON().with_variant(JSONB(), "postgresql")
INSTANT = sa.DateTime(timezone=True)
SUMS = (
    *("calls", "failed", "estimated", "input_tokens", "output_tokens", "cached_tokens"),
    *("spent", "cache_hits", "saved"),
)
OF_CALLS = ("organisation", "plan", "task", "model")
SUMMED = {
    "spending_days": ("day", *OF_CALLS),
    "spending_users": ("user_id", "day", *OF_CALLS),
    "spending_weeks": ("week", "user_id", "organisation", "plan"),
}
OLDER = (
    *("id", "user_id", "task", "model", "input_tokens", "output_tokens", "cached_tokens"),
    *("estimated", "cost_microdollars", "spent_at"),
)


def upgrade() -> None:
    prefix = context.config.attributes["migrator"].prefix
    before = _set_aside(prefix, *OLDER)
    _create_ledger(prefix)
    _create_budgets(prefix)
    _create_sums(prefix)
    op.create_table(
        f"{prefix}rate_limits",
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("used_until", INSTANT, nullable=False),
    )
    limits = f"{prefix}rate_limits"
    op.create_index(f"ix_{limits}_used_until", limits, ["used_until"])
    _take_over(prefix, before)
    op.drop_table(before.name)
    _add_up(prefix)


def downgrade() -> None:
    prefix = context.config.attributes["migrator"].prefix
    for name in (
        "rate_limits",
        "spending_weeks",
        "spending_users",
        "spending_days",
        "spending_accounts",
        "spending_plans",
        "spending_caps",
        "spending_budgets",
    ):
        op.drop_table(prefix + name)
    before = _set_aside(prefix, *OLDER[:-2], "spent", "begun_at", "status")
    _create_older_ledger(prefix)
    kept = sa.select(*(before.c[name] for name in (*OLDER[:-2], "spent", "begun_at")))
    is_spent = before.c.status.in_(("settled", "estimated"))
    older = sa.table(f"{prefix}llm_spending", *map(sa.column, OLDER))
    op.execute(older.insert().from_select(OLDER, kept.where(is_spent)))
    op.drop_table(before.name)


def _set_aside(prefix: str, *columns: str) -> sa.TableClause:
    """Copy columns of the ledger, drop it, and return the copy.

    Neither database can turn it into the other one without defaults that stay.
    """
    name = f"{prefix}llm_spending"
    copy = sa.select(sa.table(name, *map(sa.column, columns))).into(f"{name}_before")
    op.get_bind().execute(copy)
    op.drop_table(name)
    return sa.table(f"{name}_before", *map(sa.column, columns))


def _take_over(prefix: str, before: sa.TableClause) -> None:
    """Settle what was spent; nobody knows at which price."""
    older, written = before.c, sa.literal_column
    spent = sa.func.coalesce(older.cost_microdollars, 0)
    values = {name: older[name] for name in OLDER[:-2]} | {
        "plan": written("'free'"),
        "period": _month(older.spent_at),
        "reason": written("'not recorded'"),
        "status": written("'settled'"),
        **dict.fromkeys(("price_input", "price_cached_input", "price_output"), written("0")),
        **dict.fromkeys(("held", "spent"), spent),
        **dict.fromkeys(("begun_at", "expires_at", "ended_at"), older.spent_at),
    }
    _insert(prefix + "llm_spending", values)


def _add_up(prefix: str) -> None:
    """Make the counters and sums what the ledger says."""
    ledger = _ledger(prefix)
    users, plans, nobody = ledger.c.user_id, ledger.c.plan, ledger.c.organisation
    for kind, name in (("user", users), ("plan", plans), ("installation", nobody)):
        key = {
            "scope_kind": sa.literal_column(f"'{kind}'"),
            "scope_name": name,
            "period": ledger.c.period,
        }
        sums = {"spent": sa.func.sum(ledger.c.spent), "held": sa.literal_column("0")}
        _insert(prefix + "spending_budgets", key | sums, name, ledger.c.period)
    sums = {name: sa.func.sum(ledger.c[name]) for name in SUMS}
    for table, columns in SUMMED.items():
        key = {name: ledger.c[name] for name in columns}
        _insert(prefix + table, key | sums, *key.values())


def _ledger(prefix: str) -> sa.Subquery:
    """Select what each row of the ledger adds to the sums of which day."""
    name, columns = f"{prefix}llm_spending", ("user_id", "plan", "task", "model", "period")
    tokens = ("input_tokens", "output_tokens", "cached_tokens", "spent")
    ledger = sa.table(name, *map(sa.column, (*columns, *tokens, "estimated", "begun_at"))).c
    nothing: sa.ColumnElement[Any] = sa.literal_column("0")
    one: sa.ColumnElement[Any] = sa.literal_column("1")
    added = {
        "calls": one,
        "estimated": sa.case((ledger.estimated, one), else_=nothing),
        **dict.fromkeys(("failed", "cache_hits", "saved"), nothing),
        "organisation": sa.literal_column("''"),
        "day": _day(ledger.begun_at),
        "week": _monday(ledger.begun_at),
    }
    taken = [ledger[name] for name in (*columns, *tokens)]
    return sa.select(*taken, *(value.label(name) for name, value in added.items())).subquery()


def _insert(table: str, values: dict[str, Any], *groups: sa.ColumnElement[Any]) -> None:
    into = sa.table(table, *map(sa.column, values))
    op.execute(into.insert().from_select([*values], sa.select(*values.values()).group_by(*groups)))


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _month(instant: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    if _is_sqlite():
        return sa.func.substr(instant, 1, 7)
    return sa.func.to_char(sa.func.timezone("UTC", instant), "YYYY-MM")


def _day(instant: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    if _is_sqlite():
        return sa.func.date(instant)
    return sa.cast(sa.func.timezone("UTC", instant), sa.Date())


def _monday(instant: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    if _is_sqlite():
        return sa.func.date(instant, "-6 days", "weekday 1")
    return sa.cast(sa.func.date_trunc("week", sa.func.timezone("UTC", instant)), sa.Date())


def _create_ledger(prefix: str) -> None:
    table = f"{prefix}llm_spending"
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text()),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("price_input", NUMBER, nullable=False),
        sa.Column("price_cached_input", NUMBER, nullable=False),
        sa.Column("price_output", NUMBER, nullable=False),
        sa.Column("held", NUMBER, nullable=False),
        sa.Column("begun_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        *_tokens(),
        sa.Column("spent", NUMBER, nullable=False),
        sa.Column("ended_at", INSTANT),
        sa.Column("failure", sa.Text()),
    )
    op.create_index(f"ix_{table}_user_id", table, ["user_id", "begun_at"])
    _create_partial_index(table, "open", "expires_at", "status IN ('held', 'dispatched')")
    _create_partial_index(table, "ended", "ended_at", "status IN ('settled', 'estimated')")


def _create_older_ledger(prefix: str) -> None:
    table = f"{prefix}llm_spending"
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        *_tokens(),
        sa.Column("cost_microdollars", NUMBER),
        sa.Column("spent_at", INSTANT, nullable=False),
    )
    op.create_index(f"ix_{table}_user_id", table, ["user_id", "spent_at"])


def _tokens() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("input_tokens", NUMBER, nullable=False),
        sa.Column("output_tokens", NUMBER, nullable=False),
        sa.Column("cached_tokens", NUMBER, nullable=False),
        sa.Column("estimated", sa.Boolean(), nullable=False),
    )


def _create_budgets(prefix: str) -> None:
    op.create_table(
        f"{prefix}spending_budgets",
        sa.Column("scope_kind", sa.Text(), primary_key=True),
        sa.Column("scope_name", sa.Text(), primary_key=True),
        sa.Column("period", sa.Text(), primary_key=True),
        sa.Column("spent", NUMBER, nullable=False),
        sa.Column("held", NUMBER, nullable=False),
    )
    op.create_table(
        f"{prefix}spending_caps",
        sa.Column("scope_kind", sa.Text(), primary_key=True),
        sa.Column("scope_name", sa.Text(), primary_key=True),
        sa.Column("microdollars", NUMBER, nullable=False),
    )
    op.create_table(
        f"{prefix}spending_plans",
        sa.Column("name", sa.Text(), primary_key=True),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("requests", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("burst", sa.Integer(), nullable=False),
        sa.Column("budget", NUMBER, nullable=False),
        sa.Column("models", DOCUMENT, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
    )
    op.create_table(
        f"{prefix}spending_accounts",
        sa.Column("user_id", sa.Text(), primary_key=True),
        sa.Column("plan", sa.Text()),
        sa.Column("organisation", sa.Text()),
        sa.Column("budget", NUMBER),
        sa.Column("revision", sa.Integer(), nullable=False),
    )


def _create_sums(prefix: str) -> None:
    for table, columns in SUMMED.items():
        key = {each: sa.Date() if each in ("day", "week") else sa.Text() for each in columns}
        op.create_table(
            prefix + table,
            *(sa.Column(each, kind, primary_key=True) for each, kind in key.items()),
            *(sa.Column(each, NUMBER, nullable=False) for each in SUMS),
            sqlite_with_rowid=False,
        )
    users = f"{prefix}spending_users"
    op.create_index(f"ix_{users}_day", users, ["day", "user_id", "spent"])


def _create_partial_index(table: str, name: str, column: str, condition: str) -> None:
    where = sa.text(condition)
    op.create_index(
        f"ix_{table}_{name}", table, [column], sqlite_where=where, postgresql_where=where
    )
