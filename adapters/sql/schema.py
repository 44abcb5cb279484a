"""The tables as SQL text, made without a server."""

from collections.abc import Iterator

from sqlalchemy import create_engine, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from parlons.adapters.sql.migrator import Migrator

_OWN_SQL = text(
    "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name <> :version_table"
)


def schema_of(migrator: Migrator, dialect: str) -> str:
    """Return the statements that make the tables of the newest revision.

    `dialect` is `sqlite` (read from a database that was migrated) or `postgresql`.
    """
    statements = {"sqlite": _sqlite, "postgresql": _postgresql}[dialect](migrator)
    return "\n".join(f"{_tidy(each)};\n" for each in statements)


def _sqlite(migrator: Migrator) -> Iterator[str]:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        migrator.upgrade(connection)
        yield from connection.scalars(_OWN_SQL, {"version_table": migrator.version_table})
    engine.dispose()


def _postgresql(migrator: Migrator) -> Iterator[str]:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it untyped
    for table in migrator.metadata.sorted_tables:
        yield str(CreateTable(table).compile(dialect=dialect))
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            yield str(CreateIndex(index).compile(dialect=dialect))


def _tidy(statement: str) -> str:
    lines = statement.strip().replace("\t", "    ").splitlines()
    return "\n".join(line.rstrip() for line in lines)
