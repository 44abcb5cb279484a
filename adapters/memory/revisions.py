"""Rows that count how often they were changed."""

from collections.abc import Hashable
from typing import Protocol, TypeVar

from parlons.application.ports.unit_of_work import DuplicateError, StaleRevisionError


class _Revised(Protocol):
    @property
    def revision(self) -> int: ...


_K = TypeVar("_K", bound=Hashable)
_R = TypeVar("_R", bound=_Revised)


def put_revision(stored: dict[_K, _R], key: _K, row: _R) -> None:
    """Store revision 1 where there is nothing yet, and a later one in place of the one before it.

    Raises `DuplicateError` or `StaleRevisionError`.
    """
    before = stored.get(key)
    if before is not None and row.revision == 1:
        raise DuplicateError("something with this name is there already")
    if (before.revision if before else 0) != row.revision - 1:
        raise StaleRevisionError("it was changed in the meantime")
    stored[key] = row
