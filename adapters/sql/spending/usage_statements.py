"""Statements about the sums of what was spent."""

from datetime import date, timedelta
from typing import Any, Final

from attrs import evolve, frozen
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    FromClause,
    Table,
    UpdateBase,
    bindparam,
    cast,
    func,
    select,
    union_all,
)

from parlons.adapters.sql.described.spending_tables import SUMS
from parlons.adapters.sql.rows import AnySelect
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.application.ports.usage import UsageFilter
from parlons.domain.spending.usage_report import Dimension

_EXACT: Final = ("user_id", "organisation", "plan", "task", "model")
_DAY: Final = timedelta(days=1)
_WEEK: Final = timedelta(days=7)


@frozen
class UsageStatements:
    """Asks the smallest table that knows the answer."""

    database: SqlDatabase

    def book(self) -> tuple[UpdateBase, ...]:
        """Add to the sums of each table, of users first."""
        tables = self.database.tables
        return tuple(
            self._book(each)
            for each in (tables.spending_weeks, tables.spending_users, tables.spending_days)
        )

    def total(self, wanted: UsageFilter) -> AnySelect:
        """Select the sums of all that matches."""
        table = self._table(wanted)
        return select(*_added(table)).where(*_matches(table, wanted), *_between(table, wanted))

    def by(self, dimension: Dimension, wanted: UsageFilter, limit: int) -> AnySelect:
        """Select the sums for each value of a dimension."""
        if dimension is Dimension.DAY:
            return self._grouped("day", wanted).order_by("day").limit(limit)
        name = "user_id" if dimension is Dimension.USER else dimension.value
        report = self._grouped(name, wanted)
        value, *_ = report.selected_columns
        spent = func.sum(self._table(wanted).c.spent)
        return report.order_by(spent.desc(), self._by_name(value)).limit(limit)

    def ranked(self, wanted: UsageFilter, limit: int) -> AnySelect:
        """Select the users who have spent most, in their order."""
        rows = self._spent(wanted)
        user_id, spent = rows.c.user_id, func.sum(rows.c.spent)
        report = select(user_id).group_by(user_id)
        return report.order_by(spent.desc(), self._by_name(user_id)).limit(limit)

    def of_users(self, wanted: UsageFilter) -> AnySelect:
        """Select the sums of each of the users in `names`."""
        users = self.database.tables.spending_users
        report = select(users.c.user_id, *_added(users)).group_by(users.c.user_id)
        matches = (*_matches(users, wanted), *_between(users, wanted))
        return report.where(self.database.among(users.c.user_id, "names"), *matches)

    def _book(self, table: Table) -> UpdateBase:
        insert = self.database.insert(table)
        added = {name: table.c[name] + insert.excluded[name] for name in SUMS}
        return insert.on_conflict_do_update(index_elements=table.primary_key, set_=added)

    def _table(self, wanted: UsageFilter) -> Table:
        tables = self.database.tables
        return tables.spending_days if wanted.user_id is None else tables.spending_users

    def _grouped(self, name: str, wanted: UsageFilter) -> AnySelect:
        table = self._table(wanted)
        report = select(table.c[name], *_added(table)).group_by(table.c[name])
        return report.where(*_matches(table, wanted), *_between(table, wanted))

    def _spent(self, wanted: UsageFilter) -> FromClause:
        """Select what users have spent, in whole weeks and on the days before and after them.

        Sums of weeks are known of plans and organisations, but not of tasks and models.
        """
        begin, end = whole_weeks(wanted.first, wanted.last)
        if wanted.task is not None or wanted.model is not None or begin >= end:
            return self._spent_on_days(wanted).subquery()
        weeks = self.database.tables.spending_weeks
        whole = select(weeks.c.user_id, weeks.c.spent).where(*_matches(weeks, wanted))
        return union_all(
            whole.where(weeks.c.week >= _written(begin), weeks.c.week < _written(end)),
            self._spent_on_days(evolve(wanted, last=begin - _DAY)),
            self._spent_on_days(evolve(wanted, first=end)),
        ).subquery()

    def _spent_on_days(self, wanted: UsageFilter) -> AnySelect:
        users = self.database.tables.spending_users
        days = select(users.c.user_id, users.c.spent)
        return days.where(*_matches(users, wanted), *_between(users, wanted))

    def _by_name(self, value: ColumnElement[Any]) -> ColumnElement[Any]:
        """Order names alike everywhere, whatever the language of the database."""
        return value.collate("C") if self.database.dialect == "postgresql" else value


def whole_weeks(first: date, last: date) -> tuple[date, date]:
    """Return the first Monday of a range of days, and the Monday after its last whole week."""
    begin = first + timedelta(days=-first.weekday() % 7)
    return begin, begin + (last + _DAY - begin) // _WEEK * _WEEK


def _added(rows: FromClause) -> list[ColumnElement[int]]:
    return [cast(func.coalesce(func.sum(rows.c[name]), 0), BigInteger()) for name in SUMS]


def _matches(table: Table, wanted: UsageFilter) -> list[ColumnElement[bool]]:
    values = {name: getattr(wanted, name) for name in _EXACT}
    return [table.c[name] == value for name, value in values.items() if value is not None]


def _between(table: Table, wanted: UsageFilter) -> list[ColumnElement[bool]]:
    return [table.c.day >= _written(wanted.first), table.c.day <= _written(wanted.last)]


def _written(day: date) -> ColumnElement[date]:
    """Write a day into the statement.

    PostgreSQL plans for any days at all what it has executed ten times, and that is too slow.
    """
    return bindparam(None, day, type_=Date(), literal_execute=True)
