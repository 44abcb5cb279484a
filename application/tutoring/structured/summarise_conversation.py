"""Summarise a conversation."""

from collections.abc import Iterator
from typing import ClassVar, Final

from attrs import frozen

from parlons.application.tutoring.structured.brief import brief
from parlons.application.tutoring.structured.structured_task import StructuredTask
from parlons.domain.learning.catalogue import PathSummary
from parlons.domain.tutoring.completion import ChatMessage, ChatRole, CompletionRequest, readable
from parlons.domain.tutoring.structured.conversation_summary import ConversationSummary

_TASK: Final = (
    "Summarise the conversation between the learner and the tutor in `summary`, in at most 120"
    " words, and name up to ten topics of it in `topics`, each in at most five words."
)
_LIMIT: Final = 400
_SHOWN: Final = 60
_LONGEST_SHOWN: Final = 300
_LONGEST: Final = 2000
_NOTHING: Final = "Nothing was asked."


@frozen(kw_only=True)
class SummariseConversation(StructuredTask[ConversationSummary]):
    """The last 60 messages; without a model, the learner's own questions in their order."""

    NAME: ClassVar[str] = "summarise"
    TYPE: ClassVar[type[ConversationSummary]] = ConversationSummary
    PROSE_SERVES: ClassVar[bool] = True

    path: PathSummary
    language: str
    messages: tuple[ChatMessage, ...]

    def request(self) -> CompletionRequest:
        turns = [
            {"role": each.role, "text": each.content}
            for each in self.messages[-_SHOWN:]
            if each.role is not ChatRole.SYSTEM
        ]
        return brief(self.path, self.language, _TASK, {"conversation": turns}, _LIMIT)

    def fallback(self) -> ConversationSummary:
        text = " · ".join(self._questions())[:_LONGEST].strip()
        return ConversationSummary(summary=text or _NOTHING)

    def _questions(self) -> Iterator[str]:
        for message in self.messages:
            text = " ".join(readable(message.content).split())
            if message.role is ChatRole.USER and text:
                yield text[:_LONGEST_SHOWN]
