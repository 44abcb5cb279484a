"""Rows that count how often they were changed."""

from attrs import frozen
from sqlalchemy import Table, bindparam

from parlons.adapters.sql.prepared import Prepared, Values
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.adapters.sql.sql_transaction import SqlTransaction
from parlons.application.ports.unit_of_work import DuplicateError, StaleRevisionError


@frozen
class Revisions:
    """Stores revision 1 of a row where there is none, and a later one in place of that before."""

    add: Prepared
    replace: Prepared

    @classmethod
    def of(cls, table: Table, key: str, database: SqlDatabase) -> "Revisions":
        """Prepare the statements for a table with a key of one column."""
        is_before = (
            table.c[key] == bindparam(f"of_{key}", type_=table.c[key].type),
            table.c.revision == bindparam("of_revision"),
        )
        new = {name: bindparam(name, type_=column.type) for name, column in table.c.items()}
        return cls(
            database.prepare(database.insert(table).on_conflict_do_nothing()),
            database.prepare(table.update().where(*is_before).values(new)),
        )

    def put(self, transaction: SqlTransaction, key: str, row: Values) -> None:
        """Store a row; raises `DuplicateError` or `StaleRevisionError`."""
        if row["revision"] == 1:
            if not transaction.add(self.add, row):
                raise DuplicateError("something with this name is there already")
            return
        before = {f"of_{key}": row[key], "of_revision": row["revision"] - 1}
        if not transaction.add(self.replace, {**row, **before}):
            raise StaleRevisionError("it was changed in the meantime")
