"""Databases for the tests of this folder."""

from tests.support.sqlite import _migrated_sqlite, sqlite_database

__all__ = ["_migrated_sqlite", "sqlite_database"]
