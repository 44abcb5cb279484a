"""One database and the tables of one installation in it."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from attrs import field, frozen
from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Table,
    UpdateBase,
    any_,
    bindparam,
    func,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from parlons.adapters.sql.access import Access, accesses
from parlons.adapters.sql.columns import Several
from parlons.adapters.sql.errors import DatabaseUnreachableError
from parlons.adapters.sql.migrator import Migrator, newest_revision, outdated
from parlons.adapters.sql.prepared import Prepared
from parlons.adapters.sql.rows import AnySelect
from parlons.adapters.sql.schema import schema_of
from parlons.adapters.sql.tables import Tables, tables


@frozen
class SqlDatabase:
    """Opens transactions, and moves the tables from revision to revision.

    Whatever keeps the database from being used is raised as `StorageUnavailableError`.
    """

    tables: Tables = field(repr=False)
    _reader: Access = field(repr=False)
    _writer: Access
    _migrator: Migrator = field(repr=False)

    @classmethod
    def at(cls, address: str | Path, *, prefix: str = "", pool_size: int = 5) -> "SqlDatabase":
        """Describe the database at an address, or in a SQLite file; nothing is opened yet.

        Raises `SettingsError`.
        """
        described = tables(prefix)
        migrator = Migrator(metadata=described.metadata, prefix=prefix)
        return cls(described, *accesses(address, pool_size), migrator)

    @property
    def dialect(self) -> str:
        """The kind of database: `sqlite` or `postgresql`."""
        return self._writer.engine.dialect.name

    def insert(self, table: Table) -> postgresql.Insert | sqlite.Insert:
        """Begin an INSERT that may go on with ON CONFLICT, and says how many rows it made."""
        insert = sqlite.insert if self.dialect == "sqlite" else postgresql.insert
        return insert(table).execution_options(preserve_rowcount=True)

    def among(self, column: Column[Any], name: str) -> ColumnElement[bool]:
        """Say that a column holds one of the values of a parameter, however many these are."""
        values = bindparam(name, type_=Several(column.type))
        if self.dialect == "sqlite":
            return column.in_(select(func.json_each(values).table_valued("value").c.value))
        return column == any_(values)

    def prepare(self, statement: AnySelect | UpdateBase) -> Prepared:
        """Compile a statement that is executed often."""
        return Prepared.of(statement, self._writer.engine.dialect)

    def reading(self) -> AbstractContextManager[Connection]:
        """Open a transaction with one view of the database; on PostgreSQL it cannot write."""
        return self._transaction(self._reader)

    def writing(self) -> AbstractContextManager[Connection]:
        """Open a transaction that may write; on SQLite it is the only one."""
        return self._transaction(self._writer)

    def upgrade(self) -> None:
        """Make or bring up to date the tables; harmless when they are.

        Raises `DatabaseOutdatedError` for those of a newer program.
        """
        with self._transaction(self._writer, migrates=True) as connection:
            self._migrator.upgrade(connection)

    def downgrade(self, revision: str) -> None:
        """Take the tables back to a revision; `base` drops them all."""
        with self._transaction(self._writer, migrates=True) as connection:
            self._migrator.downgrade(connection, revision)

    def current(self) -> str | None:
        """Return the revision of the tables, or None when there are none."""
        if self._reader.is_missing():
            return None
        with self.reading() as connection:
            return self._migrator.current(connection)

    def is_current(self) -> bool:
        """Say whether the tables are those that this program works with."""
        return self.current() == newest_revision()

    def require_current(self) -> None:
        """Raise `DatabaseOutdatedError` unless the tables are those of this program."""
        current = self.current()
        if current != newest_revision():
            raise outdated(current)

    def dump_schema(self, dialect: str) -> str:
        """Return SQL that makes the tables, for `sqlite` or `postgresql`; opens nothing."""
        return schema_of(self._migrator, dialect)

    def dispose(self) -> None:
        """Close all connections."""
        self._writer.engine.dispose()

    @contextmanager
    def _transaction(self, access: Access, *, migrates: bool = False) -> Iterator[Connection]:
        try:
            with (
                access.engine.connect() as connection,
                access.around(connection),
                connection.begin(),
            ):
                yield connection
        except PoolTimeoutError as error:
            raise DatabaseUnreachableError("every connection of the pool is in use") from error
        except (DBAPIError, self._driver.Error) as error:
            explained = self._explained(error, migrates=migrates)
            if explained is error:
                raise
            raise explained from error

    @property
    def _driver(self) -> Any:
        return self._writer.engine.dialect.loaded_dbapi

    def _explained(self, error: Exception, *, migrates: bool) -> Exception:
        """Return the error itself where the statement is to blame, not the database."""
        driver, cause = self._driver, getattr(error, "orig", None) or error
        if isinstance(cause, (driver.IntegrityError, driver.DataError)):
            return error
        try:
            with self._reader.engine.begin() as connection:
                current = self._migrator.current(connection)
        except (DBAPIError, PoolTimeoutError):
            where = self._writer.engine.url.set(query={}).render_as_string(hide_password=True)
            return DatabaseUnreachableError(f"{where} does not answer: {_one_line(cause)}")
        if migrates:
            return DatabaseUnreachableError(f"the tables cannot be moved: {_one_line(cause)}")
        if current != newest_revision():
            return outdated(current)
        if isinstance(cause, driver.ProgrammingError):
            return error
        return DatabaseUnreachableError(f"the database refused: {_one_line(cause)}")


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
