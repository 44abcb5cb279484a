"""Requests as WSGI hands them over (PEP 3333)."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import frozen

from parlons.entrypoints.http.message import HttpRequest, Readable

_PREFIX: Final = "HTTP_"
_WITHOUT_PREFIX: Final = ("CONTENT_TYPE", "CONTENT_LENGTH")


@frozen
class EnvironHeaders(Mapping[str, str]):
    """The headers in an environment, each looked up when it is asked for.

    Servers put the variables of their own process beside them, so copying them all takes long.
    """

    _environ: Mapping[str, Any]

    def __getitem__(self, name: str) -> str:
        """Return a header by its name in lower case."""
        key = name.upper().replace("-", "_")
        value: str = self._environ[key if key in _WITHOUT_PREFIX else _PREFIX + key]
        return value

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names, in lower case."""
        for key in self._environ:
            if key.startswith(_PREFIX) or key in _WITHOUT_PREFIX:
                yield key.removeprefix(_PREFIX).replace("_", "-").lower()

    def __len__(self) -> int:
        """Count the headers."""
        return sum(1 for _ in self)


def request_from(environ: Mapping[str, Any], body: Readable) -> HttpRequest:
    """Read a request off the environment; `body` ends where the request's body does."""
    return HttpRequest(
        method=environ["REQUEST_METHOD"],
        path=environ["PATH_INFO"].encode("latin-1").decode(errors="replace"),
        query=environ.get("QUERY_STRING", ""),
        headers=EnvironHeaders(environ),
        body=body,
    )
