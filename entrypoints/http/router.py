"""Which endpoints an address has."""

import re
from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

from parlons.entrypoints.http.endpoint import Endpoint

Methods: TypeAlias = Mapping[str, Endpoint]
"""The endpoints at one address by their methods."""

_HOLE: Final = None  # no part of any path
_NUMBER: Final = re.compile("0|[1-9][0-9]{0,17}")  # one address each, and it fits into 64 bits


class Router:
    """Finds endpoints by path; every parameter in a path is a number."""

    def __init__(self, endpoints: Iterable[Endpoint]) -> None:
        self._by_shape: dict[tuple[str | None, ...], dict[str, Endpoint]] = {}
        for endpoint in endpoints:
            parts = endpoint.path.split("/")
            shape = tuple(_HOLE if part.startswith("{") else part for part in parts)
            self._by_shape.setdefault(shape, {})[endpoint.method] = endpoint

    def match(self, path: str) -> tuple[Methods, tuple[int, ...]]:
        """Return the endpoints at a path, none when it is no address, and the path's numbers."""
        numbers: list[int] = []
        shape: list[str | None] = []
        for part in path.split("/"):
            if _NUMBER.fullmatch(part):
                numbers.append(int(part))
                shape.append(_HOLE)
            else:
                shape.append(part)
        return self._by_shape.get(tuple(shape), {}), tuple(numbers)
