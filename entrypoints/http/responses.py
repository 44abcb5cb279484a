"""The responses there are, with the headers that go with each."""

from hashlib import blake2b
from http import HTTPStatus
from typing import Final

import orjson

from parlons.entrypoints.http.byte_range import byte_range
from parlons.entrypoints.http.event_stream import EventStream
from parlons.entrypoints.http.message import Headers, HttpRequest, HttpResponse

# Nothing that the API sends is a page, or may be shown as one.
CLOSED: Final = ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")

JSON: Final = ("Content-Type", "application/json")
NOT_KEPT: Final = ("Cache-Control", "no-store")
# May be kept by the browser that asked, if it asks each time whether the answer still holds.
OWN: Final = (("Cache-Control", "private, no-cache"), ("Vary", "Authorization"))
ANYBODYS: Final = (("Cache-Control", "no-cache"),)

_PROBLEM: Final = (("Content-Type", "application/problem+json"), NOT_KEPT, CLOSED)
_STREAM: Final = (
    ("Content-Type", "text/event-stream"),
    NOT_KEPT,
    CLOSED,
    ("X-Accel-Buffering", "no"),  # nginx would hold the events back
)


def problem(status: int, document: object, headers: Headers) -> HttpResponse:
    """Tell why the request is refused."""
    return HttpResponse(status, (*_PROBLEM, *headers), orjson.dumps(document))


def stream(events: EventStream) -> HttpResponse:
    """Send events as they come."""
    return HttpResponse(200, _STREAM, events)


def revalidated(request: HttpRequest, headers: Headers, body: bytes) -> HttpResponse:
    """Send a body with its entity tag, or nothing when the caller has it (RFC 9110, 13.1.2)."""
    tag = _tag(body)
    tagged = (*headers, ("ETag", tag))
    if _names(request.headers.get("if-none-match"), tag):
        return HttpResponse(304, tagged, b"")
    return HttpResponse(200, tagged, body)


def file(request: HttpRequest, media_type: str, content: bytes) -> HttpResponse:
    """Send a caller's file like `revalidated`, or the part asked for (RFC 9110, 14.2).

    A part is that of the file whose tag `If-Range` names, else all is sent; only GET takes a part.
    """
    headers = (("Content-Type", media_type), ("Accept-Ranges", "bytes"), *OWN, CLOSED)
    whole = revalidated(request, headers, content)
    condition = request.headers.get("if-range")
    if whole.status != HTTPStatus.OK or request.method != "GET":
        return whole
    if condition is not None and condition.strip() != _tag(content):
        return whole
    part = byte_range(request.headers.get("range"), len(content))
    if part is None:
        return whole
    where = ("Content-Range", f"bytes {part.first}-{part.last}/{len(content)}")
    return HttpResponse(206, (*whole.headers, where), content[part.first : part.last + 1])


def _tag(body: bytes) -> str:
    return f'"{blake2b(body, digest_size=12).hexdigest()}"'


def _names(condition: str | None, tag: str) -> bool:
    if condition is None:
        return False
    tags = [each.strip().removeprefix("W/") for each in condition.split(",")]
    return tag in tags or "*" in tags
