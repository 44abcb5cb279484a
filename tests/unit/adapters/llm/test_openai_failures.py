"""Whatever a server does wrong, there is one error, and it tells no secret."""

import pytest
from tests.support.openai_clients import NOBODY, MakeOpenAI, ask
from tests.support.openai_script import Answer, BrokenStream, Refusal, Rubbish, Step
from tests.support.openai_wire import delta, sse
from tests.support.scripted_openai import ScriptedOpenAI

from parlons.application.ports.llm_client import ILLMClient, LLMUnavailableError
from parlons.domain.tutoring.usage import TokenUsage

KEY = "sk-secret"


def stream_of(*events: bytes) -> Rubbish:
    return Rubbish(b"".join(events) + b"data: [DONE]\n\n", "text/event-stream")


END = delta({}, "stop")
# The server is no model, or no word of one arrived: nothing is charged.
NOTHING_SAID: dict[str, Step] = {
    "html": Rubbish(b"<html>Hello</html>", "text/html"),
    "html as json": Rubbish(b"<html>Hello</html>"),
    "html as stream": Rubbish(b"<html>Hello</html>", "text/event-stream"),
    "empty": Rubbish(b""),
    "no content": Rubbish(b"", status=204),
    "a whole completion in place of a stream": Rubbish(
        b'{"choices": [{"message": {"content": "Oui."}, "finish_reason": "stop"}]}'
    ),
    "redirect to nowhere": Rubbish(b"", status=302),
    "teapot": Refusal(418),
    "bad request": Refusal(400),
    "wrong key": Refusal(401, f"Incorrect API key provided: {KEY}"),
    "forbidden": Refusal(403),
    "unknown model": Refusal(404),
    "too many requests": Refusal(429),
    "broken": Refusal(500),
    "overloaded": Refusal(503),
    "no end": stream_of(),
    "no json": stream_of(sse(b"rubbish")),
    "half a json": stream_of(sse(b'{"choices": [{"delta"')),
    "no utf-8": stream_of(sse(b'{"choices": "\xff\xfe"}')),
    "null": stream_of(sse(b"null")),
    "a list": stream_of(sse(b"[1]")),
    "a text": stream_of(sse(b'"hi"')),
    "an empty object": stream_of(sse(b"{}")),
    "no choices": stream_of(sse(b'{"choices": null}')),
    "choices of text": stream_of(sse(b'{"choices": "many"}')),
    "choices by name": stream_of(sse(b'{"choices": {"a": 1}}')),
    "a choice of text": stream_of(sse(b'{"choices": ["x"]}')),
    "an empty choice": stream_of(sse(b'{"choices": [{}]}')),
    "a delta of text": stream_of(sse(b'{"choices": [{"delta": "hi"}]}')),
    "content of numbers": stream_of(sse(b'{"choices": [{"delta": {"content": 42}}]}')),
    "content of lists": stream_of(sse(b'{"choices": [{"delta": {"content": ["a"]}}]}')),
    "deep": stream_of(sse(b"[" * 100_000)),
    "a long number": stream_of(sse(b'{"created": ' + b"9" * 5_000 + b"}")),
    "an error event": stream_of(sse(b'{"error": {"message": "sk-secret", "code": 500}}')),
}
# A model has begun to speak: what it took is charged, by estimate if need be.
SOMETHING_SAID: dict[str, Step] = {
    "silent": Answer(None),
    "blank": Answer(" \n "),
    "nothing but control characters": stream_of(delta({"content": "\x00\ud800"}), END),
    "refused": stream_of(delta({"content": "I"}), delta({"refusal": "I will not."}), END),
    "filtered": Answer("Well", finish_reason="content_filter"),
    "unfinished": BrokenStream("Bonsoir veut", "stop"),
    "disconnected": BrokenStream("Bonsoir veut", "disconnect"),
    "an error in the middle": BrokenStream("Bonsoir veut", "error"),
    "rubbish in the middle": stream_of(delta({"content": "Bonsoir"}), sse(b"rubbish")),
    "a list in the middle": stream_of(delta({"content": "Bonsoir"}), sse(b"[1]")),
}


@pytest.fixture
def client(scripted_openai: ScriptedOpenAI, make_openai: MakeOpenAI):
    return make_openai(scripted_openai.base_url, openai_api_key=KEY)


def failure(client: ILLMClient) -> LLMUnavailableError:
    with pytest.raises(LLMUnavailableError, match=r"\w") as caught:
        list(client.stream(ask()))
    assert KEY not in str(caught.value)
    assert "bonsoir" not in str(caught.value)
    return caught.value


@pytest.mark.parametrize("step", NOTHING_SAID.values(), ids=NOTHING_SAID)
def test_a_server_that_gives_no_reply_costs_nothing(
    scripted_openai: ScriptedOpenAI, client: ILLMClient, step: Step
):
    scripted_openai.plays(step)
    assert failure(client).call is None
    assert len(scripted_openai.requests) == 1


@pytest.mark.parametrize("step", SOMETHING_SAID.values(), ids=SOMETHING_SAID)
def test_a_model_that_gives_no_usable_reply_is_charged(
    scripted_openai: ScriptedOpenAI, client: ILLMClient, step: Step
):
    scripted_openai.plays(step)
    call = failure(client).call
    assert call is not None
    assert call.model == "test-model"
    assert call.usage.input_tokens in (10, 20)  # estimated, or counted by the server


def test_a_refusal_is_charged_as_the_server_counted_it(
    scripted_openai: ScriptedOpenAI, client: ILLMClient
):
    scripted_openai.plays(Answer("Well", finish_reason="content_filter"))
    error = failure(client)
    assert str(error) == "the model refused to answer"
    assert error.call is not None
    assert error.call.usage == TokenUsage(input_tokens=20, output_tokens=8)


def test_a_server_that_is_down_is_told_by_the_kinds_of_its_errors(make_openai: MakeOpenAI):
    error = failure(make_openai(NOBODY, openai_api_key=KEY))
    assert str(error) == "APIConnectionError, caused by ConnectError"
    assert error.call is None


def test_a_status_and_its_code_are_told(scripted_openai: ScriptedOpenAI, client: ILLMClient):
    body = b'{"error": {"message": "sk-secret", "code": "insufficient_quota"}}'
    scripted_openai.plays(Rubbish(body, status=429))
    assert str(failure(client)) == "RateLimitError, status 429, code insufficient_quota"


def test_a_code_that_is_no_name_is_not_told(scripted_openai: ScriptedOpenAI, client: ILLMClient):
    scripted_openai.plays(Rubbish(b'{"error": {"code": "sk-secret 1"}}', status=400))
    assert str(failure(client)) == "BadRequestError, status 400"


def test_the_server_s_words_are_not_chained_to_the_error(
    scripted_openai: ScriptedOpenAI, client: ILLMClient
):
    scripted_openai.plays(Refusal(401, f"Incorrect API key provided: {KEY}"))
    error = failure(client)
    assert error.__cause__ is None
    assert error.__suppress_context__


@pytest.mark.parametrize("question", ["a lone surrogate \ud800"])
def test_a_question_that_cannot_be_sent_is_the_same_error(client: ILLMClient, question: str):
    with pytest.raises(LLMUnavailableError, match="UnicodeEncodeError"):
        client.complete(ask(question))
