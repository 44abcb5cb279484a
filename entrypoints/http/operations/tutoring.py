"""Asking the tutor."""

from collections.abc import Generator
from typing import Final

from parlons.application.tutoring.ask_tutor import AskTutor
from parlons.application.tutoring.stream_tutor_reply import StreamTutorReply
from parlons.domain.tutoring.completion import TextDelta
from parlons.domain.tutoring.question import TutorQuestion
from parlons.domain.tutoring.reply import ReplyRestarted, TutorEvent, TutorReply
from parlons.entrypoints.http.admission import Cap
from parlons.entrypoints.http.call import Call
from parlons.entrypoints.http.operation import operation
from parlons.entrypoints.http.problem import NOT_FOUND

_QUESTION: Final = {"text": "How do you say good evening in French?"}


@operation(
    "POST",
    "/api/tutor/messages",
    use_case=AskTutor,
    example=_QUESTION,
    problems=(NOT_FOUND,),
    cap=Cap.QUESTIONS,
)
def ask_tutor(call: Call, body: TutorQuestion) -> TutorReply:
    """Ask the tutor and get the whole reply, with how it was made."""
    return call.container.ask_tutor()(call.principal, body)


@operation(
    "POST",
    "/api/tutor/messages/stream",
    use_case=StreamTutorReply,
    events={TextDelta: "delta", ReplyRestarted: "restart", TutorReply: "reply"},
    example=_QUESTION,
    problems=(NOT_FOUND,),
    cap=Cap.QUESTIONS,
)
def stream_tutor_reply(call: Call, body: TutorQuestion) -> Generator[TutorEvent, None, None]:
    """Ask the tutor and read the reply while it is made, as server-sent events.

    `delta` is the next piece of text; `restart` voids all pieces so far; `reply` comes last and is
    the whole reply. A reader that leaves ends the reply.
    """
    return call.container.stream_tutor_reply()(call.principal, body)
