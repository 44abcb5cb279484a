"""Bodies made smaller for whoever can read that (RFC 9110, 8.4.1.3)."""

import gzip
import re
from http import HTTPStatus
from typing import Final

from parlons.entrypoints.http.message import Headers, HttpRequest, HttpResponse

_SMALLEST: Final = 1000
"""Below that a body fits into one packet anyway."""

_LEVEL: Final = 5
_TEXT: Final = ("application/", "text/")
_CODING: Final = re.compile(r"\s*(?P<name>[\w*-]+)\s*(?:;\s*q=(?P<q>[0-9.]{1,5}))?\s*")


def compressed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Return the response with its body gzipped, where the caller takes that and it is worth it.

    The entity tag of a gzipped body is weak: it stands for the same content in other bytes.
    """
    body = response.body
    if not isinstance(body, bytes) or not _is_text(response.headers):
        return response
    varying = HttpResponse(response.status, _varied(response.headers), body, response.sent)
    if response.status != HTTPStatus.OK or len(body) < _SMALLEST or not _takes_gzip(request):
        return varying
    headers = (*map(_weakened, varying.headers), ("Content-Encoding", "gzip"))
    smaller = gzip.compress(body, _LEVEL, mtime=0)
    return HttpResponse(response.status, headers, smaller, response.sent)


def _is_text(headers: Headers) -> bool:
    types = (value for name, value in headers if name == "Content-Type")
    return any(each.startswith(_TEXT) for each in types)


def _takes_gzip(request: HttpRequest) -> bool:
    wanted: dict[str, float] = {}
    for part in request.headers.get("accept-encoding", "").split(","):
        found = _CODING.fullmatch(part)
        if found:
            wanted[found["name"].lower()] = _quality(found["q"])
    return wanted.get("gzip", wanted.get("*", 0.0)) > 0


def _quality(text: str | None) -> float:
    try:
        return 1.0 if text is None else float(text)
    except ValueError:
        return 0.0


def _varied(headers: Headers) -> Headers:
    others = [header for header in headers if header[0] != "Vary"]
    fields = [value for name, value in headers if name == "Vary"]
    return (*others, ("Vary", ", ".join([*fields, "Accept-Encoding"])))


def _weakened(header: tuple[str, str]) -> tuple[str, str]:
    name, value = header
    weaken = name == "ETag" and not value.startswith("W/")
    return (name, f"W/{value}") if weaken else header
