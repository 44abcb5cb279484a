from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx2
import pytest
from openai import APIConnectionError, APIStatusError, OpenAIError

from parlons.adapters.llm.chat_completions.failures import may_pass, retry_after
from parlons.adapters.llm.chat_completions.retries import Retries

REQUEST = httpx2.Request("POST", "http://127.0.0.1/v1/chat/completions")


def refused(status: int, **headers: str) -> APIStatusError:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    response = httpx2.Response(status, headers=named, request=REQUEST)
    return APIStatusError("refused", response=response, body=None)


def failing(*errors: Exception) -> Callable[[], str]:
    left = list(errors)

    def attempt() -> str:
        if left:
            raise left.pop(0)
        return "done"

    return attempt


def pauses_of(retries: int, *errors: Exception, seconds: float = 1000.0) -> list[float]:
    """The pauses made, each of them the longest that its jitter allows."""
    pauses: list[float] = []
    patient = Retries(retries, seconds, pauses.append, lambda _lowest, highest: highest)
    assert patient.run(failing(*errors)) == "done"
    return pauses


def test_a_success_is_not_repeated():
    assert pauses_of(3) == []


def test_pauses_double_up_to_eight_seconds():
    assert pauses_of(7, *[refused(503)] * 7) == [0.5, 1.0, 2.0, 4.0, 8.0, 8.0, 8.0]


def test_a_pause_is_anything_up_to_its_longest():
    asked: list[tuple[float, float]] = []

    def uniform(lowest: float, highest: float) -> float:
        asked.append((lowest, highest))
        return 0.0

    Retries(1, 10.0, lambda _seconds: None, uniform).run(failing(refused(500)))
    assert asked == [(0.0, 0.5)]


def test_a_server_may_ask_for_more():
    assert pauses_of(2, refused(429, retry_after="3"), refused(503, retry_after="0.1")) == [3, 1]


def test_the_last_failure_is_raised_when_tries_are_used_up():
    with pytest.raises(APIStatusError) as caught:
        pauses_of(1, refused(503), refused(500))
    assert caught.value.status_code == 500


def test_no_pause_is_begun_that_would_outlast_the_time():
    with pytest.raises(APIStatusError):
        pauses_of(5, refused(429, retry_after="60"), seconds=30.0)


@pytest.mark.parametrize(
    "error", [refused(400), refused(401), refused(302), ValueError(), OpenAIError()]
)
def test_what_will_not_pass_is_raised_at_once(error: Exception):
    assert not may_pass(error)
    with pytest.raises(type(error)):
        pauses_of(5, error)


@pytest.mark.parametrize(
    "error", [*map(refused, (408, 409, 429, 500, 599)), APIConnectionError(request=REQUEST)]
)
def test_what_may_pass_is_tried_again(error: Exception):
    assert may_pass(error)
    assert pauses_of(1, error) == [0.5]


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
