"""Column types that mean the same on SQLite and PostgreSQL."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Integer, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.types import TypeDecorator, TypeEngine

from parlons.domain.spending.period import Period

_LIMIT: Final = 2**63

DOCUMENT: Final[TypeEngine[Any]] = JSON(none_as_null=True).with_variant(
    JSONB(none_as_null=True), "postgresql"
)
"""JSON; it is read as the text that it is, so that only who needs it pays for decoding.

None is NULL, as in any other column.
"""


class Number(TypeDecorator[int]):
    """A whole number; one that no column can hold is NULL, so that looking for it finds nothing."""

    # SQLite numbers the rows by itself only where the type is INTEGER.
    impl = BigInteger().with_variant(Integer(), "sqlite")
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:
        """Let through what 64 bits hold."""
        return value if value is not None and -_LIMIT <= value < _LIMIT else None


class Instant(TypeDecorator[datetime]):
    """An instant, in and out as UTC; SQLite keeps it without its zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware time into UTC; raises `ValueError` for a naive one."""
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Read what has no zone as UTC."""
        if value is None or value.tzinfo is None:
            return value and value.replace(tzinfo=UTC)
        return value.astimezone(UTC)


class Several(TypeDecorator[Sequence[Any]]):
    """Values of another type as one parameter; SQLite reads them out of JSON."""

    impl = Text
    cache_ok = True

    def __init__(self, item: TypeEngine[Any]) -> None:
        super().__init__()
        self.item = item

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Take an array where there are any."""
        return dialect.type_descriptor(ARRAY(self.item) if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: Sequence[Any] | None, dialect: Dialect) -> Any:
        """Write each value as its column does."""
        if value is None or dialect.name == "postgresql":
            return value
        write = self.item.dialect_impl(dialect).bind_processor(dialect)
        return json.dumps([write(each) if write else each for each in value])


class Name(TypeDecorator[StrEnum]):
    """A member of an enumeration, kept as its value."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        """Keep the value."""
        return value and value.value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        """Return the member."""
        return None if value is None else self.kind(value)


class Month(TypeDecorator[Period]):
    """A calendar month, kept as its name."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Period | None, dialect: Dialect) -> str | None:
        """Keep the name."""
        return None if value is None else value.name

    def process_result_value(self, value: str | None, dialect: Dialect) -> Period | None:
        """Return the month."""
        return None if value is None else Period(value)
