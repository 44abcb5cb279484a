"""Which of a server's answers the circuit takes for failures."""

from collections.abc import Callable

import pytest
from tests.support.openai_clients import NOBODY, MakeOpenAI, ask
from tests.support.openai_script import (
    UNKNOWN_MODEL,
    Answer,
    BrokenStream,
    Declined,
    Hang,
    Refusal,
    Rubbish,
    Step,
)
from tests.support.scripted_openai import ScriptedOpenAI

from parlons.application.ports.llm_client import ILLMClient, LLMUnavailableError


def failure(client: ILLMClient) -> LLMUnavailableError:
    with pytest.raises(LLMUnavailableError) as caught:
        client.complete(ask())
    return caught.value


FAILURES: dict[str, Callable[[], Step]] = {
    "broken": lambda: Refusal(500),
    "lost": lambda: Hang(0.0),
    "silent": lambda: Hang(5.0),
    "lost in mid-stream": lambda: BrokenStream("Bon", "disconnect"),
    "broken off": lambda: BrokenStream("Bon", "stop"),
}
AT_WORK: dict[str, Step] = {
    "busy": Refusal(429),
    "bad request": Refusal(400),
    "wrong key": Refusal(401),
    "unknown model": UNKNOWN_MODEL,
    "declined": Declined(),
    "filtered": Answer("Well", finish_reason="content_filter"),
    "rubbish": Rubbish(b"<html>"),
}


@pytest.mark.parametrize("step", FAILURES.values(), ids=FAILURES)
def test_a_server_that_fails_five_times_is_left_alone(
    scripted_openai: ScriptedOpenAI, make_openai: MakeOpenAI, step: Callable[[], Step]
):
    scripted_openai.plays(*[step() for _ in range(5)], Answer("Oui."))
    client = make_openai(scripted_openai.base_url, llm_timeout_seconds=0.3)
    for _ in range(5):
        failure(client)
    error = failure(client)
    assert str(error).startswith("the provider is left alone for ")
    assert error.may_pass
    assert error.call is None
    assert len(scripted_openai.requests) == 5


@pytest.mark.parametrize("step", AT_WORK.values(), ids=AT_WORK)
def test_a_server_that_refuses_is_asked_again(
    scripted_openai: ScriptedOpenAI, make_openai: MakeOpenAI, step: Step
):
    scripted_openai.plays(*[step] * 6, Answer("Oui."))
    client = make_openai(scripted_openai.base_url)
    for _ in range(6):
        failure(client)
    assert client.complete(ask()).text == "Oui."


def test_a_reader_who_leaves_is_no_failure(
    scripted_openai: ScriptedOpenAI, make_openai: MakeOpenAI
):
    client = make_openai(scripted_openai.base_url)
    scripted_openai.plays(*[Refusal(500)] * 4, Answer("mot " * 200, pause=0.01), Refusal(500))
    for _ in range(4):
        failure(client)
    stream = client.stream(ask())
    next(stream)
    stream.close()
    failure(client)
    assert client.circuit.state == "closed"


def test_the_models_of_a_provider_share_its_circuit(make_openai: MakeOpenAI):
    client = make_openai(NOBODY)
    other = client.named("other-model")
    for each in (client, other, client, other, client):
        failure(each)
    assert str(failure(other)).startswith("the provider is left alone")


def test_providers_share_none(make_openai: MakeOpenAI):
    client = make_openai(NOBODY)
    for _ in range(5):
        failure(client)
    assert client.circuit.state == "open"
    assert make_openai("http://127.0.0.1:10/v1").circuit.state == "closed"
