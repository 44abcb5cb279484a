"""Databases for the tests of this folder."""

from tests.support.postgres import _migrated_postgres, postgres_address, postgres_database
from tests.support.sqlite import _migrated_sqlite, sqlite_database

__all__ = [
    "_migrated_postgres",
    "_migrated_sqlite",
    "postgres_address",
    "postgres_database",
    "sqlite_database",
]
