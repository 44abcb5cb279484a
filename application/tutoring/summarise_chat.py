"""Have a conversation summarised."""

from enum import StrEnum
from typing import ClassVar, Final

from attrs import define, field, frozen
from attrs.validators import optional

from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.application.tutoring.structured.summarise_conversation import SummariseConversation
from parlons.application.tutoring.structured_tutor import Making, StructuredTutor
from parlons.application.tutoring.tutor_task import path_of
from parlons.domain import fields
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal
from parlons.domain.tutoring.completion import ChatMessage, ChatRole
from parlons.domain.tutoring.structured.conversation_summary import ConversationSummary


class Speaker(StrEnum):
    """Who says something."""

    LEARNER = "learner"
    TUTOR = "tutor"


_ROLES: Final = {Speaker.LEARNER: ChatRole.USER, Speaker.TUTOR: ChatRole.ASSISTANT}


@frozen(kw_only=True)
class Turn:
    """One message of a conversation."""

    speaker: Speaker
    text: str = field(validator=fields.text(4000))


@frozen(kw_only=True)
class Chat:
    """A conversation about the course of `path_id`, by default the first one published.

    `language` of the summary is by default the course's own.
    """

    turns: tuple[Turn, ...] = field(validator=fields.items(1, 200))
    path_id: int | None = None
    language: str | None = field(default=None, validator=optional(fields.language_tag()))


@frozen(kw_only=True)
class SummarisedChat:
    """A summary, or a text where the tutor kept to no form, and how it was made."""

    summary: ConversationSummary | None
    text: str | None
    made: Making


@define
class SummariseChat:
    """Nothing of the conversation is kept."""

    permission: ClassVar = Permission.ASK_TUTOR

    unit_of_work: IUnitOfWork
    tutor: StructuredTutor

    def __call__(self, principal: Principal, chat: Chat) -> SummarisedChat:
        """Raises `NotFoundError`, and what `StructuredTutor.reply` raises."""
        principal.require(self.permission)
        path = path_of(self.unit_of_work, chat.path_id)
        task = SummariseConversation(
            path=path,
            language=chat.language or path.source_language,
            messages=tuple(ChatMessage(_ROLES[each.speaker], each.text) for each in chat.turns),
        )
        reply, made = self.tutor.reply(principal, task)
        return SummarisedChat(summary=reply.value, text=reply.text, made=made)
