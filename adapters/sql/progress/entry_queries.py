"""What is asked about the entries of the ledger, and what stores one."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from attrs import frozen
from sqlalchemy import Insert, Text, Update, and_, bindparam, func, or_, select

from parlons.adapters.sql.columns import Number
from parlons.adapters.sql.prepared import Prepared, Values
from parlons.adapters.sql.query import Query
from parlons.adapters.sql.rows import AnySelect
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.adapters.sql.tables import Tables
from parlons.domain.progress.ledger import LedgerEntry
from parlons.domain.progress.moment import Moment
from parlons.domain.progress.xp_rule import XpRule

_MOMENT = ("earned_at", "zone", "local_date")


@frozen(kw_only=True)
class EntryQueries:
    """One statement for each question; `put` stores an entry, or its moment where it is there.

    `of_any` finds each source under each rule: pairs of both are looked up in no index.
    """

    put: Prepared
    of_any: Query[LedgerEntry]
    of_user: Query[LedgerEntry]
    of_rule: Query[LedgerEntry]
    latest: Query[LedgerEntry]
    points_by_day: Query[tuple[date, int]]
    recorded: Query[tuple[XpRule, str, datetime]]
    put_recorded: Prepared

    @classmethod
    def on(cls, database: SqlDatabase) -> "EntryQueries":
        """Prepare the statements for a database."""
        tables, prepare = database.tables, database.prepare
        of_user, entries = _of_user(tables), tables.xp_ledger
        rule = bindparam("rule", type_=entries.c.rule.type)
        of_any = of_user.where(
            database.among(entries.c.rule, "rules"), database.among(entries.c.source, "sources")
        )
        return cls(
            put=prepare(_put(database)),
            of_any=Query(prepare(of_any), _entry),
            of_user=Query(prepare(of_user), _entry),
            of_rule=Query(prepare(of_user.where(entries.c.rule == rule)), _entry),
            latest=Query(prepare(_latest(tables)), _entry),
            points_by_day=Query(prepare(_points_by_day(tables)), tuple),
            recorded=Query(prepare(_recorded(tables)), tuple),
            put_recorded=prepare(_put_recorded(tables)),
        )


def entry_values(entry: LedgerEntry) -> Values:
    """Spread an entry over its columns."""
    return {
        "rule": entry.rule,
        "source": entry.source,
        "points": entry.points,
        "earned_at": entry.moment.at,
        "zone": entry.moment.zone,
        "local_date": entry.moment.local_date,
    }


def _entry(row: Sequence[Any]) -> LedgerEntry:
    rule, source, earned_at, zone = row
    return LedgerEntry(rule=rule, source=source, moment=Moment(earned_at, zone))


def _of_user(tables: Tables) -> AnySelect:
    entries = tables.xp_ledger
    columns = (entries.c[name] for name in ("rule", "source", "earned_at", "zone"))
    return select(*columns).where(entries.c.user_id == bindparam("user_id"))


def _latest(tables: Tables) -> AnySelect:
    entries = tables.xp_ledger
    at, rule, source = (
        bindparam(name, type_=entries.c[name].type) for name in ("earned_at", "rule", "source")
    )
    same_instant = or_(
        entries.c.rule > rule, and_(entries.c.rule == rule, entries.c.source > source)
    )
    return (
        _of_user(tables)
        .where(entries.c.earned_at <= at, or_(entries.c.earned_at < at, same_instant))
        .order_by(entries.c.earned_at.desc(), entries.c.rule, entries.c.source)
        .limit(bindparam("limit", type_=Number()))
    )


def _points_by_day(tables: Tables) -> AnySelect:
    """The index holds instants: what is earned on a day is so from `earliest` on."""
    entries = tables.xp_ledger
    local_date, earned_at = entries.c.local_date, entries.c.earned_at
    return (
        select(local_date, func.sum(entries.c.points))
        .where(entries.c.user_id == bindparam("user_id"))
        .where(earned_at >= bindparam("earliest", type_=earned_at.type))
        .where(local_date >= bindparam("since", type_=local_date.type))
        .group_by(local_date)
    )


def _recorded(tables: Tables) -> AnySelect:
    entries = tables.xp_ledger
    columns = (entries.c[name] for name in ("rule", "source", "recorded_at"))
    return select(*columns).where(entries.c.user_id == bindparam("user_id"))


def _put_recorded(tables: Tables) -> Update:
    entries = tables.xp_ledger
    return (
        entries.update()
        .where(entries.c.user_id == bindparam("of_user", type_=Text()))
        .where(entries.c.rule == bindparam("of_rule", type_=entries.c.rule.type))
        .where(entries.c.source == bindparam("of_source", type_=Text()))
        .values(recorded_at=bindparam("at", type_=entries.c.recorded_at.type))
    )


def _put(database: SqlDatabase) -> Insert:
    entries = database.tables.xp_ledger
    insert = database.insert(entries)
    return insert.on_conflict_do_update(
        index_elements=list(entries.primary_key),
        set_={name: insert.excluded[name] for name in _MOMENT},
    )
