"""Requests and responses, whoever serves them."""

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol, TypeAlias

from attrs import field, frozen

Headers: TypeAlias = tuple[tuple[str, str], ...]


class Readable(Protocol):
    """A body that is still arriving."""

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes, none of them at the end."""


@frozen
class HttpRequest:
    """A request; names in `headers` are in lower case, `query` is not decoded yet."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: Readable


@frozen
class HttpResponse:
    """A response; a body that is no bytes is sent piece by piece and closed in the end.

    Whoever sends it calls `sent` once when that is done: what has time until then waits for it.
    """

    status: int
    headers: Headers
    body: bytes | Iterable[bytes]
    sent: Callable[[], None] = field(default=lambda: None, repr=False)
