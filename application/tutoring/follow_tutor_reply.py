"""Ask the tutor and read the reply while it is made, also after an interruption."""

from functools import partial
from typing import ClassVar, Final

from attrs import define

from parlons.application.tutoring.live_replies import LiveReplies, Reading
from parlons.application.tutoring.live_reply import ReplyPosition
from parlons.application.tutoring.stream_tutor_reply import StreamTutorReply
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal
from parlons.domain.tutoring.question import TutorQuestion

FIRST_SECONDS: Final = 2.0
"""How long the first event is awaited, so that what is refused is raised at once."""


@define
class FollowTutorReply:
    """The same reply as `AskTutor` gives, in pieces that outlive their reader.

    Whoever leaves is charged for the whole reply, may come back to it for ten minutes, and finds
    it in the answer cache after that.
    """

    permission: ClassVar = Permission.ASK_TUTOR

    stream: StreamTutorReply
    replies: LiveReplies

    def __call__(
        self, principal: Principal, question: TutorQuestion, after: ReplyPosition | None = None
    ) -> Reading:
        """Yield the reply from its beginning, or what comes `after` a position in one asked before.

        The position comes first; None comes every two seconds in which nothing else does. Raises at
        once what `AskTutor` raises, unless that takes long, and what `LiveReplies` raises.
        """
        principal.require(self.permission)
        if after is not None:
            return self.replies.go_on(principal.user_id, question, after)
        ask = partial(self.stream, principal, question)
        reply = self.replies.begin(principal.user_id, question, ask)
        reply.after(0, FIRST_SECONDS)
        return self.replies.read(reply)
