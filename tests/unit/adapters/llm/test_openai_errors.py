"""What the SDK's errors mean, one by one."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx2
import pytest
from openai import APIConnectionError, APIError, APIStatusError, APITimeoutError, OpenAIError

from parlons.adapters.llm.chat_completions.failures import (
    is_down,
    may_have_worked,
    may_pass,
    retry_after,
)

REQUEST = httpx2.Request("POST", "http://127.0.0.1/v1/chat/completions")


def refused(status: int, **headers: str) -> APIStatusError:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    response = httpx2.Response(status, headers=named, request=REQUEST)
    return APIStatusError("refused", response=response, body=None)


def event(code: object) -> APIError:
    return APIError("an error event", REQUEST, body={"code": code})


def caused(error: APIConnectionError, cause: type[httpx2.TransportError]) -> APIConnectionError:
    error.__cause__ = cause("lost")
    return error


@pytest.mark.parametrize(
    "error", [refused(302), refused(400), refused(401), event("x"), ValueError(), OpenAIError()]
)
def test_what_will_not_pass(error: Exception):
    assert not may_pass(error)
    assert not is_down(error)


@pytest.mark.parametrize("error", [refused(408), refused(409), refused(429), event(429)])
def test_a_server_that_refuses_for_now_is_not_down(error: Exception):
    assert may_pass(error)
    assert not is_down(error)


@pytest.mark.parametrize(
    "error", [refused(500), refused(599), event(503), APIConnectionError(request=REQUEST)]
)
def test_what_shows_that_a_server_is_down(error: Exception):
    assert may_pass(error)
    assert is_down(error)


@pytest.mark.parametrize(
    "error",
    [
        caused(APITimeoutError(REQUEST), httpx2.ReadTimeout),
        caused(APIConnectionError(request=REQUEST), httpx2.ReadError),
        caused(APIConnectionError(request=REQUEST), httpx2.RemoteProtocolError),
        refused(504),
    ],
)
def test_what_may_have_been_worked_on(error: Exception):
    assert may_have_worked(error)


@pytest.mark.parametrize(
    "error",
    [
        caused(APITimeoutError(REQUEST), httpx2.ConnectTimeout),
        caused(APITimeoutError(REQUEST), httpx2.PoolTimeout),
        caused(APIConnectionError(request=REQUEST), httpx2.ConnectError),
        caused(APIConnectionError(request=REQUEST), httpx2.WriteError),
        refused(429),
        refused(500),
        ValueError(),
    ],
)
def test_what_was_never_sent_or_is_never_billed(error: Exception):
    assert not may_have_worked(error)


def test_a_date_may_be_asked_for():
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=100), usegmt=True)
    assert 90 < retry_after(refused(503, retry_after=later)) <= 100
    assert retry_after(refused(503, retry_after="Wed, 21 Oct 2015 07:28:00 GMT")) == 0
    assert retry_after(refused(503, retry_after="Wed, 21 Oct 2015 07:28:00 -0000")) == 0


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "soon",
        "nan",
        "inf",
        "-5",
        "1e9",
        "1_0",
        "9" * 400,
        "Wed, 21 Oct 2015 07:28 +" + "9" * 20,
    ],
)
def test_a_wait_that_cannot_be_read_is_none(asked: str):
    assert retry_after(refused(503, retry_after=asked)) == 0
