"""What a language model is asked and what it returns."""

import re
from enum import StrEnum
from typing import Final

from attrs import field, frozen

from parlons.domain import fields
from parlons.domain.learning.catalogue import UnitReference
from parlons.domain.tutoring.usage import ModelCall, estimated_usage

COURSE_MODEL: Final = "course"
"""What stands for the model in replies of the course's own tutor, which is none."""


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
class CompletionRequest:
    """A chat to continue.

    `path_id` is the course the chat is about: a model reads of it in the messages, a tutor without
    a model looks its answer up there.
    """

    messages: tuple[ChatMessage, ...] = field(validator=fields.items(1, 1000))
    path_id: int
    max_output_tokens: int = field(default=600, validator=fields.between(1, 100_000))

    @property
    def question(self) -> str:
        """What the user said last."""
        spoken = [each.content for each in self.messages if each.role is ChatRole.USER]
        return spoken[-1] if spoken else ""

    def estimated_call(self, model: str, output_text: str = "") -> ModelCall:
        """A call that carried this request and brought `output_text`, its tokens estimated."""
        sent = "".join(message.content for message in self.messages)
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
