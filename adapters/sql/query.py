"""A question with the way to read its answer."""

from collections.abc import Callable, Sequence
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

import attrs
from attrs import frozen
from sqlalchemy import Column, Table

from parlons.adapters.sql.prepared import Prepared, Values
from parlons.adapters.sql.sql_transaction import SqlTransaction

_T = TypeVar("_T")
Reader = Callable[[Sequence[Any]], _T]

BEFORE_ALL: Final = UUID(int=0)
"""The id after which a first page begins."""


@frozen
class Query(Generic[_T]):
    """A statement, and what a row of it says."""

    prepared: Prepared
    read: Reader[_T]

    def first(self, transaction: SqlTransaction, values: Values) -> _T | None:
        """Return what the first row says, or None when there is none."""
        rows = transaction.rows(self.prepared, values)
        return self.read(rows[0]) if rows else None

    def all(self, transaction: SqlTransaction, values: Values) -> tuple[_T, ...]:
        """Return what each row says."""
        return tuple(map(self.read, transaction.rows(self.prepared, values)))


def names_of(view: type, *without: str) -> tuple[str, ...]:
    """The names of an attrs class's fields."""
    return tuple(each.name for each in attrs.fields(view) if each.name not in without)


def columns_of(view: type, table: Table) -> list[Column[Any]]:
    """The table's columns that are named like the fields of an attrs class, in their order."""
    return [table.c[name] for name in names_of(view)]


def reader_of(view: Callable[..., _T], names: Sequence[str]) -> Reader[_T]:
    """Call `view` with a row's values by name."""
    return lambda row: view(**dict(zip(names, row, strict=True)))
