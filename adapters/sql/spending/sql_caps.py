"""Caps in SQL."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from attrs import frozen
from sqlalchemy import Delete, bindparam, select

from parlons.adapters.sql.prepared import Prepared
from parlons.adapters.sql.query import Query
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.adapters.sql.sql_transaction import SqlTransaction
from parlons.application.ports.caps import ICaps
from parlons.domain.spending.scope import Cap, Scope


@frozen(kw_only=True)
class CapQueries:
    """What is asked about caps, and what changes them."""

    among: Query[Cap]
    all: Query[Cap]
    put: Prepared
    remove: Delete

    @classmethod
    def on(cls, database: SqlDatabase) -> "CapQueries":
        """Prepare the statements for a database."""
        caps, prepare = database.tables.spending_caps, database.prepare
        insert, everything = database.insert(caps), select(caps)
        of_names = everything.where(database.among(caps.c.scope_name, "names"))
        put = insert.on_conflict_do_update(
            index_elements=caps.primary_key,
            set_={"microdollars": insert.excluded.microdollars},
        )
        return cls(
            among=Query(prepare(of_names), _cap),
            all=Query(prepare(everything), _cap),
            put=prepare(put),
            remove=caps.delete().where(
                caps.c.scope_kind == bindparam("of_kind"),
                caps.c.scope_name == bindparam("of_name"),
            ),
        )


@frozen
class SqlCaps(ICaps):
    """The caps of a session."""

    transaction: SqlTransaction
    queries: CapQueries

    def among(self, scopes: Collection[Scope]) -> Mapping[Scope, int]:
        names = {"names": [scope.name for scope in scopes]}
        caps = self.queries.among.all(self.transaction, names)
        return {cap.scope: cap.microdollars for cap in caps if cap.scope in scopes}

    def all(self) -> tuple[Cap, ...]:
        caps = self.queries.all.all(self.transaction, {})
        return tuple(sorted(caps, key=lambda cap: cap.scope))

    def put(self, cap: Cap) -> None:
        scope = {"scope_kind": cap.scope.kind, "scope_name": cap.scope.name}
        self.transaction.add(self.queries.put, {**scope, "microdollars": cap.microdollars})

    def remove(self, scope: Scope) -> bool:
        of_scope = {"of_kind": scope.kind, "of_name": scope.name}
        return bool(self.transaction.change(self.queries.remove, of_scope).rowcount)


def _cap(row: Sequence[Any]) -> Cap:
    kind, name, microdollars = row
    return Cap(scope=Scope(kind, name), microdollars=microdollars)
