"""What a language model is asked and what it returns."""

import json
import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from attrs import field, frozen

from parlons.domain import fields
from parlons.domain.learning.catalogue import UnitReference
from parlons.domain.tutoring.usage import ModelCall, TokenUsage, estimated_usage

COURSE_MODEL: Final = "course"
"""What stands for the model in replies of the course's own tutor, which is none."""


_AROUND_MESSAGE: Final = 16

# Every control character but tab, newline and carriage return, and halves of surrogate pairs.
_UNREADABLE: Final = re.compile(r"[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\uD800-\uDFFF]")


def readable(text: str) -> str:
    """Leave out of a model's text what neither databases nor terminals take."""
    return _UNREADABLE.sub("", text)


class ChatRole(StrEnum):
    """Who speaks."""

    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"


@frozen
class ChatMessage:
    """One turn of a chat."""

    role: ChatRole
    content: str


@frozen(kw_only=True)
class ReplySchema:
    """The JSON Schema (2020-12) that a reply is to follow, and a name for it."""

    name: str = field(validator=fields.slug())
    schema: Mapping[str, Any]


@frozen(kw_only=True)
class CompletionRequest:
    """A chat to continue.

    `path_id` is the course the chat is about: a model reads of it in the messages, a tutor without
    a model looks its answer up there. Where there is a `reply_schema`, the reply is to be JSON.
    """

    messages: tuple[ChatMessage, ...] = field(validator=fields.items(1, 1000))
    path_id: int
    max_output_tokens: int = field(default=600, validator=fields.between(1, 100_000))
    reply_schema: ReplySchema | None = None

    @property
    def question(self) -> str:
        """What the user said last."""
        spoken = [each.content for each in self.messages if each.role is ChatRole.USER]
        return spoken[-1] if spoken else ""

    @property
    def _schema_text(self) -> str:
        return "" if self.reply_schema is None else json.dumps(self.reply_schema.schema)

    @property
    def worst_usage(self) -> TokenUsage:
        """The most tokens that it can take.

        A token is at least a byte of text, and around a message there are few; 16 is more than the
        3 or 4 of OpenAI's chat format, which is counted in its cookbook.
        """
        sent = sum(len(each.content.encode()) + _AROUND_MESSAGE for each in self.messages)
        sent += len(self._schema_text.encode())
        return TokenUsage(input_tokens=sent, output_tokens=self.max_output_tokens, estimated=True)

    def estimated_call(self, model: str, output_text: str = "") -> ModelCall:
        """A call that carried this request and brought `output_text`, its tokens estimated."""
        sent = "".join(message.content for message in self.messages) + self._schema_text
        return ModelCall(model=model, usage=estimated_usage(sent, output_text))


@frozen(kw_only=True)
class Completion:
    """A whole reply; `truncated` when the limit of output tokens cut it short.

    `answered` is False where the reply says only that the course does not hold the answer. A model
    does not tell, and counts as having answered.
    """

    text: str
    call: ModelCall
    references: tuple[UnitReference, ...] = ()
    truncated: bool = False
    answered: bool = True


@frozen
class TextDelta:
    """The next piece of a streamed reply."""

    text: str
