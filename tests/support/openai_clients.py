"""Clients of the model servers that tests start."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import pytest

from parlons.adapters import llm
from parlons.application.ports.llm_client import ILLMClient
from parlons.application.settings import Settings
from parlons.domain.tutoring.completion import ChatMessage, ChatRole, CompletionRequest

NOBODY = "http://127.0.0.1:9/v1"  # the discard port: nobody listens

MakeOpenAI = Callable[..., ILLMClient]


@pytest.fixture
def make_openai(monkeypatch: pytest.MonkeyPatch) -> Iterator[MakeOpenAI]:
    """Make a client of a server on this machine, past any proxy; further settings by name."""
    monkeypatch.setenv("NO_PROXY", "*")
    with ExitStack() as opened:

        def make(base_url: str, **changes: object) -> ILLMClient:
            quick = {"llm_timeout_seconds": 5.0, "openai_model": "test-model"}
            settings = Settings.in_memory(openai_base_url=base_url, **(quick | changes))
            return opened.enter_context(contextmanager(llm.openai)(settings))

        yield make


def ask(question: str = "What does bonsoir mean?", **changes: object) -> CompletionRequest:
    """A request of 39 characters, which are 10 tokens by estimate."""
    messages = (
        ChatMessage(ChatRole.SYSTEM, "You teach French"),
        ChatMessage(ChatRole.USER, question),
    )
    return CompletionRequest(messages=messages, **{"path_id": 1, **changes})
