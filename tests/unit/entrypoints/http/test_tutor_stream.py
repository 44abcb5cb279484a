"""The tutor's reply as it is made."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event, Semaphore
from typing import Any

import orjson
import pytest
from tests.support.api import Api, read, settings, token
from tests.support.every_exercise import course
from tests.support.processes import wait_until
from tests.support.tutor_desk import Rungs
from tests.support.waiting_model import WaitingModel

from parlons.adapters.llm.scripted_llm_client import BrokenReply, ScriptedLLMClient
from parlons.application.tutoring import follow_tutor_reply
from parlons.container import Container
from parlons.domain.errors import NotFoundError
from parlons.domain.identity.principal import OPERATOR
from parlons.domain.tutoring.completion import TextDelta
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


def blocks(body: bytes) -> list[dict[str, str]]:
    """The fields of each event, and of each id that comes alone."""
    lines = [block.split("\n") for block in body.decode().split("\n\n")]
    found = [dict(line.split(": ", 1) for line in block if ": " in line) for block in lines]
    return [block for block in found if block]


def events(body: bytes) -> list[tuple[str, Any]]:
    """The names and the data of events."""
    return [
        (block["event"], orjson.loads(block["data"])) for block in blocks(body) if "event" in block
    ]


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


def test_a_reader_that_leaves_may_come_back_and_the_model_is_asked_once(
    api: Api, model: ScriptedLLMClient
):
    model.script = ["one two three four"]
    model.delay_seconds = 0.01
    stream = iter(api.open("POST", STREAM, json=QUESTION).body)
    comment, position, first = (next(stream) for _ in range(3))
    stream.close()
    assert comment == b":\n\n"
    (at,), (seen,) = blocks(position), blocks(first)
    assert at["id"].endswith(":0")
    assert seen["id"] == at["id"].replace(":0", ":1")
    rest = api.send("POST", STREAM, json=QUESTION, headers={"last-event-id": seen["id"]})
    *pieces, last = events(rest.body)
    assert (
        orjson.loads(seen["data"])["text"] + "".join(data["text"] for _, data in pieces)
        == (last[1]["text"])
    )
    assert [block["id"].rpartition(":")[2] for block in blocks(rest.body)] == list("12345")
    assert (len(model.requests), model.closed_early) == (1, 0)


@pytest.mark.parametrize("last", ["1", "x:1", "0190a6a2-7d3e-7c1f-8a51-4b6f2f7c9d10"])
def test_an_id_that_is_none_of_a_reply_is_refused(api: Api, last: str):
    reply = api.send("POST", STREAM, json=QUESTION, headers={"last-event-id": last})
    assert (reply.status, reply.json()["errors"][0]["pointer"]) == (422, "/lastEventId")


def test_a_reply_is_its_askers_and_the_answer_to_one_question(
    api: Api, container: Container, model: ScriptedLLMClient
):
    model.script = ["one"]
    (first, *_) = blocks(api.send("POST", STREAM, json=QUESTION).body)
    back = {"last-event-id": first["id"]}
    grace = Api(api.dispatcher, token(container, "grace"))
    assert grace.send("POST", STREAM, json=QUESTION, headers=back).status == 404
    other = {"text": "What is bonjour?"}
    assert api.send("POST", STREAM, json=other, headers=back).status == 409
    assert api.send("POST", STREAM, json=QUESTION, headers=back).status == 200


def test_replies_that_were_left_are_among_those_that_are_capped(
    container: Container, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(follow_tutor_reply, "FIRST_SECONDS", 0.01)
    waiting = WaitingModel()
    with container.models.override(Rungs((waiting,))):
        api = Api(Dispatcher.of(container), token(container))
        for _ in range(3):
            api.open("POST", STREAM, json=QUESTION).body.close()
        reply = api.send("POST", STREAM, json=QUESTION)
        assert (reply.status, reply.json()["type"]) == (429, "/docs#too-many-requests")
        assert int(reply.headers["retry-after"]) > 0
        waiting.may_say(100)
        wait_until(lambda: container.live_replies().under_way == 0, "the end of all replies")
        assert api.send("POST", STREAM, json=QUESTION).status == 200


def test_a_process_that_stops_begins_no_reply(api: Api, container: Container):
    container.live_replies().close()
    reply = api.send("POST", STREAM, json=QUESTION)
    assert (reply.status, reply.headers["retry-after"]) == (503, "5")


def test_what_is_refused_is_refused_before_anything_is_streamed(api: Api):
    reply = api.send("POST", STREAM, json={**QUESTION, "pathId": 99})
    assert (reply.status, reply.headers["content-type"]) == (404, "application/problem+json")


def test_an_error_in_mid_stream_is_the_last_event(api: Api, container: Container):
    def broken(*_: object):
        yield TextDelta("Well,")
        raise RuntimeError("secret")

    with container.stream_tutor_reply.override(broken):
        reply = api.send("POST", STREAM, json=QUESTION, headers={"x-request-id": "mine"})
    _, (name, problem) = events(reply.body)
    assert (name, problem["status"], problem["requestId"]) == ("error", 500, "mine")
    assert "id" not in blocks(reply.body)[-1]
    assert b"secret" not in reply.body


def test_an_error_before_the_first_event_is_no_stream(api: Api, container: Container):
    def broken(*_: object):
        yield from ()
        raise RuntimeError("secret")

    with container.stream_tutor_reply.override(broken):
        reply = api.send("POST", STREAM, json=QUESTION)
    assert (reply.status, reply.headers["content-type"]) == (500, "application/problem+json")


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
