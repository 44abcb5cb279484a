"""Rows that are put again and again."""

import json
from collections.abc import Mapping
from typing import Any

from attrs import frozen
from sqlalchemy import Table, select

from parlons.adapters.sql.rows import AnyRow
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.adapters.sql.sql_transaction import SqlTransaction
from parlons.application.ports.course_shelf import Change

Values = Mapping[str, Any]


@frozen(kw_only=True)
class PutRow:
    """A row that was put; `before` is the row as it was, None when it is new."""

    id: int
    before: AnyRow | None
    changed: bool

    @property
    def appears(self) -> bool:
        """Say whether the row is new or comes back."""
        return self.before is None or self.before.retired_at is not None

    def change(self, *, parts_changed: bool = False) -> Change:
        """Say what putting the row, and what belongs to it, did."""
        if self.before is None:
            return Change.ADDED
        return Change.UPDATED if self.changed or parts_changed else Change.UNCHANGED


@frozen
class ShelfRows:
    """Puts rows by their natural keys."""

    transaction: SqlTransaction
    database: SqlDatabase

    def put(self, table: Table, key: Values, values: Values, initial: Values) -> PutRow:
        """Store the row with this key; `initial` is what a new row has besides `values`.

        The row stays locked until the transaction ends, so that a second one waits.
        """
        locked = select(table).filter_by(**key).with_for_update(key_share=True)
        before = self.transaction.read(locked, {}).first()
        if before is None:
            row = {**key, **values, **initial}
            add = self.database.insert(table).on_conflict_do_nothing().returning(table.c.id)
            new_id = self.transaction.change(add, row).scalar()
            if new_id is not None:
                return PutRow(id=new_id, before=None, changed=True)
            before = self.transaction.read(locked, {}).one()  # somebody else was faster
        changed = any(_read(before, name, value) != value for name, value in values.items())
        if changed:
            update = table.update().where(table.c.id == before.id)
            self.transaction.change(update, values)
        return PutRow(id=before.id, before=before, changed=changed)

    def count(self, table: Table, row_id: int, column: str, by: int) -> None:
        """Add to a count."""
        counted = {column: table.c[column] + by}
        self.transaction.change(table.update().where(table.c.id == row_id).values(counted), {})


def _read(row: AnyRow, name: str, like: object) -> Any:
    """Return a value of the row; a document is stored as text."""
    value = getattr(row, name)
    is_document = isinstance(like, list | dict) and value is not None
    return json.loads(value) if is_document else value
