"""Databases for whole installations."""

from tests.support.postgres import postgres_address

__all__ = ["postgres_address"]
