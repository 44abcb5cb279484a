"""A language model behind OpenAI's protocol."""

from collections.abc import Generator
from contextlib import closing
from functools import partial
from typing import Final

from attrs import define
from openai import OpenAI, Stream, omit
from openai.types.chat import ChatCompletionChunk, ChatCompletionMessageParam

from parlons.adapters.llm.chat_completions.deadline import Deadline
from parlons.adapters.llm.chat_completions.failures import FAILURES, describe
from parlons.adapters.llm.chat_completions.reply_reader import ReplyReader, UnusableReplyError
from parlons.adapters.llm.chat_completions.retries import Retries
from parlons.application.ports.llm_client import ILLMClient, LLMUnavailableError
from parlons.application.settings import Settings
from parlons.domain.tutoring.completion import (
    ChatMessage,
    ChatRole,
    Completion,
    CompletionRequest,
    TextDelta,
)
from parlons.domain.tutoring.reply import ReplySource
from parlons.domain.tutoring.usage import ModelCall

_WHOLE_REPLY: Final = 4
"""A whole reply may take this many times as long as its slowest piece."""


@define
class OpenAILLMClient(ILLMClient):
    """Streams every reply, also one that is wanted whole.

    A stream that is closed ends the work upstream, where a request that is given up goes on, unseen
    and billed. Until a server begins to answer, failures that may pass are tried again; later ones
    are not, because the learner has read a part and the model has been paid for it.
    """

    client: OpenAI
    model: str
    retries: Retries
    total_seconds: float

    @classmethod
    def of(cls, client: OpenAI, settings: Settings) -> "OpenAILLMClient":
        """Ask the model that is set."""
        wait = settings.llm_timeout_seconds
        retries = Retries(settings.llm_retries, wait)
        return cls(client, settings.openai_model, retries, wait * _WHOLE_REPLY)

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
            with self.retries.run(partial(self._open, request)) as chunks, deadline.over(chunks):
                for chunk in chunks:
                    piece = reader.read(chunk)
                    if piece:
                        yield TextDelta(piece)
            text = reader.finish()
        except (*FAILURES, UnusableReplyError) as error:
            call = self._call(request, reader) if reader.begun else None
            # The cause is not chained: its message is the server's, which may quote the key.
            raise LLMUnavailableError(_reason(error, deadline), call) from None
        call = self._call(request, reader)
        yield Completion(text=text, call=call, truncated=reader.truncated)

    def _open(self, request: CompletionRequest) -> Stream[ChatCompletionChunk]:
        limit, of_openai = request.max_output_tokens, _is_openai(self.client.base_url.host)
        return self.client.chat.completions.create(
            model=self.model,
            messages=[_message(each) for each in request.messages],
            max_completion_tokens=limit if of_openai else omit,
            max_tokens=omit if of_openai else limit,
            stream=True,
            stream_options={"include_usage": True},
        )

    def _call(self, request: CompletionRequest, reader: ReplyReader) -> ModelCall:
        if reader.usage is None:
            return request.estimated_call(self.model, reader.text)
        return ModelCall(model=self.model, usage=reader.usage)


def _is_openai(host: str) -> bool:
    """OpenAI's newer models refuse `max_tokens`, the one name that every other server knows."""
    return host == "api.openai.com" or host.endswith(".openai.azure.com")


def _message(message: ChatMessage) -> ChatCompletionMessageParam:
    match message.role:
        case ChatRole.SYSTEM:
            return {"role": "system", "content": message.content}
        case ChatRole.USER:
            return {"role": "user", "content": message.content}
        case ChatRole.ASSISTANT:
            return {"role": "assistant", "content": message.content}


def _reason(error: Exception, deadline: Deadline) -> str:
    if deadline.passed:
        return f"the reply took longer than {deadline.seconds:g} s"
    return str(error) if isinstance(error, UnusableReplyError) else describe(error)
