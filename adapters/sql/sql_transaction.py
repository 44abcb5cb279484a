"""What a session may do, and until when."""

from collections.abc import Sequence
from typing import Any

from attrs import define, field
from sqlalchemy import Connection, Executable
from sqlalchemy.exc import IntegrityError

from parlons.adapters.sql.prepared import Prepared, Values
from parlons.adapters.sql.rows import AnyResult
from parlons.application.ports.unit_of_work import DuplicateError, SessionMisuseError


@define
class SqlTransaction:
    """Executes statements while the session is open; changes only where it is writable."""

    connection: Connection
    writable: bool
    open: bool = field(default=True, init=False)

    def require_open(self) -> None:
        """Raise `SessionMisuseError` once the session is over."""
        if not self.open:
            raise SessionMisuseError("the session is over")

    def require_writable(self) -> None:
        """Raise `SessionMisuseError` unless the session may still write."""
        self.require_open()
        if not self.writable:
            raise SessionMisuseError("a read session changes nothing: open write()")

    def rows(self, prepared: Prepared, values: Values) -> Sequence[Sequence[Any]]:
        """Execute a SELECT."""
        self.require_open()
        return prepared.rows(self.connection, values)

    def add(self, prepared: Prepared, *rows: Values) -> int:
        """Execute an INSERT or UPDATE once for each row, and return how many it made or changed."""
        self.require_writable()
        return prepared.count(self.connection, *rows) if rows else 0

    def read(self, statement: Executable, values: Values) -> AnyResult:
        """Execute a statement that changes nothing."""
        self.require_open()
        return self.connection.execute(statement, values)

    def change(self, statement: Executable, values: Values | Sequence[Values]) -> AnyResult:
        """Execute a statement once, or once for each of several values."""
        self.require_writable()
        return self.connection.execute(statement, values)

    def change_unless_taken(self, statement: Executable, values: Values) -> AnyResult:
        """Execute a statement that may give a row a name of which there is only one.

        Raises `DuplicateError`. PostgreSQL then takes back all that was done since the savepoint,
        and without one it would take back the whole transaction.
        """
        self.require_writable()
        try:
            with self.connection.begin_nested():
                return self.connection.execute(statement, values)
        except IntegrityError as error:
            if _is_duplicate(error):
                raise DuplicateError("something with this name is there already") from error
            raise


def _is_duplicate(error: IntegrityError) -> bool:
    code = getattr(error.orig, "sqlite_errorname", None) or getattr(error.orig, "sqlstate", None)
    return code in ("SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY", "23505")
