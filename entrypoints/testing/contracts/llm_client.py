"""What every `ILLMClient` promises."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

import pytest

from parlons.application.ports.llm_client import ILLMClient, LLMUnavailableError
from parlons.domain.tutoring.completion import (
    ChatMessage,
    ChatRole,
    Completion,
    CompletionRequest,
    TextDelta,
)
from parlons.domain.tutoring.usage import TokenUsage


class LLMClientContract:
    """A reply comes whole or in pieces that make up the whole, with what it took, or not at all."""

    @pytest.fixture
    def client(self) -> ILLMClient:
        """A client that replies to at least six requests."""
        raise NotImplementedError

    @pytest.fixture
    def unavailable(self) -> ILLMClient:
        """A client whose model cannot be used."""
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
        with pytest.raises(LLMUnavailableError, match=r"\w"):
            unavailable.complete(request_)
        with pytest.raises(LLMUnavailableError, match=r"\w"):
            list(unavailable.stream(request_))


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
