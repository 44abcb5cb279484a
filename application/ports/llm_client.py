"""A language model that continues a chat."""

from abc import abstractmethod
from collections.abc import Generator
from typing import Protocol

from parlons.domain.tutoring.completion import Completion, CompletionRequest, TextDelta
from parlons.domain.tutoring.reply import ReplySource
from parlons.domain.tutoring.usage import ModelCall


class ILLMClient(Protocol):
    """One model behind one provider; timeouts are the adapter's, trying again is its caller's.

    Both methods raise `LLMUnavailableError` when there is no usable reply: the provider is down,
    too slow, refuses, or sends what is no reply.
    """

    @property
    @abstractmethod
    def model(self) -> str:
        """The model's name, as it stands in ledgers and cache scopes."""

    @property
    @abstractmethod
    def source(self) -> ReplySource:
        """`MODEL`, whose calls are charged, or `COURSE`, which calls no model and is free."""

    @abstractmethod
    def complete(self, request: CompletionRequest) -> Completion:
        """Return the whole reply; its text is never blank."""

    @abstractmethod
    def stream(self, request: CompletionRequest) -> Generator[TextDelta | Completion, None, None]:
        """Yield the reply in pieces as they arrive and then, once, the whole completion.

        The pieces joined are the completion's text. Closing the generator early ends the call
        upstream. The error may be raised in mid-stream.
        """


class LLMUnavailableError(Exception):
    """No usable reply; the message says why, without secrets.

    `call` is what the failed attempt consumed, where it may have reached a model. `may_pass` says
    that the same request may succeed later, at the earliest after `retry_after` seconds.
    """

    def __init__(
        self,
        message: str,
        call: ModelCall | None = None,
        *,
        may_pass: bool = False,
        retry_after: float = 0.0,
    ) -> None:
        super().__init__(message)
        self.call = call
        self.may_pass = may_pass
        self.retry_after = retry_after
