"""Which endpoints an address has."""

import re
from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias
from uuid import UUID

from parlons.entrypoints.http.endpoint import Endpoint, Identifier

Methods: TypeAlias = Mapping[str, Endpoint]
"""The endpoints at one address by their methods."""

# One address each: a number fits into 64 bits, a UUID is written as RFC 9562 does.
_NUMBER: Final = re.compile("0|[1-9][0-9]{0,17}")
_UUID: Final = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Router:
    """Finds endpoints by path; a parameter in a path is a number or a UUID."""

    def __init__(self, endpoints: Iterable[Endpoint]) -> None:
        self._by_shape: dict[tuple[str | type, ...], dict[str, Endpoint]] = {}
        for endpoint in endpoints:
            self._by_shape.setdefault(_shape(endpoint), {})[endpoint.method] = endpoint

    def match(self, path: str) -> tuple[Methods, tuple[Identifier, ...]]:
        """Return the endpoints at a path, none when it is no address, and what the path names."""
        parts = [_read(part) for part in path.split("/")]
        shape = tuple(part if isinstance(part, str) else type(part) for part in parts)
        identifiers = tuple(part for part in parts if not isinstance(part, str))
        return self._by_shape.get(shape, {}), identifiers


def _shape(endpoint: Endpoint) -> tuple[str | type, ...]:
    kinds = iter(endpoint.identifiers)
    return tuple(next(kinds) if part.startswith("{") else part for part in endpoint.path.split("/"))


def _read(part: str) -> str | Identifier:
    if _NUMBER.fullmatch(part):
        return int(part)
    return UUID(part) if _UUID.fullmatch(part) else part
