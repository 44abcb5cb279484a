"""Bodies are read as far as they may go."""

import io

import pytest

from parlons.entrypoints.http.json_body import read_json
from parlons.entrypoints.http.message import HttpRequest, Readable
from parlons.entrypoints.http.problem import MALFORMED, TOO_LARGE, UNSUPPORTED, Refusal


class Endless:
    """A body that never ends, in small pieces whatever is asked for."""

    given = 0

    def read(self, size: int, /) -> bytes:
        piece = b" " * min(size, 700)
        self.given += len(piece)
        return piece


def request(body: Readable, content_type: str = "application/json") -> HttpRequest:
    return HttpRequest("POST", "/", "", {"content-type": content_type}, body)


@pytest.mark.parametrize("content_type", ["application/json", "Application/JSON; charset=utf-8"])
def test_json_is_read(content_type: str):
    assert read_json(request(io.BytesIO(b'{"a": [1]}'), content_type), 10) == {"a": [1]}


def test_one_byte_too_many_is_too_large():
    with pytest.raises(Refusal) as refused:
        read_json(request(io.BytesIO(b'{"a": [12]}')), 10)
    assert refused.value.kind is TOO_LARGE


def test_no_more_is_read_than_it_takes_to_know():
    body = Endless()
    with pytest.raises(Refusal) as refused:
        read_json(request(body), 100_000)
    assert refused.value.kind is TOO_LARGE
    assert body.given == 100_001


@pytest.mark.parametrize("content_type", ["", "text/plain", "application/x-www-form-urlencoded"])
def test_another_type_is_refused_unread(content_type: str):
    body = Endless()
    with pytest.raises(Refusal) as refused:
        read_json(request(body, content_type), 10)
    assert (refused.value.kind, body.given) == (UNSUPPORTED, 0)


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"{'a': 1}", b"NaN", b'"\xff"', rb'"\ud800"', b"[" * 100_000, b"\xef\xbb\xbf{}"],
    ids=["nothing", "cut", "quotes", "NaN", "bytes", "half a pair", "depth", "byte order mark"],
)
def test_what_is_not_json_is_malformed(body: bytes):
    with pytest.raises(Refusal) as refused:
        read_json(request(io.BytesIO(body)), 1_000_000)
    assert refused.value.kind is MALFORMED


class Unread:
    """A body that must not be asked for."""

    def read(self, size: int, /) -> bytes:
        raise AssertionError(f"{size} bytes were asked for")


def test_a_body_that_says_it_is_too_long_is_not_waited_for():
    headers = {"content-type": "application/json", "content-length": "1001"}
    with pytest.raises(Refusal) as caught:
        read_json(HttpRequest("POST", "/", "", headers, Unread()), 1000)
    assert caught.value.kind is TOO_LARGE
