"""The replies that are being made in this process."""

import time
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from contextvars import copy_context
from datetime import timedelta
from threading import Lock, Thread
from typing import Final, TypeAlias
from uuid import UUID

from attrs import define, field

from parlons.application.ports.id_generator import IIdGenerator
from parlons.application.ports.telemetry import ITelemetry, ReplyFailed
from parlons.application.tutoring.kept_replies import KeptReplies, KeptReply
from parlons.application.tutoring.live_reply import LiveReply, NumberedEvent, ReplyPosition
from parlons.domain.errors import ConflictError, NotFoundError, ParlonsError
from parlons.domain.spending.refusal import LimitReachedError
from parlons.domain.tutoring.question import TutorQuestion
from parlons.domain.tutoring.reply import TutorEvent, TutorReply

Events: TypeAlias = Generator[TutorEvent, None, None]
Reading: TypeAlias = Generator[NumberedEvent | ReplyPosition | None, None, None]

REPLIES_PER_USER: Final = 3

_TICK_SECONDS: Final = 2.0
_POLL_SECONDS: Final = 0.25
_GRACE_SECONDS: Final = 3.0
"""How long replies may go on once the process is told to stop; it is killed after eight."""

_BROKEN_OFF: Final = "the reply broke off and cannot be gone on with; ask again"
_SOON: Final = timedelta(seconds=5)


class TooManyRepliesError(LimitReachedError):
    """As many replies are being made for the user as may be, whether anybody reads them or not."""


class RepliesBusyError(ParlonsError):
    """No further reply can be begun in this process just now, whoever asks."""


@define
class LiveReplies:
    """A reply is made to its end, whoever stays to read it; so it is paid for once and kept.

    Each is made in a thread of its own, `per_user` of a user's and `capacity` in all at a time.
    Its reader may come back, here or in another process: there to a whole reply only.
    """

    kept: KeptReplies
    id_generator: IIdGenerator
    telemetry: ITelemetry
    per_user: int = REPLIES_PER_USER
    capacity: int = 48
    sleep: Callable[[float], None] = time.sleep
    seconds: Callable[[], float] = time.monotonic
    _making: dict[UUID, LiveReply] = field(factory=dict, init=False)
    _stop_at: float | None = field(default=None, init=False)
    _lock: Lock = field(factory=Lock, init=False)

    @property
    def under_way(self) -> int:
        """How many replies are being made."""
        return len(self._making)

    def begin(self, user_id: str, question: TutorQuestion, ask: Callable[[], Events]) -> LiveReply:
        """Begin to make a reply; raises `TooManyRepliesError`, `RepliesBusyError` or as `ask`."""
        reply = LiveReply(self.id_generator.new_id(), user_id, question)
        self._enter(reply)
        try:
            work = (self._make, reply, ask())
            Thread(target=copy_context().run, args=work, name="reply").start()
        except BaseException:
            self._leave(reply)
            raise
        return reply

    def read(self, reply: LiveReply, after: int = 0) -> Reading:
        """Yield where the reader is, events as they come, and None every two seconds without."""
        yield ReplyPosition(reply.id, after)
        while not reply.is_left:
            was_over = reply.is_over
            fresh = reply.after(after, _TICK_SECONDS)
            if fresh:
                yield from _numbered(reply.id, fresh, after)
                after += len(fresh)
            elif was_over:
                return
            else:
                yield None

    def go_on(self, user_id: str, question: TutorQuestion, position: ReplyPosition) -> Reading:
        """Yield like `read` what comes after a position.

        Raises at once `NotFoundError` where the user has no such reply, and `ConflictError` where
        it is the reply to another question.
        """
        live = self._making.get(position.reply_id)
        found = live or self.kept.find(position.reply_id)
        if found is None or found.user_id != user_id:
            raise NotFoundError(f"there is no reply {position.reply_id}, or not any more")
        if found.question != question:
            raise ConflictError(f"{position.reply_id} is the reply to another question")
        if isinstance(found, LiveReply):
            return self.read(found, position.number)
        return self._read_kept(found, position)

    def close(self) -> None:
        """Begin nothing any more, and in a few seconds end what is not over by then.

        Readers stay that long: a server that nobody reads from any more may end at once.
        """
        with self._lock:
            if self._stop_at is not None:
                return
            self._stop_at = self.seconds() + _GRACE_SECONDS
        Thread(target=self._send_away, name="send-away", daemon=True).start()

    def _send_away(self) -> None:
        self.sleep(_GRACE_SECONDS)
        with self._lock:
            making = [*self._making.values()]
        for reply in making:
            reply.send_away()

    def _read_kept(self, found: KeptReply | None, position: ReplyPosition) -> Reading:
        """Wait for a reply that another process makes."""
        while found is not None:
            if found.whole is not None:
                fresh = found.events[position.number :]
                yield from _numbered(position.reply_id, fresh, position.number)
                return
            if self._stop_at is not None:
                return
            yield None
            self.sleep(_POLL_SECONDS)
            found = self.kept.find(position.reply_id)
        raise NotFoundError(_BROKEN_OFF)

    def _make(self, reply: LiveReply, events: Events) -> None:
        end: TutorReply | Exception = NotFoundError(_BROKEN_OFF)
        try:
            self.kept.announce(reply)
            end = self._made(reply, events)
            self.kept.keep(reply, end)  # before anybody can know that it is over
        except Exception as error:  # noqa: BLE001  # raised where the reply is read
            end = error
            self.kept.forget(reply.id)
            if not isinstance(error, ParlonsError):
                self.telemetry.record(ReplyFailed(reason=type(error).__name__))
        finally:
            self._leave(reply)
            reply.end(end)

    def _made(self, reply: LiveReply, events: Events) -> TutorReply:
        """Show all pieces and return the whole, which is shown when it is kept."""
        with closing(events):
            for event in events:
                if isinstance(event, TutorReply):
                    return event
                reply.add(event)
                if self._stop_at is not None and self.seconds() >= self._stop_at:
                    break
        raise NotFoundError(_BROKEN_OFF)

    def _enter(self, reply: LiveReply) -> None:
        with self._lock:
            theirs = [each for each in self._making.values() if each.user_id == reply.user_id]
            if len(theirs) >= self.per_user:
                message = f"{self.per_user} replies are being made for you; wait for one to end"
                raise TooManyRepliesError(message, _SOON)
            if len(self._making) >= self.capacity or self._stop_at is not None:
                raise RepliesBusyError("too many replies are being made; try again soon")
            self._making[reply.id] = reply

    def _leave(self, reply: LiveReply) -> None:
        with self._lock:
            del self._making[reply.id]


def _numbered(
    reply_id: UUID, events: Sequence[TutorEvent], after: int
) -> Generator[NumberedEvent, None, None]:
    for number, event in enumerate(events, after + 1):
        yield NumberedEvent(ReplyPosition(reply_id, number), event)
