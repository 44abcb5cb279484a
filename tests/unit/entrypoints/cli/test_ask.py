"""`parlons ask`."""

import json
from collections.abc import Generator

import pytest

from parlons.application.ports.llm_client import ILLMClient, LLMUnavailableError
from parlons.application.settings import Settings
from parlons.domain.tutoring.completion import Completion, CompletionRequest, TextDelta
from parlons.domain.tutoring.reply import ReplySource
from parlons.domain.tutoring.usage import ModelCall, TokenUsage

QUESTION = "How do you say good evening in French?"


class TalkativeClient(ILLMClient):
    """A model chosen by its dotted path: it says bonsoir, or breaks off after the first word."""

    model = "talkative"
    source = ReplySource.MODEL

    def __init__(self, _settings: Settings, *, breaks_off: bool = False) -> None:
        self.breaks_off = breaks_off

    def complete(self, request: CompletionRequest) -> Completion:
        *_, completion = self.stream(request)
        assert isinstance(completion, Completion)
        return completion

    def stream(self, _request: CompletionRequest) -> Generator[TextDelta | Completion, None, None]:
        yield TextDelta("Say ")
        if self.breaks_off:
            raise LLMUnavailableError("cut off")
        yield TextDelta("bonsoir.")
        usage = TokenUsage(input_tokens=1000, output_tokens=200)
        yield Completion(text="Say bonsoir.", call=ModelCall(model=self.model, usage=usage))


def breaking_client(settings: Settings) -> ILLMClient:
    return TalkativeClient(settings, breaks_off=True)


@pytest.fixture
def talkative(monkeypatch):
    monkeypatch.setenv("PARLONS_LLM", f"{__name__}:TalkativeClient")
    monkeypatch.setenv("PARLONS_OPENAI_MODEL", TalkativeClient.model)
    monkeypatch.setenv("PARLONS_LLM_INPUT_PRICE", "1000000")
    monkeypatch.setenv("PARLONS_LLM_OUTPUT_PRICE", "2000000")


def test_an_empty_installation_answers_from_the_bundled_course(parlons):
    run = parlons("ask", QUESTION)
    assert run.status == 0
    reply, *_, answered = run.out.splitlines()
    assert "bonsoir" in reply
    assert "Unit 1, Bonjour" in reply
    assert answered == "answered by the course, 0 tokens, $0"
    assert "setting up the database" in run.err
    assert "French for Beginners" in run.err


def test_asked_twice_the_answer_comes_from_the_exact_cache(parlons):
    first = parlons("ask", QUESTION)
    second = parlons("ask", "how do you say  good evening in French")
    assert second.out.splitlines()[:-1] == first.out.splitlines()[:-1]
    assert second.out.splitlines()[-1] == "answered by exact cache (course), 0 tokens, $0"
    assert second.err == ""


def test_as_json_the_reply_is_that_of_the_http_api(parlons):
    reply = json.loads(parlons("ask", QUESTION, "--json").out)
    assert "bonsoir" in reply["text"]
    assert reply["source"] == "course"
    assert reply["costMicrodollars"] == 0
    assert reply["references"][0]["position"] == 1


@pytest.mark.parametrize("how", [[], ["--stream"]])
def test_a_model_is_named_with_its_tokens_and_their_price(parlons, talkative, how):
    run = parlons("ask", QUESTION, *how)
    assert run.out == "Say bonsoir.\nanswered by talkative, 1200 tokens, $0.0014\n"


def test_a_stream_that_breaks_off_begins_anew(parlons, talkative, monkeypatch):
    monkeypatch.setenv("PARLONS_LLM", f"{__name__}:breaking_client")
    run = parlons("ask", QUESTION, "--stream")
    assert run.status == 0
    first, anew, *_ = run.out.splitlines()
    assert first == "Say "
    assert "bonsoir" in anew
    assert run.out.splitlines()[-1].startswith("answered by the course")
    assert "begun anew: " in run.err


def test_a_course_is_chosen_by_its_slug(parlons):
    assert "bonsoir" in parlons("ask", QUESTION, "--path", "french-for-beginners").out
    run = parlons("ask", QUESTION, "--path", "klingon")
    assert run.status == 1
    assert run.err == "parlons: there is no course 'klingon'; published: french-for-beginners\n"


def test_a_question_that_cannot_be_asked_sets_nothing_up(parlons, tmp_path):
    assert parlons("ask", " ").status == 2
    assert not (tmp_path / "data").exists()


def test_no_course_is_put_into_a_database_of_somebody_else(parlons, monkeypatch, tmp_path):
    monkeypatch.setenv("PARLONS_DATABASE_URL", f"sqlite:///{tmp_path}/theirs.db")
    assert parlons("db", "upgrade").status == 0
    run = parlons("ask", QUESTION)
    assert (run.status, run.out) == (1, "")
    assert run.err == "parlons: no course is published yet; import one first\n"
