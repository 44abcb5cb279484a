"""What the client sends, and how it reads good replies."""

import json
import time
from threading import Event
from typing import Any

import pytest
from attrs import frozen
from tests.support.openai_clients import MakeOpenAI, ask
from tests.support.openai_script import Answer, BrokenStream, Exchange, Rubbish, Step
from tests.support.openai_wire import EVENT_STREAM, chunk, delta, json_body, sse
from tests.support.scripted_openai import ScriptedOpenAI

from parlons.adapters.llm.chat_completions.openai_llm_client import OpenAILLMClient
from parlons.adapters.llm.chat_completions.sealed_openai import sealed_openai
from parlons.adapters.llm.server import own_server
from parlons.application.settings import Settings
from parlons.domain.tutoring.completion import Completion, TextDelta
from parlons.domain.tutoring.usage import TokenUsage

END = delta({}, "stop")


def events(*bodies: bytes) -> Rubbish:
    return Rubbish(b"".join(bodies) + b"data: [DONE]\n\n", "text/event-stream")


def usage(reported: Any) -> bytes:
    return sse(json_body("chat.completion.chunk", [], reported))


def test_the_chat_is_sent_as_it_stands(scripted_openai: ScriptedOpenAI, make_openai: MakeOpenAI):
    scripted_openai.plays(Answer("Oui."))
    make_openai(scripted_openai.base_url).complete(ask("« Ça va ? » \0 🥐", max_output_tokens=7))
    (request,) = scripted_openai.requests
    assert request.body == {
        "model": "test-model",
        "messages": [
            {"role": "system", "content": "You teach French"},
            {"role": "user", "content": "« Ça va ? » \0 🥐"},
        ],
        "max_tokens": 7,
        "stream": True,
        "stream_options": {"include_usage": True},
    }


@pytest.mark.parametrize(
    ("base_url", "name"),
    [
        ("https://api.openai.com/v1", "max_completion_tokens"),
        ("https://us.openai.azure.com/openai/v1", "max_completion_tokens"),
        ("https://api.openai.com.example/v1", "max_tokens"),
        ("http://127.0.0.1:8080/v1", "max_tokens"),
    ],
)
def test_openai_itself_has_another_name_for_the_limit(base_url: str, name: str, mocker):
    settings = Settings.in_memory(openai_base_url=base_url)
    with sealed_openai(own_server(settings), settings) as sdk:
        create = mocker.patch.object(
            sdk.chat.completions, "create", side_effect=ValueError("offline")
        )
        client = OpenAILLMClient(sdk, "m", 1.0)
        with pytest.raises(Exception, match="ValueError"):
            client.complete(ask())
    sent = {key for key, value in create.call_args.kwargs.items() if value == 600}
    assert sent == {name}


def test_nothing_of_the_environment_is_sent(
    scripted_openai: ScriptedOpenAI, make_openai: MakeOpenAI, monkeypatch: pytest.MonkeyPatch
):
    for name in ("API_KEY", "ADMIN_KEY", "ORG_ID", "PROJECT_ID"):
        monkeypatch.setenv(f"OPENAI_{name}", "leaked")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://leaked.example/v1")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "Authorization: leaked\nX-Other: leaked")
    scripted_openai.plays(Answer("Oui."), Answer("Oui."))
    for key in ("a-key", None):
        make_openai(scripted_openai.base_url, openai_api_key=key).complete(ask())
    sent = [request.headers for request in scripted_openai.requests]
    assert "leaked" not in json.dumps(sent)
    assert [headers["authorization"] for headers in sent] == ["Bearer a-key", "Bearer none"]


def test_a_reply_has_its_text_and_the_tokens_that_were_counted(
    scripted_openai: ScriptedOpenAI, make_openai: MakeOpenAI
):
    scripted_openai.plays(Answer("Bonsoir, ça va ?", prompt_tokens=31, completion_tokens=9))
    reply = make_openai(scripted_openai.base_url).complete(ask())
    assert reply.text == "Bonsoir, ça va ?"
    assert reply.call.usage == TokenUsage(input_tokens=31, output_tokens=9)
    assert reply.call.model == "test-model"
    assert not reply.truncated


@frozen
class Gated(Step):
    """A reply whose second piece waits until the first has been read."""

    read: Event

    def play(self, exchange: Exchange) -> None:
        exchange.send(EVENT_STREAM + chunk(delta({"content": "un"})))
        if self.read.wait(3.0):
            exchange.send(chunk(delta({"content": " deux"}, "stop")) + chunk(b""))


def test_a_stream_yields_pieces_as_they_arrive(
    scripted_openai: ScriptedOpenAI, make_openai: MakeOpenAI
):
    read = Event()
    scripted_openai.plays(Gated(read))
    stream = make_openai(scripted_openai.base_url).stream(ask())
    assert next(stream) == TextDelta("un")
    read.set()
    assert [type(event) for event in stream] == [TextDelta, Completion]


def test_cached_tokens_are_told_apart(scripted_openai: ScriptedOpenAI, make_openai: MakeOpenAI):
    counted = {
        "prompt_tokens": 50,
        "completion_tokens": 2,
        "prompt_tokens_details": {"cached_tokens": 40},
    }
    scripted_openai.plays(events(delta({"content": "Oui."}), END, usage(counted)))
    reply = make_openai(scripted_openai.base_url).complete(ask())
    assert reply.call.usage == TokenUsage(input_tokens=50, output_tokens=2, cached_tokens=40)


@pytest.mark.parametrize(
    "reported",
    [
        "many",
        [1],
        {"prompt_tokens": -4, "completion_tokens": 1},
        {"prompt_tokens": 10**18, "completion_tokens": 1},
        {"prompt_tokens": "31", "completion_tokens": 9},
        {"prompt_tokens": 31},
    ],
    ids=str,
)
def test_tokens_that_are_no_numbers_are_estimated(
    scripted_openai: ScriptedOpenAI, make_openai: MakeOpenAI, reported: Any
):
    scripted_openai.plays(events(delta({"content": "Oui, oui."}), END, usage(reported)))
    reply = make_openai(scripted_openai.base_url).complete(ask())
    assert reply.call.usage == TokenUsage(input_tokens=10, output_tokens=3, estimated=True)


def test_tokens_that_nobody_counted_are_estimated(
    scripted_openai: ScriptedOpenAI, make_openai: MakeOpenAI
):
    scripted_openai.plays(Answer("Oui, oui.", counts_usage=False))
    reply = make_openai(scripted_openai.base_url).complete(ask())
    assert reply.call.usage == TokenUsage(input_tokens=10, output_tokens=3, estimated=True)


def test_a_reply_cut_short_by_the_limit_says_so(
    scripted_openai: ScriptedOpenAI, make_openai: MakeOpenAI
):
    scripted_openai.plays(Answer("Bonsoir veut", finish_reason="length"))
    reply = make_openai(scripted_openai.base_url).complete(ask())
    assert (reply.text, reply.truncated) == ("Bonsoir veut", True)


def test_what_neither_databases_nor_terminals_take_is_left_out(
    scripted_openai: ScriptedOpenAI, make_openai: MakeOpenAI
):
    piece = delta({"content": "Bon\x00so\x1b[31mir\ud800\n\t🥐"})
    scripted_openai.plays(events(piece, END))
    *pieces, reply = make_openai(scripted_openai.base_url).stream(ask())
    assert reply.text == "Bonso[31mir\n\t🥐"
    assert [each.text for each in pieces] == [reply.text]


def test_chunks_that_say_nothing_do_no_harm(
    scripted_openai: ScriptedOpenAI, make_openai: MakeOpenAI
):
    silent = [sse(b"{}"), sse(b'{"choices": null}'), sse(b'{"choices": [{"index": 0}]}')]
    scripted_openai.plays(events(*silent, b": ping\n\n", delta({"content": "Oui."}), END))
    assert make_openai(scripted_openai.base_url).complete(ask()).text == "Oui."


def test_a_reader_who_leaves_ends_the_work_upstream(
    scripted_openai: ScriptedOpenAI, make_openai: MakeOpenAI
):
    scripted_openai.plays(Answer("mot " * 200, pause=0.02))
    stream = make_openai(scripted_openai.base_url).stream(ask())
    next(stream)
    stream.close()
    end = time.monotonic() + 3.0
    while not scripted_openai.abandoned and time.monotonic() < end:
        time.sleep(0.01)
    assert scripted_openai.abandoned == 1


def test_a_stream_that_nobody_reads_asks_nothing(
    scripted_openai: ScriptedOpenAI, make_openai: MakeOpenAI
):
    make_openai(scripted_openai.base_url).stream(ask()).close()
    assert scripted_openai.requests == []


def test_a_stream_may_be_slower_in_all_than_one_piece_may_be(
    scripted_openai: ScriptedOpenAI, make_openai: MakeOpenAI
):
    scripted_openai.plays(Answer("un deux trois quatre", pause=0.3))
    client = make_openai(scripted_openai.base_url, llm_timeout_seconds=1.0)
    assert client.complete(ask()).text == "un deux trois quatre"


def test_the_text_so_far_is_charged_when_a_reply_breaks_off(
    scripted_openai: ScriptedOpenAI, make_openai: MakeOpenAI
):
    scripted_openai.plays(BrokenStream("Oui, oui.", "disconnect"))
    stream = make_openai(scripted_openai.base_url).stream(ask())
    with pytest.raises(Exception, match="APIConnectionError") as caught:
        list(stream)
    assert caught.value.call.usage == TokenUsage(input_tokens=10, output_tokens=3, estimated=True)
