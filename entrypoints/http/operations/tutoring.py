"""Asking the tutor."""

from collections.abc import Generator
from contextlib import closing
from typing import Final
from uuid import UUID

from attrs import field, frozen
from attrs.validators import optional

from parlons.application.tutoring.ask_opinion import AskOpinion, SecondOpinion
from parlons.application.tutoring.ask_tutor import AskTutor
from parlons.application.tutoring.explain_mistake import (
    ExplainedMistake,
    ExplainMistake,
    MistakeQuestion,
)
from parlons.application.tutoring.follow_tutor_reply import FollowTutorReply
from parlons.application.tutoring.live_replies import Reading, RepliesBusyError
from parlons.application.tutoring.live_reply import NumberedEvent, ReplyPosition
from parlons.application.tutoring.suggest_exercises import (
    SuggestedExercises,
    SuggestExercises,
    SuggestionsQuestion,
)
from parlons.application.tutoring.summarise_chat import Chat, SummariseChat, SummarisedChat
from parlons.domain import fields
from parlons.domain.tutoring.completion import TextDelta
from parlons.domain.tutoring.question import TutorQuestion
from parlons.domain.tutoring.reply import ReplyRestarted, TutorReply
from parlons.entrypoints.http.admission import Cap
from parlons.entrypoints.http.call import Call
from parlons.entrypoints.http.event_stream import Identified
from parlons.entrypoints.http.operation import operation
from parlons.entrypoints.http.problem import (
    CONFLICT,
    NOT_FOUND,
    RETRY_SOON,
    UNAVAILABLE,
    Refusal,
)

_QUESTION: Final = {"text": "How do you say good evening in French?"}

_REPLY_EVENT: Final = fields.Pattern(
    r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}:[0-9]{1,9}", "must be the id of an event of a reply"
)


@frozen(kw_only=True)
class ReplyHeaders:
    """`Last-Event-ID` is the id of the last event of a reply that you have begun to read.

    With it the same question is not asked again: what comes after that event is sent, for ten
    minutes from the reply's end. By another of the server's processes it is sent once it is whole.
    """

    last_event_id: str | None = field(default=None, validator=optional(_REPLY_EVENT))

    @property
    def position(self) -> ReplyPosition | None:
        """Where the caller is in which reply."""
        if self.last_event_id is None:
            return None
        reply_id, _, number = self.last_event_id.partition(":")
        return ReplyPosition(UUID(reply_id), int(number))


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
    use_case=FollowTutorReply,
    events={TextDelta: "delta", ReplyRestarted: "restart", TutorReply: "reply"},
    example=_QUESTION,
    problems=(NOT_FOUND, CONFLICT),
    cap=Cap.QUESTIONS,
)
def stream_tutor_reply(
    call: Call, body: TutorQuestion, headers: ReplyHeaders
) -> Generator[Identified | None, None, None]:
    """Ask the tutor and read the reply while it is made, as server-sent events.

    `delta` is the next piece of text; `restart` voids all pieces so far; `reply` comes last and is
    the whole reply. A bare id comes first, so that a stream that breaks off even before its first
    event can be gone on with. The reply is made, and charged, to its end, whether or not it is
    read; until then it counts as one of those that you may have open at once.
    """
    follow = call.container.follow_tutor_reply()
    try:
        events = follow(call.principal, body, headers.position)
    except RepliesBusyError as error:
        raise Refusal(UNAVAILABLE, str(error), headers=RETRY_SOON) from error
    return _identified(events)


@operation(
    "POST",
    "/api/lessons/{lessonId}/explain-mistake",
    use_case=ExplainMistake,
    example={"attemptId": "01890a5d-ac96-774b-bcce-b302099a8057"},
    cap=Cap.QUESTIONS,
)
def explain_mistake(call: Call, lesson_id: int, body: MistakeQuestion) -> ExplainedMistake:
    """Have one of your answers in a lesson explained.

    `made` says how: without a model, the explanation is that of the grade.
    """
    return call.container.explain_mistake()(call.principal, lesson_id, body)


@operation(
    "POST",
    "/api/lessons/{lessonId}/suggest-exercises",
    use_case=SuggestExercises,
    example={"count": 5},
    cap=Cap.QUESTIONS,
)
def suggest_exercises(call: Call, lesson_id: int, body: SuggestionsQuestion) -> SuggestedExercises:
    """Get exercises for what you got wrong in a lesson lately, each with what is right.

    Nothing of them is kept. Without a model they are exercises of the lesson.
    """
    return call.container.suggest_exercises()(call.principal, lesson_id, body)


@operation(
    "POST",
    "/api/attempts/{attemptId}/opinion",
    use_case=AskOpinion,
    cap=Cap.QUESTIONS,
)
def ask_opinion(call: Call, attempt_id: UUID) -> SecondOpinion:
    """Ask the tutor whether one of your answers deserved to count.

    It changes no grade; report the answer to have an educator decide.
    """
    return call.container.ask_opinion()(call.principal, attempt_id)


@operation(
    "POST",
    "/api/tutor/summary",
    use_case=SummariseChat,
    example={"turns": [{"speaker": "learner", "text": "When do I say bonsoir?"}]},
    problems=(NOT_FOUND,),
    cap=Cap.QUESTIONS,
)
def summarise_chat(call: Call, body: Chat) -> SummarisedChat:
    """Have a conversation summarised, and its topics named; nothing of it is kept."""
    return call.container.summarise_chat()(call.principal, body)


def _identified(events: Reading) -> Generator[Identified | None, None, None]:
    with closing(events):
        for each in events:
            match each:
                case ReplyPosition():
                    yield Identified(_id(each))
                case NumberedEvent(position, event):
                    yield Identified(_id(position), event)
                case None:
                    yield None


def _id(position: ReplyPosition) -> str:
    return f"{position.reply_id}:{position.number}"
