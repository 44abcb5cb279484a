"""Replies that are streamed outlive their readers, and the processes that these asked."""

import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import monotonic, sleep

import pytest
from attrs import evolve
from tests.support.command import run_parlons
from tests.support.gated_answer import GatedAnswer
from tests.support.live_server import Visitor, serving
from tests.support.openai_script import Answer
from tests.support.processes import wait_until
from tests.support.reply_stream import STREAM, ReplyStream, asking
from tests.support.scripted_openai import ScriptedOpenAI
from tests.support.supervised import supervised

from parlons.container import Container, Settings
from parlons.domain.spending.hold import Hold, HoldStatus

QUESTION = "What do the French say to each other after six o'clock?"
STOP_SECONDS = 8.0
PATIENCE_SECONDS = 40.0


@pytest.fixture
def variables(tmp_path: Path, scripted_openai: ScriptedOpenAI) -> dict[str, str]:
    """The settings of an installation with the bundled course."""
    for command in (("db", "upgrade"), ("courses", "import")):
        assert run_parlons(tmp_path, *command).returncode == 0
    return {
        "PARLONS_LLM": "openai",
        "PARLONS_OPENAI_API_KEY": "a-key",
        "PARLONS_OPENAI_BASE_URL": scripted_openai.base_url,
        "PARLONS_LLM_INPUT_PRICE": "1000000",
        "PARLONS_LLM_OUTPUT_PRICE": "10000000",
    }


@pytest.fixture
def answer(scripted_openai: ScriptedOpenAI) -> Iterator[GatedAnswer]:
    answer = GatedAnswer()
    scripted_openai.plays(answer)
    yield answer
    answer.gate.set()


@pytest.fixture
def visitor(tmp_path: Path, variables: dict[str, str]) -> Iterator[Visitor]:
    with serving(tmp_path, **variables) as visitor:
        yield visitor


def ledger(home: Path, learner: Visitor) -> list[Hold]:
    container = Container(settings=Settings(data_dir=home / ".parlons"))
    with container.unit_of_work().read() as session:
        holds = session.spending.latest(learner.get("/api/user").json["userId"], 10)
    container.shutdown_resources()
    return list(holds)


def assert_charged_truly(home: Path, learner: Visitor, answer: GatedAnswer) -> None:
    """One call was made, and settled with the tokens that the model counted."""
    wait_until(lambda: not any(each.is_open for each in ledger(home, learner)), "the settlement")
    (hold,) = ledger(home, learner)
    assert (hold.status, hold.failure) == (HoldStatus.SETTLED, None)
    used = (hold.usage.input_tokens, hold.usage.output_tokens, hold.usage.estimated)
    assert used == (answer.prompt_tokens, answer.completion_tokens, False)


def left_in_mid_stream(learner: Visitor) -> tuple[list[str], str]:
    """Return what was read of the reply, and the last id."""
    with asking(learner, QUESTION) as stream:
        stream.read(1)
    return stream.pieces, stream.last_id


def test_whoever_leaves_in_mid_stream_comes_back_to_the_rest(
    tmp_path: Path, visitor: Visitor, answer: GatedAnswer, scripted_openai: ScriptedOpenAI
):
    ada, grace = visitor.registered("ada"), visitor.registered("grace")
    before, last = left_in_mid_stream(ada)
    with asking(ada, QUESTION, last) as stream:
        answer.gate.set()
        stream.read_to_end()
    assert "".join(before + stream.pieces) == stream.reply["text"] == answer.text
    assert stream.reply["source"] == "model"
    with asking(ada, QUESTION, last) as again:
        again.read_to_end()
    assert again.events == stream.events
    assert_charged_truly(tmp_path, ada, answer)
    with asking(grace, QUESTION) as hers:
        hers.read_to_end()
    assert (hers.reply["source"], hers.reply["text"]) == ("exact_cache", answer.text)
    assert len(scripted_openai.requests) == 1


def test_a_reply_that_nobody_reads_is_charged_and_kept(
    tmp_path: Path, visitor: Visitor, answer: GatedAnswer, scripted_openai: ScriptedOpenAI
):
    ada, grace = visitor.registered("ada"), visitor.registered("grace")
    left_in_mid_stream(ada)
    answer.gate.set()
    assert_charged_truly(tmp_path, ada, answer)
    kept = grace.send("POST", "/api/tutor/messages", {"text": QUESTION}).json
    assert (kept["source"], kept["text"]) == ("exact_cache", answer.text)
    assert (len(scripted_openai.requests), scripted_openai.abandoned) == (1, 0)


def test_users_read_their_own_replies_and_not_too_many_at_once(
    visitor: Visitor, answer: GatedAnswer, scripted_openai: ScriptedOpenAI
):
    scripted_openai.plays(answer, answer, Answer("One more."))
    ada, grace = visitor.registered("ada"), visitor.registered("grace")
    _, last = left_in_mid_stream(ada)
    with asking(grace, QUESTION, last) as hers:
        assert hers.status == 404
    for number in range(2):
        with asking(ada, f"{QUESTION} Number {number}?") as stream:
            stream.read(1)
    refused = ada.send("POST", STREAM, {"text": "What is a fourth question?"})
    assert (refused.status, refused.headers["Retry-After"]) == (429, "5")
    assert refused.json["type"] == "/docs#too-many-requests"
    with asking(grace, "And what do you say, Grace?") as hers:
        hers.read_to_end()
    assert hers.reply["text"] == "One more."
    answer.gate.set()
    back = {"Last_Event_ID": last}
    wait_until(
        lambda: ada.send("POST", STREAM, {"text": QUESTION}, **back).status == 200,
        "the server's notice that ada has left three streams",
    )
    with asking(ada, QUESTION, last) as mine:
        mine.read_to_end()
    assert mine.reply["text"] == answer.text


def test_what_is_refused_is_no_stream(visitor: Visitor):
    refused = visitor.registered("ada").send("POST", STREAM, {"text": QUESTION, "pathId": 99})
    assert (refused.status, refused.headers["Content-Type"]) == (404, "application/problem+json")


@contextmanager
def a_silent_stream(learner: Visitor, start: str) -> Iterator[ReplyStream]:
    """One of the process that does not make the reply; the other sends what there is at once."""
    deadline = monotonic() + PATIENCE_SECONDS
    while monotonic() < deadline:
        with asking(learner, QUESTION, start) as stream:
            if stream.status == 200 and not stream.comes_within(1.0):
                yield stream
                return
        sleep(0.5)  # until those left behind do not count any more
    pytest.fail("the other process never took the request")


def test_the_other_process_of_two_sends_the_rest(
    tmp_path: Path, variables: dict[str, str], answer: GatedAnswer, scripted_openai: ScriptedOpenAI
):
    with serving(tmp_path, PARLONS_WEB_PROCESSES="2", **variables) as visitor, ExitStack() as stack:
        ada = visitor.registered("ada")
        before, last = left_in_mid_stream(ada)
        waiting = stack.enter_context(a_silent_stream(ada, last.replace(":1", ":0")))
        answer.gate.set()
        waiting.read_to_end()
        assert waiting.pieces[: len(before)] == before
        assert "".join(waiting.pieces) == waiting.reply["text"] == answer.text
    assert len(scripted_openai.requests) == 1


def test_a_server_that_is_told_to_stop_finishes_what_takes_a_moment(
    tmp_path: Path, variables: dict[str, str], answer: GatedAnswer
):
    with supervised(tmp_path, "--no-worker", **variables) as one:
        ada = Visitor(one.port).registered("ada")
        with asking(ada, QUESTION) as stream:
            stream.read(1)
            began = monotonic()
            one.process.send_signal(signal.SIGTERM)
            sleep(0.5)
            answer.gate.set()
            stream.read_to_end()
        assert "".join(stream.pieces) == stream.reply["text"] == answer.text
        assert one.process.wait(20) == 0
        assert monotonic() - began < STOP_SECONDS
    with serving(tmp_path, **variables) as other:
        with asking(evolve(ada, port=other.port), QUESTION, stream.last_id) as rest:
            rest.read_to_end()
        assert_charged_truly(tmp_path, evolve(ada, port=other.port), answer)


def test_a_server_that_is_told_to_stop_does_not_wait_for_a_slow_model(
    tmp_path: Path, variables: dict[str, str], answer: GatedAnswer
):
    with supervised(tmp_path, "--no-worker", **variables) as one:
        ada = Visitor(one.port).registered("ada")
        with asking(ada, QUESTION) as stream:
            stream.read(1)
            began = monotonic()
            one.process.send_signal(signal.SIGTERM)
            stream.read_to_end()
        assert one.process.wait(20) == 0
        assert monotonic() - began < STOP_SECONDS
