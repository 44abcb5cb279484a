"""Records in a SQL database: SQLite or PostgreSQL."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from parlons.adapters.injection.extras import extra
from parlons.application.ports.codec import ICodec
from parlons.application.ports.rate_limiter import IRateLimiter
from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.application.settings import Settings

if TYPE_CHECKING:
    from parlons.adapters.sql.sql_database import SqlDatabase


def open_database(settings: Settings) -> Iterator["SqlDatabase"]:
    """The database that the settings name; nothing is opened before it is used."""
    with extra("sql", "the SQL store"):
        from parlons.adapters.sql.sql_database import SqlDatabase

    address = settings.database_url or settings.database_file
    with extra("postgres" if str(address).startswith("postgresql") else "sql", "the SQL store"):
        # A request, a stream and an item hold one connection at most, whatever they do.
        pool_size = settings.threads + settings.streams + settings.worker_threads
        opened = SqlDatabase.at(address, prefix=settings.table_prefix, pool_size=pool_size)
    try:
        yield opened
    finally:
        opened.dispose()


def unit_of_work(database: "SqlDatabase", row_codec: ICodec) -> Iterator[IUnitOfWork]:
    """Transactions on the database."""
    from parlons.adapters.sql.sql_unit_of_work import SqlUnitOfWork

    yield SqlUnitOfWork.on(database, row_codec)


def rate_limiter(database: "SqlDatabase") -> Iterator[IRateLimiter]:
    """Limits of everybody who uses the database."""
    from parlons.adapters.sql.limits.sql_rate_limiter import SqlRateLimiter

    yield SqlRateLimiter.on(database)
