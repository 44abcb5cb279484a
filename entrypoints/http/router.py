"""Which endpoints an address has."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeAlias
from uuid import UUID

from parlons.entrypoints.http.endpoint import Endpoint, Identifier

Methods: TypeAlias = Mapping[str, Endpoint]
"""The endpoints at one address by their methods."""

_Shape: TypeAlias = tuple[str | type, ...]

# One address each: a number fits into 64 bits, a UUID is written as RFC 9562 does.
_NUMBER: Final = re.compile("0|[1-9][0-9]{0,17}")
_UUID: Final = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Router:
    """Finds endpoints by path; a parameter in a path is a number, a UUID or a name.

    A name may look like either, so addresses with names are looked at last, one after the other.
    """

    def __init__(self, endpoints: Iterable[Endpoint]) -> None:
        self._by_shape: dict[_Shape, dict[str, Endpoint]] = {}
        for endpoint in endpoints:
            self._by_shape.setdefault(_shape(endpoint), {})[endpoint.method] = endpoint
        self._with_names = [shape for shape in self._by_shape if str in shape]

    def match(self, path: str) -> tuple[Methods, tuple[Identifier, ...]]:
        """Return the endpoints at a path, none when it is no address, and what the path names."""
        parts = [_read(part) for part in path.split("/")]
        shape = tuple(part if isinstance(part, str) else type(part) for part in parts)
        identifiers = tuple(part for part in parts if not isinstance(part, str))
        if shape in self._by_shape:
            return self._by_shape[shape], identifiers
        return self._match_names(path.split("/"))

    def _match_names(self, parts: Sequence[str]) -> tuple[Methods, tuple[Identifier, ...]]:
        for shape in self._with_names:
            if len(shape) == len(parts) and all(map(_fits, parts, shape)):
                pairs = zip(parts, shape, strict=True)
                return self._by_shape[shape], tuple(part for part, kind in pairs if kind is str)
        return {}, ()


def _fits(part: str, wanted: str | type) -> bool:
    """Say whether a part of a path is the word wanted there, or may be the name."""
    return part != "" if wanted is str else part == wanted


def _shape(endpoint: Endpoint) -> _Shape:
    kinds = iter(endpoint.identifiers)
    return tuple(next(kinds) if part.startswith("{") else part for part in endpoint.path.split("/"))


def _read(part: str) -> str | Identifier:
    if _NUMBER.fullmatch(part):
        return int(part)
    return UUID(part) if _UUID.fullmatch(part) else part
