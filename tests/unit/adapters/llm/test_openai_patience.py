"""How long the client waits, and when it tries again."""

import time

import pytest
from tests.support.openai_clients import NOBODY, MakeOpenAI, ask
from tests.support.openai_script import Answer, BrokenStream, Exchange, Hang, Refusal, Rubbish, Step
from tests.support.openai_wire import EVENT_STREAM, chunk, delta
from tests.support.scripted_openai import ScriptedOpenAI

from parlons.application.ports.llm_client import ILLMClient, LLMUnavailableError


def failure(client: ILLMClient) -> LLMUnavailableError:
    with pytest.raises(LLMUnavailableError) as caught:
        client.complete(ask())
    return caught.value


@pytest.mark.parametrize(
    "step", [Hang(5.0), BrokenStream("Bon", "stop", silence=5.0)], ids=["at once", "midway"]
)
def test_a_server_that_falls_silent_is_given_up(
    scripted_openai: ScriptedOpenAI, make_openai: MakeOpenAI, step: Step
):
    scripted_openai.plays(step)
    started = time.monotonic()
    error = failure(make_openai(scripted_openai.base_url, llm_timeout_seconds=0.3))
    assert str(error).startswith("APITimeoutError")
    assert time.monotonic() - started < 4.0


class Pinging(Step):
    """Begins to answer, and then only keeps the connection alive."""

    def play(self, exchange: Exchange) -> None:
        exchange.send(EVENT_STREAM + chunk(delta({"content": "Bon"})))
        for _ in range(100):
            exchange.wait(0.05)
            exchange.send(chunk(b": ping\n\n"))


@pytest.mark.parametrize(
    "step",
    [Pinging(), Answer("mot " * 400, pause=0.05), BrokenStream("Bon", "stop", silence=4.0)],
    ids=["pinging", "endless", "silent"],
)
def test_a_reply_that_does_not_end_is_cut(
    scripted_openai: ScriptedOpenAI, make_openai: MakeOpenAI, step: Step
):
    scripted_openai.plays(step)
    client = make_openai(scripted_openai.base_url)
    client.total_seconds = 0.5
    started = time.monotonic()
    error = failure(client)
    assert str(error) == "the reply took longer than 0.5 s"
    assert error.call is not None
    assert error.call.usage.estimated
    assert 0.5 <= time.monotonic() - started < 3.0


def test_a_whole_reply_may_take_four_times_as_long_as_a_piece(make_openai: MakeOpenAI):
    assert make_openai(NOBODY, llm_timeout_seconds=2.0).total_seconds == 8.0


@pytest.mark.parametrize("status", [408, 409, 429, 500, 503])
def test_what_may_pass_is_tried_again(
    scripted_openai: ScriptedOpenAI, make_openai: MakeOpenAI, status: int
):
    scripted_openai.plays(Refusal(status), Answer("Oui."))
    client = make_openai(scripted_openai.base_url, llm_retries=1)
    assert client.complete(ask()).text == "Oui."


def test_a_wait_that_the_server_asks_for_is_kept(
    scripted_openai: ScriptedOpenAI, make_openai: MakeOpenAI
):
    scripted_openai.plays(Refusal(429, retry_after=0.6), Answer("Oui."))
    started = time.monotonic()
    make_openai(scripted_openai.base_url, llm_retries=1).complete(ask())
    assert time.monotonic() - started >= 0.6


@pytest.mark.parametrize(
    "steps",
    [
        (Refusal(400),),
        (Refusal(401),),
        (Refusal(404),),
        (Refusal(429, retry_after=60.0),),
        (BrokenStream("Bon", "disconnect"),),
        (BrokenStream("", "error"),),
        (Rubbish(b"<html>"),),
        (Refusal(503), Refusal(503), Refusal(503)),
    ],
)
def test_what_will_not_pass_or_has_begun_is_not_tried_again(
    scripted_openai: ScriptedOpenAI, make_openai: MakeOpenAI, steps: tuple[Step, ...]
):
    scripted_openai.plays(*steps, Answer("Oui."))
    failure(make_openai(scripted_openai.base_url, llm_retries=2))
    assert len(scripted_openai.requests) == len(steps)
