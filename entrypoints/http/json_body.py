"""JSON (RFC 8259) in bodies."""

from typing import Final

import orjson

from parlons.application.ports.codec import Json
from parlons.entrypoints.http.message import HttpRequest, Readable
from parlons.entrypoints.http.problem import MALFORMED, TOO_LARGE, UNSUPPORTED, Refusal

_CHUNK: Final = 65_536
_LONGEST_LENGTH: Final = 18  # digits


def read_json(request: HttpRequest, max_bytes: int) -> Json:
    """Return the request's body; raises `Refusal` for another type, a long body and bad JSON.

    A body that says it is too long is not read at all; of others no more than `max_bytes` and one,
    whatever the length was said to be.
    """
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json":
        raise Refusal(UNSUPPORTED, "the body must be sent as 'Content-Type: application/json'")
    body = b"" if _announced(request) > max_bytes else _read(request.body, max_bytes + 1)
    if max(_announced(request), len(body)) > max_bytes:
        raise Refusal(TOO_LARGE, f"the body may have {max_bytes} bytes at most")
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise Refusal(MALFORMED, f"the body is not JSON: {error}") from error


def _announced(request: HttpRequest) -> int:
    length = request.headers.get("content-length", "")
    return int(length) if length.isdecimal() and len(length) <= _LONGEST_LENGTH else 0


def _read(body: Readable, size: int) -> bytes:
    chunks = []
    while size > 0 and (chunk := body.read(min(size, _CHUNK))):
        chunks.append(chunk)
        size -= len(chunk)
    return b"".join(chunks)
