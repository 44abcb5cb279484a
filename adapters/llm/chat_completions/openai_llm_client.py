"""A language model behind OpenAI's protocol."""

from collections.abc import Generator
from contextlib import closing
from typing import Final

from attrs import define, field
from openai import BadRequestError, OpenAI, Stream, UnprocessableEntityError
from openai.types.chat import ChatCompletionChunk

from parlons.adapters.llm.chat_completions.asking import ask
from parlons.adapters.llm.chat_completions.circuit import Circuit
from parlons.adapters.llm.chat_completions.deadline import Deadline
from parlons.adapters.llm.chat_completions.failures import (
    FAILURES,
    UnusableReplyError,
    describe,
    is_down,
    may_have_worked,
    may_pass,
    retry_after,
)
from parlons.adapters.llm.chat_completions.reply_format import response_format
from parlons.adapters.llm.chat_completions.reply_reader import ReplyReader
from parlons.application.ports.llm_client import ILLMClient, LLMUnavailableError
from parlons.application.settings import Settings
from parlons.domain.tutoring.completion import Completion, CompletionRequest, TextDelta
from parlons.domain.tutoring.reply import ReplySource
from parlons.domain.tutoring.usage import ModelCall

_WHOLE_REPLY: Final = 4
"""A whole reply may take this many times as long as its slowest piece."""


@define
class OpenAILLMClient(ILLMClient):
    """Streams every reply, also one that is wanted whole, and asks once for each.

    A stream that is closed ends the work upstream, where a request that is given up goes on, unseen
    and billed. The models of a provider share its `circuit`. Only where a server does not know
    schemas it is asked a second time, without, and from then on always so.
    """

    client: OpenAI
    model: str
    total_seconds: float
    circuit: Circuit = field(factory=lambda: Circuit(is_down))
    _takes_schemas: bool = field(default=True, init=False)

    @classmethod
    def of(cls, client: OpenAI, model: str, settings: Settings) -> "OpenAILLMClient":
        """Ask a model with the patience that is set."""
        return cls(client, model, settings.llm_timeout_seconds * _WHOLE_REPLY)

    def named(self, model: str) -> "OpenAILLMClient":
        """Ask another model of the same provider."""
        return OpenAILLMClient(self.client, model, self.total_seconds, self.circuit)

    @property
    def source(self) -> ReplySource:
        """A model."""
        return ReplySource.MODEL

    def complete(self, request: CompletionRequest) -> Completion:
        with closing(self.stream(request)) as events:
            return next(event for event in events if isinstance(event, Completion))

    def stream(self, request: CompletionRequest) -> Generator[TextDelta | Completion, None, None]:
        """Yield the reply as it arrives."""
        reader, deadline = ReplyReader(), Deadline(self.total_seconds)
        try:
            with self.circuit.request():
                with self._open(request) as chunks, deadline.over(chunks):
                    for chunk in chunks:
                        piece = reader.read(chunk)
                        if piece:
                            yield TextDelta(piece)
                text = reader.finish()
        except (*FAILURES, UnusableReplyError) as error:
            # The cause is not chained: its message is the server's, which may quote the key.
            raise self._failed(request, error, reader, deadline) from None
        call = self._call(request, reader)
        yield Completion(text=text, call=call, truncated=reader.truncated)

    def _open(self, request: CompletionRequest) -> Stream[ChatCompletionChunk]:
        if request.reply_schema is None or not self._takes_schemas:
            return ask(self.client, self.model, request)
        try:
            format_ = response_format(request.reply_schema)
            return ask(self.client, self.model, request, format_)
        except (BadRequestError, UnprocessableEntityError):
            stream = ask(self.client, self.model, request)
        self._takes_schemas = False
        return stream

    def _call(self, request: CompletionRequest, reader: ReplyReader) -> ModelCall:
        if reader.usage is None:
            return request.estimated_call(self.model, reader.text)
        return ModelCall(model=self.model, usage=reader.usage)

    def _failed(
        self, request: CompletionRequest, error: Exception, reader: ReplyReader, deadline: Deadline
    ) -> LLMUnavailableError:
        worked = reader.begun or reader.usage is not None or may_have_worked(error)
        return LLMUnavailableError(
            _reason(error, deadline),
            self._call(request, reader) if worked or deadline.passed else None,
            may_pass=may_pass(error) or deadline.passed,
            retry_after=retry_after(error),
        )


def _reason(error: Exception, deadline: Deadline) -> str:
    if deadline.passed:
        return f"the reply took longer than {deadline.seconds:g} s"
    return str(error) if isinstance(error, UnusableReplyError) else describe(error)
