"""How long the client waits, and which failures it says may pass."""

import time

import pytest
from tests.support.openai_clients import NOBODY, MakeOpenAI, ask
from tests.support.openai_script import (
    UNKNOWN_MODEL,
    Answer,
    BrokenStream,
    Declined,
    Exchange,
    Hang,
    Refusal,
    Rubbish,
    Step,
)
from tests.support.openai_wire import EVENT_STREAM, chunk, delta
from tests.support.scripted_openai import ScriptedOpenAI

from parlons.application.ports.llm_client import ILLMClient, LLMUnavailableError
from parlons.domain.tutoring.usage import TokenUsage


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


MAY_PASS: dict[str, Step] = {
    **{str(status): Refusal(status) for status in (408, 409, 429, 500, 503, 504)},
    "lost at once": Hang(0.0),
    "silent": Hang(5.0),
    "lost in mid-stream": BrokenStream("Bon", "disconnect"),
    "broken off": BrokenStream("Bon", "stop"),
    "silent in mid-stream": BrokenStream("Bon", "stop", silence=5.0),
    "an error event of a server": BrokenStream("Bon", "error"),
}
WILL_NOT_PASS: dict[str, Step] = {
    **{str(status): Refusal(status) for status in (302, 400, 401, 403, 422)},
    "unknown model": UNKNOWN_MODEL,
    "declined": Declined(),
    "filtered": Answer("Well", finish_reason="content_filter"),
    "cut short before a word": Answer("", finish_reason="length"),
    "rubbish": Rubbish(b"<html>"),
}


@pytest.mark.parametrize("step", MAY_PASS.values(), ids=MAY_PASS)
def test_what_may_pass_is_told_and_left_to_the_caller(
    scripted_openai: ScriptedOpenAI, make_openai: MakeOpenAI, step: Step
):
    scripted_openai.plays(step, Answer("Oui."))
    error = failure(make_openai(scripted_openai.base_url, llm_timeout_seconds=0.3))
    assert error.may_pass
    assert error.retry_after == 0.0
    assert len(scripted_openai.requests) == 1


@pytest.mark.parametrize("step", WILL_NOT_PASS.values(), ids=WILL_NOT_PASS)
def test_what_will_not_pass_is_told(
    scripted_openai: ScriptedOpenAI, make_openai: MakeOpenAI, step: Step
):
    scripted_openai.plays(step, Answer("Oui."))
    assert not failure(make_openai(scripted_openai.base_url)).may_pass
    assert len(scripted_openai.requests) == 1


def test_a_reply_that_takes_too_long_may_pass(
    scripted_openai: ScriptedOpenAI, make_openai: MakeOpenAI
):
    scripted_openai.plays(Pinging())
    client = make_openai(scripted_openai.base_url)
    client.total_seconds = 0.2
    assert failure(client).may_pass


@pytest.mark.parametrize("status", [429, 503])
def test_a_wait_that_the_server_asks_for_is_told(
    scripted_openai: ScriptedOpenAI, make_openai: MakeOpenAI, status: int
):
    scripted_openai.plays(Refusal(status, retry_after=7.5))
    assert failure(make_openai(scripted_openai.base_url)).retry_after == 7.5


BILLED: dict[str, tuple[Step, int]] = {
    "silent": (Hang(5.0), 0),
    "lost before a word": (Hang(0.0), 0),
    "a gateway that waited": (Refusal(504), 0),
    "silent in mid-stream": (BrokenStream("Oui, oui.", "stop", silence=5.0), 3),
    "lost in mid-stream": (BrokenStream("Oui, oui.", "disconnect"), 3),
}


@pytest.mark.parametrize(("step", "output_tokens"), BILLED.values(), ids=BILLED)
def test_what_a_model_may_have_worked_on_is_charged_by_estimate(
    scripted_openai: ScriptedOpenAI, make_openai: MakeOpenAI, step: Step, output_tokens: int
):
    scripted_openai.plays(step)
    call = failure(make_openai(scripted_openai.base_url, llm_timeout_seconds=0.3)).call
    assert call is not None
    assert call.usage == TokenUsage(input_tokens=10, output_tokens=output_tokens, estimated=True)


def test_what_never_left_is_not_charged(make_openai: MakeOpenAI):
    error = failure(make_openai(NOBODY))
    assert error.may_pass
    assert error.call is None
