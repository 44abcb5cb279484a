"""Replies that readers can come back to, in whichever process."""

import json
from typing import Final
from uuid import UUID

from attrs import define, frozen

from parlons.application.ports.cache_service import CacheUnavailableError, ICacheService
from parlons.application.ports.codec import ICodec, InvalidDocumentError
from parlons.application.ports.telemetry import CacheFailed, ITelemetry
from parlons.application.tutoring.live_reply import LiveReply
from parlons.domain.tutoring.completion import TextDelta
from parlons.domain.tutoring.question import TutorQuestion
from parlons.domain.tutoring.reply import ReplyRestarted, TutorEvent, TutorReply

TTL_SECONDS: Final = 600.0
"""How long a whole reply can be come back to."""


@frozen
class KeptPiece:
    """The next text of a reply, or the reason for which it began anew."""

    text: str
    restarts: bool = False

    @classmethod
    def of(cls, event: TutorEvent) -> "KeptPiece":
        """Write a piece of a reply, which is not the whole one, down."""
        if isinstance(event, ReplyRestarted):
            return cls(event.reason, restarts=True)
        return cls(event.text)

    @property
    def event(self) -> TutorEvent:
        """The event that was written down."""
        return ReplyRestarted(self.text) if self.restarts else TextDelta(self.text)


@frozen(kw_only=True)
class KeptReply:
    """A reply and whose it is; `whole` is None while it is made, and there are no `pieces` yet."""

    user_id: str
    question: TutorQuestion
    pieces: tuple[KeptPiece, ...] = ()
    whole: TutorReply | None = None

    @property
    def events(self) -> tuple[TutorEvent, ...]:
        """All there is to be read, in order."""
        last = () if self.whole is None else (self.whole,)
        return (*(piece.event for piece in self.pieces), *last)


@define
class KeptReplies:
    """Keeps whole replies in the cache, and says there which are being made.

    A reply can be in the making for `longest_seconds`. A cache that fails is one that is empty.
    """

    cache: ICacheService
    codec: ICodec
    telemetry: ITelemetry
    longest_seconds: float

    def announce(self, reply: LiveReply) -> None:
        """Say that a reply is being made."""
        self._keep(reply.id, KeptReply(user_id=reply.user_id, question=reply.question))

    def keep(self, reply: LiveReply, whole: TutorReply) -> None:
        """Keep the reply that has been announced, with its last event."""
        pieces = tuple(map(KeptPiece.of, reply.events))
        kept = KeptReply(user_id=reply.user_id, question=reply.question, pieces=pieces, whole=whole)
        self._keep(reply.id, kept)

    def forget(self, reply_id: UUID) -> None:
        """Say that a reply will never be whole."""
        try:
            self.cache.delete(_key(reply_id))
        except CacheUnavailableError as error:
            self.telemetry.record(CacheFailed(reason=str(error)))

    def find(self, reply_id: UUID) -> KeptReply | None:
        """Return what is known of a reply, or None."""
        try:
            kept = self.cache.get(_key(reply_id))
            return None if kept is None else self.codec.decode(json.loads(kept), KeptReply)
        except CacheUnavailableError as error:
            reason = str(error)
        except (InvalidDocumentError, ValueError, RecursionError) as error:
            reason = f"a kept reply cannot be read: {type(error).__name__}"
        self.telemetry.record(CacheFailed(reason=reason))
        return None

    def _keep(self, reply_id: UUID, kept: KeptReply) -> None:
        value = json.dumps(self.codec.encode(kept)).encode()
        seconds = self.longest_seconds if kept.whole is None else TTL_SECONDS
        try:
            self.cache.set(_key(reply_id), value, seconds)
        except CacheUnavailableError as error:
            self.telemetry.record(CacheFailed(reason=str(error)))


def _key(reply_id: UUID) -> str:
    return f"reply:{reply_id}"
