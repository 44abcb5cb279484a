from datetime import UTC, datetime
from typing import Any

import pytest
from tests.support.structured_tasks import Teller, explain, grade, reply_decoder, suggest

from parlons.application.ports.llm_client import LLMUnavailableError
from parlons.application.tutoring.structured.asking_again import HIGHEST_LIMIT, asked_again
from parlons.application.tutoring.structured.reply_ladder import (
    INCOMPLETE,
    UNORDERED,
    UNUSABLE,
    ReplyLadder,
)
from parlons.domain.spending.refusal import BudgetExhaustedError
from parlons.domain.spending.scope import Scope, ScopeKind
from parlons.domain.tutoring.completion import ChatRole, Completion, CompletionRequest
from parlons.domain.tutoring.structured.structured_reply import ReplyStep
from parlons.domain.tutoring.usage import ModelCall, TokenUsage

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
CUT = {"text": '{"summary": "The noun is', "truncated": True}


def climb(task, ask) -> Any:
    return ReplyLadder(reply_decoder()).climb(task, ask)


def completion(text: str, *, truncated: bool = False) -> Completion:
    call = ModelCall(model="teller", usage=TokenUsage())
    return Completion(text=text, call=call, truncated=truncated)


def test_the_schema_is_sent_with_every_call():
    teller = Teller(["{}", "EXPLANATION"])
    climb(explain(), teller)
    schemas = [request.reply_schema for request in teller.requests]
    assert schemas == [reply_decoder().schema(explain().TYPE)] * 2
    assert schemas[0] is not None
    assert schemas[0].name == "mistake-explanation"


def test_what_is_wrong_is_told_when_asked_again():
    teller = Teller(['{"accepted": true, "comment": "", "confidence": 7}', "OPINION"])
    climb(grade(), teller)
    first, second = teller.requests
    reply, complaint = second.messages[2:]
    assert second.messages[:2] == first.messages
    assert (reply.role, complaint.role) == (ChatRole.ASSISTANT, ChatRole.USER)
    assert "/comment" in complaint.content
    assert "/confidence" in complaint.content
    assert second.max_output_tokens == first.max_output_tokens


def test_what_was_cut_short_is_asked_for_with_twice_the_limit_and_not_sent_back():
    teller = Teller([CUT, "EXPLANATION"])
    reply = climb(explain(), teller)
    first, second = teller.requests
    assert second.max_output_tokens == 2 * first.max_output_tokens
    assert second.messages == first.messages
    assert (reply.step, reply.degraded, reply.calls) == (ReplyStep.ASKED_AGAIN, False, 2)


def test_what_was_cut_short_at_the_highest_limit_is_not_asked_for_again():
    request = CompletionRequest(
        messages=explain().request().messages, path_id=1, max_output_tokens=HIGHEST_LIMIT - 1
    )
    raised = asked_again(request, completion("{", truncated=True), ())
    assert raised is not None
    assert raised.max_output_tokens == HIGHEST_LIMIT
    assert asked_again(raised, completion("{", truncated=True), ()) is None


def test_what_is_told_again_is_bounded():
    faults = tuple(f"/{n}: {'x' * 10_000}" for n in range(100))
    request = asked_again(explain().request(), completion("y" * 200_000), faults)
    assert request is not None
    assert sum(len(each.content) for each in request.messages[2:]) < 10_000


def test_a_refusal_is_not_asked_again():
    teller = Teller(["I cannot help with that request."])
    reply = climb(explain(), teller)
    assert (reply.step, reply.reason, reply.calls) == (ReplyStep.FALLBACK, UNUSABLE, 1)


def test_a_first_call_that_fails_is_told():
    with pytest.raises(LLMUnavailableError):
        climb(explain(), Teller([{"fails": True}]))


@pytest.mark.parametrize(
    "error",
    [
        LLMUnavailableError("down"),
        BudgetExhaustedError(Scope(ScopeKind.USER, "ada"), NOON, NOON),
    ],
)
def test_a_second_call_that_fails_leaves_the_first_reply(error):
    replies = [completion('{"summary": "S.", "rule": "R.", "corrected": "C.", "examples": [7]}')]

    def ask(_request: CompletionRequest) -> Completion:
        if not replies:
            raise error
        return replies.pop()

    reply = climb(explain(), ask)
    assert (reply.step, reply.reason, reply.calls) == (ReplyStep.SALVAGED, INCOMPLETE, 1)
    assert (reply.value.summary, reply.dropped) == ("S.", ("/examples/0",))


def test_an_error_of_ours_is_not_hidden():
    def ask(_request: CompletionRequest) -> Completion:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        climb(explain(), ask)


def test_prose_is_shown_as_it_is_but_markup_is_not():
    shown = climb(explain(), Teller(["The noun is feminine."] * 2))
    assert (shown.value, shown.text) == (None, "The noun is feminine.")
    assert (shown.degraded, shown.reason) == (True, UNORDERED)
    hidden = climb(explain(), Teller(["The noun <img src=x onerror=alert(1)> is feminine."] * 2))
    assert (hidden.text, hidden.step) == (None, ReplyStep.FALLBACK)


def test_a_task_with_nothing_to_fall_back_on_says_so():
    task = suggest()
    bare = type(task)(path=task.path, language="en", mistakes=(), vocabulary=())
    reply = climb(bare, Teller(["", ""]))
    assert (reply.value, reply.text, reply.degraded) == (None, None, True)
