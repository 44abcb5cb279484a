"""The tutor's reply as it is made."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event, Semaphore
from typing import Any

import orjson
import pytest
from tests.support.api import Api, read, settings, token
from tests.support.every_exercise import course

from parlons.adapters.llm.scripted_llm_client import BrokenReply, ScriptedLLMClient
from parlons.container import Container
from parlons.domain.errors import NotFoundError
from parlons.domain.identity.principal import OPERATOR
from parlons.entrypoints.http.dispatcher import Dispatcher

MESSAGES = "/api/tutor/messages"
STREAM = f"{MESSAGES}/stream"
QUESTION = {"text": "What is bonsoir?"}


@pytest.fixture
def model() -> ScriptedLLMClient:
    return ScriptedLLMClient()


@pytest.fixture
def container(model: ScriptedLLMClient) -> Container:
    container = Container(settings=settings(), llm_client=model)
    container.import_course()(OPERATOR, course())
    return container


@pytest.fixture
def api(container: Container) -> Api:
    return Api(Dispatcher.of(container), token(container))


def events(body: bytes) -> list[tuple[str, Any]]:
    """The names and the data of events."""
    found = []
    for block in body.decode().split("\n\n"):
        lines = [line for line in block.split("\n") if line and line[0] != ":"]
        fields = dict(line.split(": ", 1) for line in lines)
        if fields:
            found.append((fields["event"], orjson.loads(fields["data"])))
    return found


def test_pieces_come_first_and_then_the_whole_reply(api: Api, model: ScriptedLLMClient):
    model.script = ["Good\nevening, in\u2028French."]
    response = api.open("POST", STREAM, json=QUESTION)
    assert dict(response.headers)["Content-Type"] == "text/event-stream"
    *pieces, last = events(read(response).body)
    assert {name for name, _ in pieces} == {"delta"}
    assert "".join(data["text"] for _, data in pieces) == last[1]["text"]
    assert (last[0], last[1]["source"], last[1]["degraded"]) == ("reply", "model", False)


def test_a_model_that_breaks_off_restarts_the_reply(api: Api, model: ScriptedLLMClient):
    model.script = [BrokenReply("Good eve")]
    names = [name for name, _ in events(api.send("POST", STREAM, json=QUESTION).body)]
    assert names == ["delta", "delta", "restart", "delta", "reply"]


def test_a_reader_that_leaves_ends_the_call_to_the_model(api: Api, model: ScriptedLLMClient):
    model.script = ["one two three four"]
    stream = iter(api.open("POST", STREAM, json=QUESTION).body)
    next(stream)
    next(stream)
    stream.close()
    assert model.closed_early == 1


def test_what_is_refused_is_refused_before_anything_is_streamed(api: Api):
    reply = api.send("POST", STREAM, json={**QUESTION, "pathId": 99})
    assert (reply.status, reply.headers["content-type"]) == (404, "application/problem+json")


def test_an_error_in_mid_stream_is_the_last_event(api: Api, container: Container):
    def broken(*_: object):
        yield from ()
        raise RuntimeError("secret")

    with container.stream_tutor_reply.override(broken):
        reply = api.send("POST", STREAM, json=QUESTION, headers={"x-request-id": "mine"})
    [(name, problem)] = events(reply.body)
    assert (name, problem["status"], problem["requestId"]) == ("error", 500, "mine")
    assert b"secret" not in reply.body


def test_a_user_who_reads_too_many_is_asked_to_come_back(api: Api, model: ScriptedLLMClient):
    model.script = ["one"] * 4
    opened = [api.open("POST", STREAM, json=QUESTION) for _ in range(3)]
    reply = api.send("POST", STREAM, json=QUESTION)
    assert (reply.status, reply.json()["type"]) == (429, "/docs#too-many-requests")
    whole = api.send("POST", MESSAGES, json=QUESTION)
    assert (whole.status, whole.headers["retry-after"]) == (429, "5")
    for each in opened:
        each.body.close()
    assert api.send("POST", MESSAGES, json=QUESTION).status == 200


def test_whole_replies_that_a_slow_model_makes_are_capped_likewise(
    api: Api, container: Container, model: ScriptedLLMClient
):
    asked, answer = Semaphore(0), Event()

    def slow(*_: object) -> object:
        asked.release()
        assert answer.wait(5)
        raise NotFoundError("nothing")

    with container.ask_tutor.override(slow), ThreadPoolExecutor(3) as pool:
        waiting = [pool.submit(api.send, "POST", MESSAGES, json=QUESTION) for _ in range(3)]
        assert all(asked.acquire(timeout=5) for _ in range(3))
        refused = [api.send("POST", path, json=QUESTION).status for path in (MESSAGES, STREAM)]
        answer.set()
        assert [each.result().status for each in waiting] == [404] * 3
    assert refused == [429, 429]
    model.script = ["one"]
    assert api.send("POST", MESSAGES, json=QUESTION).status == 200


def test_a_question_that_is_refused_leaves_its_place(api: Api, model: ScriptedLLMClient):
    for _ in range(4):
        assert api.send("POST", STREAM, json={**QUESTION, "pathId": 99}).status == 404
    model.script = ["one"]
    assert api.send("POST", STREAM, json=QUESTION).status == 200
