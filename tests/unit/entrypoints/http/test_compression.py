"""Bodies are gzipped for whoever can read that, where it is worth it."""

import gzip

import pytest

from parlons.entrypoints.http.compression import compressed
from parlons.entrypoints.http.message import HttpRequest, HttpResponse

LONG = b'{"text": "bonjour"}' * 100
JSON = ("Content-Type", "application/json")
TAG = ("ETag", '"abc"')


def request(accepted: str | None = "gzip") -> HttpRequest:
    headers = {} if accepted is None else {"accept-encoding": accepted}
    return HttpRequest("GET", "/", "", headers, None)  # type: ignore[arg-type]  # there is no body


def names(response: HttpResponse) -> dict[str, str]:
    return dict(response.headers)


def test_a_long_body_is_gzipped():
    response = compressed(request(), HttpResponse(200, (JSON, TAG), LONG))
    assert isinstance(response.body, bytes)
    assert gzip.decompress(response.body) == LONG
    assert len(response.body) < len(LONG) / 10
    assert names(response)["Content-Encoding"] == "gzip"


def test_the_tag_of_other_bytes_is_weak():
    response = compressed(request(), HttpResponse(200, (JSON, TAG), LONG))
    assert names(response)["ETag"] == 'W/"abc"'


def test_the_same_body_gzips_to_the_same_bytes():
    first, second = (compressed(request(), HttpResponse(200, (JSON,), LONG)) for _ in range(2))
    assert first.body == second.body


@pytest.mark.parametrize(
    "accepted", ["gzip", "GZIP", "br, gzip;q=0.5", "*", "deflate,gzip;q=1.0", " gzip ; q=0.1 "]
)
def test_who_accepts_gzip_gets_it(accepted: str):
    response = compressed(request(accepted), HttpResponse(200, (JSON,), LONG))
    assert "Content-Encoding" in names(response)


@pytest.mark.parametrize(
    "accepted",
    [None, "", "br", "gzip;q=0", "*;q=0", "gzip;q=0.0, *", "identity", "gzip;q=x", "zip"],
)
def test_who_does_not_gets_the_body_as_it_is(accepted: str | None):
    response = compressed(request(accepted), HttpResponse(200, (JSON, TAG), LONG))
    assert (response.body, names(response)["ETag"]) == (LONG, '"abc"')
    assert "Content-Encoding" not in names(response)


@pytest.mark.parametrize("accepted", [None, "gzip"])
def test_caches_are_told_that_the_answer_varies(accepted: str | None):
    headers = (JSON, ("Vary", "Authorization"))
    response = compressed(request(accepted), HttpResponse(200, headers, LONG))
    assert names(response)["Vary"] == "Authorization, Accept-Encoding"


@pytest.mark.parametrize(
    "response",
    [
        HttpResponse(200, (JSON,), b"{}"),
        HttpResponse(206, (JSON,), LONG),
        HttpResponse(404, (JSON,), LONG),
        HttpResponse(200, (("Content-Type", "audio/wav"),), LONG),
        HttpResponse(200, (JSON,), iter([LONG])),
    ],
    ids=["short", "a part", "a problem", "sound", "a stream"],
)
def test_what_is_not_worth_it_stays_as_it_is(response: HttpResponse):
    assert compressed(request(), response).body is response.body
