"""The tutor on a real model, which dies in the middle of a reply."""

from collections.abc import Callable, Iterator

import pytest
from tests.support.llama_server import LlamaServer
from tests.support.openai_script import Answer, Hang, Rubbish, Step
from tests.support.scripted_openai import ScriptedOpenAI
from tests.support.small_course import publish

from parlons.container import Container, Settings
from parlons.domain.identity.principal import Principal
from parlons.domain.spending.hold import Hold
from parlons.domain.tutoring.completion import COURSE_MODEL, TextDelta
from parlons.domain.tutoring.question import TutorQuestion
from parlons.domain.tutoring.reply import ReplyRestarted, ReplySource, TutorReply

LEARNER = Principal("a-learner")
QUESTION = TutorQuestion(text="How do you say good evening in French?")
MakeContainer = Callable[..., Container]


@pytest.fixture
def on_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[MakeContainer]:
    """Parlons in memory with the small course, and a model at an address of this machine."""
    monkeypatch.setenv("NO_PROXY", "*")
    made: list[Container] = []

    def make(base_url: str, **changes: object) -> Container:
        price = {"llm_input_price": 1_000_000, "llm_output_price": 10_000_000}
        settings = Settings.in_memory(
            llm="openai", openai_base_url=base_url, openai_model="small", **(price | changes)
        )
        made.append(Container(settings=settings))
        publish(made[-1].unit_of_work())
        return made[-1]

    yield make
    for container in made:
        container.shutdown_resources()


def ledger(container: Container) -> list[Hold]:
    with container.unit_of_work().read() as session:
        return list(reversed(session.spending.latest(LEARNER.user_id, 10)))


def of_course(reply: TutorReply) -> bool:
    return by_course(reply) and "**bonsoir**" in reply.text


def by_course(reply: TutorReply) -> bool:
    made = (reply.source, reply.model) == (ReplySource.COURSE, COURSE_MODEL)
    return made and reply.degraded and bool(reply.reason)


def test_a_streamed_reply_is_recorded_with_its_tokens_and_its_cost(
    on_server: MakeContainer, llama_server: LlamaServer
):
    container = on_server(llama_server.base_url, llm_timeout_seconds=120.0)
    *pieces, reply = container.stream_tutor_reply()(LEARNER, QUESTION)
    assert isinstance(reply, TutorReply)
    assert reply.source is ReplySource.MODEL
    assert "".join(piece.text for piece in pieces).strip() == reply.text
    (entry,) = ledger(container)
    assert entry.usage == reply.usage
    assert entry.usage.input_tokens > 100
    assert entry.usage.output_tokens >= len(pieces)
    assert not entry.usage.estimated
    assert entry.spent == entry.usage.input_tokens + 10 * entry.usage.output_tokens
    assert reply.cost_microdollars == entry.spent


def test_a_server_killed_in_mid_reply_gives_way_to_the_course(
    on_server: MakeContainer, fresh_llama_server: LlamaServer
):
    container = on_server(fresh_llama_server.base_url, llm_timeout_seconds=120.0)
    question = TutorQuestion(text="Write ten long sentences at least about the word “bonsoir”.")
    stream = container.stream_tutor_reply()(LEARNER, question)
    begun = [next(stream), next(stream)]
    fresh_llama_server.kill()
    events = begun + list(stream)
    restarts = [event for event in events if isinstance(event, ReplyRestarted)]
    assert len(restarts) == 1
    after = events[events.index(restarts[0]) + 1 :]
    reply = after[-1]
    assert isinstance(reply, TutorReply)
    assert by_course(reply)
    assert not reply.answered  # a course writes no essays
    assert after[:-1] == [TextDelta(reply.text)]
    (broken,) = ledger(container)
    assert broken.usage.estimated
    assert broken.spent == reply.cost_microdollars > 0
    assert by_course(container.ask_tutor()(LEARNER, question))  # nothing was kept; still down


def test_asked_twice_the_model_is_called_once(
    on_server: MakeContainer, scripted_openai: ScriptedOpenAI
):
    scripted_openai.plays(Answer("**bonsoir**"))
    container = on_server(scripted_openai.base_url)
    first = container.ask_tutor()(LEARNER, QUESTION)
    again = container.ask_tutor()(LEARNER, QUESTION)
    assert (first.source, again.source) == (ReplySource.MODEL, ReplySource.EXACT_CACHE)
    assert again.text == first.text == "**bonsoir**"
    assert (first.cost_microdollars, again.cost_microdollars) == (20 + 80, 0)
    assert len(scripted_openai.requests) == len(ledger(container)) == 1


@pytest.mark.parametrize("step", [Hang(5.0), Rubbish(b"<html>"), Rubbish(b"", status=503)])
def test_a_server_that_is_slow_or_talks_rubbish_gives_way_to_the_course(
    on_server: MakeContainer, scripted_openai: ScriptedOpenAI, step: Step
):
    scripted_openai.plays(step)
    container = on_server(scripted_openai.base_url, llm_timeout_seconds=0.5, llm_retries=0)
    assert of_course(container.ask_tutor()(LEARNER, QUESTION))
