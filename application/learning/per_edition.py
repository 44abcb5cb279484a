"""What is made of a course is made once for each edition."""

from collections.abc import Callable
from datetime import datetime
from typing import Generic, TypeAlias, TypeVar

from attrs import define, field

_T = TypeVar("_T")
_Edition: TypeAlias = tuple[int, datetime]


@define
class PerEdition(Generic[_T]):
    """Remembers one thing for each path, until the path is imported anew."""

    _made: dict[int, tuple[_Edition, _T]] = field(factory=dict, init=False, repr=False)

    def get(self, path_id: int, edition: _Edition, make: Callable[[], _T]) -> _T:
        """Return what `make()` returned for the path's version and instant of import.

        Two threads that ask at once may both make it.
        """
        made = self._made.get(path_id)
        if made is None or made[0] != edition:
            made = edition, make()
            self._made[path_id] = made
        return made[1]
