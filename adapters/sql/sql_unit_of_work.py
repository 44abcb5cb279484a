"""Transactions on a SQL database."""

from collections.abc import Iterator
from contextlib import contextmanager

from attrs import field, frozen

from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.adapters.sql.sql_session import Queries, SqlReadSession, SqlWriteSession
from parlons.adapters.sql.sql_transaction import SqlTransaction
from parlons.application.ports.codec import ICodec
from parlons.application.ports.unit_of_work import IReadSession, IUnitOfWork, IWriteSession


@frozen
class SqlUnitOfWork(IUnitOfWork):
    """A session is a transaction; on SQLite those that write come one after the other."""

    _database: SqlDatabase
    _queries: Queries = field(repr=False)

    @classmethod
    def on(cls, database: SqlDatabase, codec: ICodec) -> "SqlUnitOfWork":
        """Prepare the statements for a database; `codec` reads and writes its JSON columns."""
        return cls(database, Queries.on(database, codec))

    @contextmanager
    def read(self) -> Iterator[IReadSession]:
        with self._database.reading() as connection:
            transaction = SqlTransaction(connection, writable=False)
            try:
                yield SqlReadSession(transaction, self._queries)
            finally:
                transaction.open = False

    @contextmanager
    def write(self) -> Iterator[IWriteSession]:
        with self._database.writing() as connection:
            transaction = SqlTransaction(connection, writable=True)
            session = SqlWriteSession(transaction, self._queries)
            try:
                yield session
            finally:
                transaction.open = False
        for action in session.actions:
            action()
