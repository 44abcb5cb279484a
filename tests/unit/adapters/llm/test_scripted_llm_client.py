import time

import pytest
from tests.support.openai_clients import ask

from parlons.adapters.llm.scripted_llm_client import BrokenReply, ScriptedLLMClient
from parlons.application.ports.llm_client import LLMUnavailableError
from parlons.domain.tutoring.completion import Completion, TextDelta
from parlons.domain.tutoring.usage import ModelCall, TokenUsage


def test_lines_are_played_in_order_and_requests_are_kept():
    client = ScriptedLLMClient(["un", "deux"])
    assert [client.complete(ask(word)).text for word in ("a", "b")] == ["un", "deux"]
    assert [request.question for request in client.requests] == ["a", "b"]


def test_a_whole_completion_is_given_as_it_is():
    call = ModelCall(model="other", usage=TokenUsage(input_tokens=5))
    completion = Completion(text="un deux", call=call, truncated=True)
    assert ScriptedLLMClient([completion]).complete(ask()) is completion


def test_it_fails_when_told_to_and_once_the_script_is_over():
    client = ScriptedLLMClient([LLMUnavailableError("down")])
    with pytest.raises(LLMUnavailableError, match="down"):
        client.complete(ask())
    with pytest.raises(LLMUnavailableError, match="over"):
        client.complete(ask())


def test_a_reply_breaks_off_when_told_to_and_what_was_said_is_charged():
    stream = ScriptedLLMClient([BrokenReply("un deux")]).stream(ask())
    assert [next(stream), next(stream)] == [TextDelta("un"), TextDelta(" deux")]
    with pytest.raises(LLMUnavailableError) as caught:
        next(stream)
    assert caught.value.call == ask().estimated_call("scripted", "un deux")


def test_each_piece_takes_its_time():
    started = time.monotonic()
    ScriptedLLMClient(["un deux trois"], delay_seconds=0.05).complete(ask())
    assert time.monotonic() - started >= 0.15


def test_readers_who_leave_are_counted():
    client = ScriptedLLMClient(["un deux", "un deux"])
    client.complete(ask())
    stream = client.stream(ask())
    next(stream)
    stream.close()
    assert client.closed_early == 1
