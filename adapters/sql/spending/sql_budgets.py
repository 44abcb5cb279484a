"""Budgets in SQL."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from attrs import frozen
from sqlalchemy import ColumnElement, FromClause, Text, and_, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY

from parlons.adapters.sql.prepared import Prepared
from parlons.adapters.sql.query import Query
from parlons.adapters.sql.rows import AnySelect
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.adapters.sql.sql_transaction import SqlTransaction
from parlons.application.ports.budgets import IBudgets
from parlons.domain.spending.budget import Budget
from parlons.domain.spending.period import Period
from parlons.domain.spending.scope import Scope


@frozen(kw_only=True)
class BudgetQueries:
    """What is asked about budgets, and what changes them; on SQLite nothing must be locked."""

    of: Query[tuple[Scope, Budget]]
    lock: Query[tuple[Scope, Budget]]
    make: Prepared | None
    keep: Prepared

    @classmethod
    def on(cls, database: SqlDatabase) -> "BudgetQueries":
        """Prepare the statements for a database."""
        budgets, prepare = database.tables.spending_budgets, database.prepare
        insert, asked = database.insert(budgets), _of_scopes(database)
        changed = {name: insert.excluded[name] for name in ("spent", "held")}
        make = prepare(insert.on_conflict_do_nothing())
        return cls(
            of=Query(prepare(asked), _budget),
            lock=Query(prepare(asked.with_for_update(of=budgets)), _budget),
            make=None if database.dialect == "sqlite" else make,
            keep=prepare(
                insert.on_conflict_do_update(index_elements=budgets.primary_key, set_=changed)
            ),
        )


@frozen
class SqlBudgets(IBudgets):
    """The budgets of a session."""

    transaction: SqlTransaction
    queries: BudgetQueries

    def of(self, scopes: Sequence[Scope], period: Period) -> tuple[Budget, ...]:
        return self._found(self.queries.of, scopes, period)

    def lock(self, scopes: Sequence[Scope], period: Period) -> tuple[Budget, ...]:
        self.transaction.require_writable()
        if self.queries.make is not None:
            missing = (_row(scope, period, Budget()) for scope in scopes)
            self.transaction.add(self.queries.make, *missing)
        return self._found(self.queries.lock, scopes, period)

    def keep(self, period: Period, budgets: Mapping[Scope, Budget]) -> None:
        self.transaction.require_writable()
        rows = (_row(scope, period, budget) for scope, budget in budgets.items())
        self.transaction.add(self.queries.keep, *rows)

    def _found(
        self, query: Query[tuple[Scope, Budget]], scopes: Sequence[Scope], period: Period
    ) -> tuple[Budget, ...]:
        values = {**_given(scopes), "period": period}
        found = dict(query.all(self.transaction, values))
        return tuple(found.get(scope, Budget()) for scope in scopes)


def _of_scopes(database: SqlDatabase) -> AnySelect:
    """Select the counters of the scopes given, in their order, which is that of locking them."""
    budgets = database.tables.spending_budgets.c
    given, kind, name, place = (_on_sqlite if database.dialect == "sqlite" else _on_postgresql)()
    is_given = and_(budgets.scope_kind == kind, budgets.scope_name == name)
    joined = given.join(database.tables.spending_budgets, is_given)
    of_period = budgets.period == bindparam("period", type_=budgets.period.type)
    columns = (budgets.scope_kind, budgets.scope_name, budgets.spent, budgets.held)
    return select(*columns).select_from(joined).where(of_period).order_by(place)


_Given = tuple[FromClause, ColumnElement[Any], ColumnElement[Any], ColumnElement[Any]]


def _on_sqlite() -> _Given:
    each = func.json_each(bindparam("scopes", type_=Text())).table_valued("key", "value")
    kind, name = (func.json_extract(each.c.value, f"$[{index}]") for index in (0, 1))
    return each, kind, name, each.c.key


def _on_postgresql() -> _Given:
    arrays = (bindparam(name, type_=ARRAY(Text())) for name in ("kinds", "names"))
    each = func.unnest(*arrays).table_valued("kind", "name", with_ordinality="place")
    given = each.render_derived(name="given")
    return given, given.c.kind, given.c.name, given.c.place


def _given(scopes: Sequence[Scope]) -> Mapping[str, object]:
    pairs = [(scope.kind.value, scope.name) for scope in scopes]
    kinds, names = ([pair[index] for pair in pairs] for index in (0, 1))
    return {"scopes": json.dumps(pairs), "kinds": kinds, "names": names}


def _row(scope: Scope, period: Period, budget: Budget) -> Mapping[str, object]:
    return {
        "scope_kind": scope.kind,
        "scope_name": scope.name,
        "period": period,
        "spent": budget.spent,
        "held": budget.held,
    }


def _budget(row: Sequence[Any]) -> tuple[Scope, Budget]:
    kind, name, spent, held = row
    return Scope(kind, name), Budget(spent=spent, held=held)
