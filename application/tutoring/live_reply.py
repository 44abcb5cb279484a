"""One reply while it is made, and whoever waits for it."""

from collections.abc import Sequence
from threading import Condition
from uuid import UUID

from attrs import define, field, frozen

from parlons.domain.tutoring.question import TutorQuestion
from parlons.domain.tutoring.reply import TutorEvent, TutorReply


@frozen
class ReplyPosition:
    """After which event of a reply somebody goes on reading; the first event is number 1."""

    reply_id: UUID
    number: int


@frozen
class NumberedEvent:
    """An event of a reply, and the position behind it."""

    position: ReplyPosition
    event: TutorEvent


@define(eq=False)
class LiveReply:
    """The events so far. Any number of readers may wait for more, each for itself."""

    id: UUID
    user_id: str
    question: TutorQuestion
    events: list[TutorEvent] = field(factory=list, init=False)
    is_over: bool = field(default=False, init=False)
    is_left: bool = field(default=False, init=False)
    _error: Exception | None = field(default=None, init=False)
    _changed: Condition = field(factory=Condition, init=False)

    def add(self, event: TutorEvent) -> None:
        """Show the next event."""
        with self._changed:
            self.events.append(event)
            self._changed.notify_all()

    def end(self, end: TutorReply | Exception) -> None:
        """Show the last event, or the error that comes in its place."""
        with self._changed:
            if isinstance(end, TutorReply):
                self.events.append(end)
            else:
                self._error = end
            self.is_over = True
            self._changed.notify_all()

    def send_away(self) -> None:
        """Let nobody wait here any longer; the reply itself goes on."""
        with self._changed:
            self.is_left = True
            self._changed.notify_all()

    def after(self, number: int, seconds: float) -> Sequence[TutorEvent]:
        """Return the events after a number as soon as there are any, or none after so long.

        Returns at once where there will be no more; raises the error that came in place of them.
        """
        with self._changed:
            self._changed.wait_for(
                lambda: len(self.events) > number or self.is_over or self.is_left, timeout=seconds
            )
            fresh = self.events[number:]
        if not fresh and self._error is not None:
            raise self._error
        return fresh
