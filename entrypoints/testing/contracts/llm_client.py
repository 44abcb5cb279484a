"""What every `ILLMClient` promises."""

import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import pytest
from attrs import evolve

from parlons.application.ports.llm_client import ILLMClient, LLMUnavailableError
from parlons.domain.tutoring.completion import (
    ChatMessage,
    ChatRole,
    Completion,
    CompletionRequest,
    ReplySchema,
    TextDelta,
)
from parlons.domain.tutoring.reply import ReplySource
from parlons.domain.tutoring.usage import TokenUsage

PATIENCE: Final = 5.0
"""Seconds within which a call that was left must have ended."""


class LLMClientContract:
    """A reply comes whole or in pieces that make up the whole, with what it took, or not at all."""

    @pytest.fixture
    def client(self) -> ILLMClient:
        """A client that replies to at least six requests."""
        raise NotImplementedError

    @pytest.fixture
    def unavailable(self) -> ILLMClient:
        """A client whose model cannot be reached."""
        raise NotImplementedError

    @pytest.fixture
    def request_(self) -> CompletionRequest:
        """A request that gets a reply of more than one word."""
        return CompletionRequest(
            messages=(
                ChatMessage(ChatRole.SYSTEM, "You are a tutor of French."),
                ChatMessage(ChatRole.USER, "What does bonsoir mean?"),
            ),
            path_id=1,
            max_output_tokens=16,
        )

    def test_the_model_has_a_name(self, client: ILLMClient) -> None:
        assert client.model.strip()

    def test_a_model_or_the_course_replies(self, client: ILLMClient) -> None:
        assert client.source in (ReplySource.MODEL, ReplySource.COURSE)

    def test_a_reply_comes_whole(self, client: ILLMClient, request_: CompletionRequest) -> None:
        check(client.complete(request_), client)

    def test_a_stream_ends_with_one_completion_of_its_pieces(
        self, client: ILLMClient, request_: CompletionRequest
    ) -> None:
        *pieces, completion = client.stream(request_)
        assert isinstance(completion, Completion)
        check(completion, client)
        assert texts(pieces) == completion.text

    def test_a_conversation_is_continued(
        self, client: ILLMClient, request_: CompletionRequest
    ) -> None:
        answer = ChatMessage(ChatRole.ASSISTANT, "Bonjour !")
        chat = (*request_.messages[:-1], ChatMessage(ChatRole.USER, "Bonjour"), answer)
        longer = CompletionRequest(
            messages=(*chat, request_.messages[-1]),
            path_id=request_.path_id,
            max_output_tokens=request_.max_output_tokens,
        )
        check(client.complete(longer), client)

    def test_a_stream_may_be_left(self, client: ILLMClient, request_: CompletionRequest) -> None:
        stream = client.stream(request_)
        assert isinstance(next(stream), TextDelta)
        stream.close()
        check(client.complete(request_), client)

    def test_a_stream_need_not_be_read(
        self, client: ILLMClient, request_: CompletionRequest
    ) -> None:
        client.stream(request_).close()
        check(client.complete(request_), client)

    def test_threads_share_a_client(self, client: ILLMClient, request_: CompletionRequest) -> None:
        with ThreadPoolExecutor(3) as pool:
            replies = list(pool.map(client.complete, [request_] * 3))
        for reply in replies:
            check(reply, client)

    def test_no_reply_is_an_error(
        self, unavailable: ILLMClient, request_: CompletionRequest
    ) -> None:
        with pytest.raises(LLMUnavailableError, match=r"\w") as whole:
            unavailable.complete(request_)
        with pytest.raises(LLMUnavailableError, match=r"\w") as streamed:
            list(unavailable.stream(request_))
        for error in (whole.value, streamed.value):
            assert error.call is None  # nobody was reached
            assert error.retry_after >= 0.0


class UpstreamLLMClientContract(LLMClientContract):
    """A model elsewhere can break off in mid-reply, and is not kept at work for nobody."""

    @pytest.fixture
    def breaking(self) -> ILLMClient:
        """A client whose model breaks off two replies, each after a word at least."""
        raise NotImplementedError

    @pytest.fixture
    def lengthy(self) -> ILLMClient:
        """A client whose model makes one reply that takes seconds."""
        raise NotImplementedError

    def call_has_ended(self) -> bool:
        """Whether the call of the `lengthy` client has ended upstream before its time."""
        raise NotImplementedError

    def test_a_reply_that_breaks_off_is_an_error_and_tells_what_it_took(
        self, breaking: ILLMClient, request_: CompletionRequest
    ) -> None:
        pieces: list[TextDelta | Completion] = []
        with pytest.raises(LLMUnavailableError, match=r"\w") as streamed:
            pieces.extend(breaking.stream(request_))
        assert texts(pieces)
        with pytest.raises(LLMUnavailableError, match=r"\w") as whole:
            breaking.complete(request_)
        for error in (streamed.value, whole.value):
            assert error.call is not None
            assert error.call.model == breaking.model
            assert error.call.usage.input_tokens > 0
            assert error.call.usage.output_tokens > 0

    def test_a_reply_may_be_wanted_in_a_schema(
        self, client: ILLMClient, request_: CompletionRequest
    ) -> None:
        """Whether it follows the schema is for the caller to check."""
        schema = ReplySchema(name="word", schema={"type": "object"})
        check(client.complete(evolve(request_, reply_schema=schema)), client)

    def test_a_stream_that_is_left_ends_the_call_upstream(
        self, lengthy: ILLMClient, request_: CompletionRequest
    ) -> None:
        stream = lengthy.stream(request_)
        assert isinstance(next(stream), TextDelta)
        assert not self.call_has_ended()
        stream.close()
        end = time.monotonic() + PATIENCE
        while not self.call_has_ended():
            assert time.monotonic() < end
            time.sleep(0.01)


def check(completion: Completion, client: ILLMClient) -> None:
    """A completion has a text and says which model made it."""
    assert completion.text.strip()
    assert completion.call.model == client.model
    assert isinstance(completion.call.usage, TokenUsage)


def texts(pieces: Iterable[TextDelta | Completion]) -> str:
    """Join pieces; anything else among them fails."""
    joined = ""
    for piece in pieces:
        assert isinstance(piece, TextDelta)
        assert piece.text
        joined += piece.text
    return joined
