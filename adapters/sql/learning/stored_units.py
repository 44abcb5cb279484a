"""Units as they are stored."""

import json
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, Final

from parlons.adapters.sql.query import Reader, names_of
from parlons.application.ports.codec import ICodec
from parlons.domain.learning.catalogue import UnitSummary
from parlons.domain.learning.prerequisites import Condition

UNIT_SUMMARY: Final = names_of(UnitSummary)
"""The columns of a unit in a list."""

_KEPT: Final = 4096


def condition_reader(codec: ICodec) -> Callable[[str | None], Condition | None]:
    """Return what decodes prerequisites, and keeps the latest 4,096."""

    @lru_cache(_KEPT)
    def read(document: str | None) -> Condition | None:
        if document is None:
            return None
        return codec.decode(json.loads(document), Condition)  # type: ignore[arg-type]  # a union is no type

    return read


def unit_reader(codec: ICodec) -> Reader[UnitSummary]:
    """Return what makes a unit of the values of its columns."""
    read_condition = condition_reader(codec)

    def read(row: Sequence[Any]) -> UnitSummary:
        values = dict(zip(UNIT_SUMMARY, row, strict=True))
        values["prerequisites"] = read_condition(values["prerequisites"])
        return UnitSummary(**values)

    return read
