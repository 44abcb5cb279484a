"""From a stream of chunks to a reply."""

from typing import Final, TypeGuard

from attrs import define, field
from openai.types.chat import ChatCompletionChunk
from openai.types.chat.chat_completion_chunk import Choice, ChoiceDelta

from parlons.adapters.llm.chat_completions.failures import BrokenOffError, UnusableReplyError
from parlons.domain.tutoring.completion import readable
from parlons.domain.tutoring.usage import TokenUsage

_MOST_TOKENS: Final = 1_000_000_000  # above any model's context, and within an SQL integer


@define
class ReplyReader:
    """Trusts no type: the SDK puts whatever the server sent into the classes it declares.

    `begun` tells that a model has spoken. `usage` is what the server counted, if it did.
    """

    begun: bool = field(default=False, init=False)
    usage: TokenUsage | None = field(default=None, init=False)
    _pieces: list[str] = field(factory=list, init=False)
    _refused: bool = field(default=False, init=False)
    _finish_reason: str | None = field(default=None, init=False)

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._pieces)

    @property
    def truncated(self) -> bool:
        """Whether the limit of output tokens ended the reply."""
        return self._finish_reason == "length"

    def read(self, chunk: object) -> str:
        """Take a chunk in and return the text it adds, perhaps none.

        Only what is readable is taken in. Raises `UnusableReplyError`.
        """
        if not isinstance(chunk, ChatCompletionChunk):
            raise UnusableReplyError("a chunk is not what a chat consists of")
        self.usage = _usage(chunk.usage) or self.usage
        choices: object = chunk.choices or []
        if not isinstance(choices, list):
            raise UnusableReplyError("a chunk's choices are no list")
        return "".join(self._read_choice(choice) for choice in choices[:1])

    def finish(self) -> str:
        """Return the whole text; raises `UnusableReplyError` when the reply cannot be used."""
        if self._refused or self._finish_reason == "content_filter":
            raise UnusableReplyError("the model refused to answer")
        if self._finish_reason is None and self.begun:
            raise BrokenOffError("the reply ended before it was finished")
        if self._finish_reason is None:
            raise UnusableReplyError("what came is no reply")
        if not self.text.strip():
            raise UnusableReplyError("the reply is empty")
        return self.text

    def _read_choice(self, choice: object) -> str:
        if not isinstance(choice, Choice):
            raise UnusableReplyError("a chunk's choice is none")
        self._finish_reason = choice.finish_reason or self._finish_reason
        delta: object = choice.delta
        if not isinstance(delta, ChoiceDelta):
            return ""
        content: object = delta.content or ""
        if not isinstance(content, str):
            raise UnusableReplyError("a piece of the message is no text")
        self.begun = True
        self._refused = self._refused or bool(delta.refusal)
        piece = readable(content)
        self._pieces.append(piece)
        return piece


def _usage(reported: object) -> TokenUsage | None:
    details = getattr(reported, "prompt_tokens_details", None)
    prompt = getattr(reported, "prompt_tokens", None)
    completion = getattr(reported, "completion_tokens", None)
    cached = getattr(details, "cached_tokens", None) or 0
    if not (_is_count(prompt) and _is_count(completion) and _is_count(cached)):
        return None
    return TokenUsage(input_tokens=prompt, output_tokens=completion, cached_tokens=cached)


def _is_count(number: object) -> TypeGuard[int]:
    return isinstance(number, int) and 0 <= number <= _MOST_TOKENS
