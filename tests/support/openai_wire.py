"""OpenAI's chat completions on the wire: JSON bodies, server-sent events, chunked HTTP."""

import json
import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

EVENT_STREAM = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
    b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
)


def response(body: bytes, status: int = 200, headers: dict[str, str] | None = None) -> bytes:
    fields = {"Content-Type": "application/json", "Content-Length": len(body)} | (headers or {})
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    start = f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\nConnection: close\r\n"
    return f"{start}{head}\r\n".encode() + body


def chunk(data: bytes) -> bytes:
    """One chunk of a chunked HTTP body; the empty one ends it."""
    return b"%x\r\n%b\r\n" % (len(data), data)


def sse(data: bytes) -> bytes:
    return b"data: %b\n\n" % data


def deltas(text: str) -> Iterator[bytes]:
    """First the role without content, as real servers do, then the text word by word."""
    yield delta({"role": "assistant", "content": None})
    for word in re.findall(r"\s*\S+\s*$|\s*\S+|\s+", text):
        yield delta({"content": word})


def delta(content: dict[str, str | None], finish_reason: str | None = None) -> bytes:
    choice = {"index": 0, "delta": content, "finish_reason": finish_reason}
    return sse(json_body("chat.completion.chunk", [choice]))


def json_body(kind: str, choices: list[Any], usage: dict[str, int] | None = None) -> bytes:
    """A completion or a chunk of one, with the fields that every server sends."""
    body = {"id": "chatcmpl-1", "object": kind, "created": 0, "model": "scripted"}
    return json.dumps(body | {"choices": choices} | ({"usage": usage} if usage else {})).encode()
