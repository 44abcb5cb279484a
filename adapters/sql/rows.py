"""Rows of which the columns are known by the statement alone."""

from typing import Any, TypeAlias

from sqlalchemy import CursorResult, Row, Select

AnyRow: TypeAlias = Row[*tuple[Any, ...]]
AnySelect: TypeAlias = Select[*tuple[Any, ...]]
AnyResult: TypeAlias = CursorResult[*tuple[Any, ...]]
