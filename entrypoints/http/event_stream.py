"""A generator as a stream of server-sent events (HTML Living Standard, section 9.2)."""

from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Executor, Future, wait
from contextvars import copy_context
from typing import Any, Final, TypeAlias

from attrs import frozen


@frozen
class StreamPosition:
    """Tells whoever loses a stream before its first event after which number to go on."""

    number: int


@frozen
class Identified:
    """An event with an id that is no number; without an event only the id is sent."""

    id: str
    event: object = None


Written: TypeAlias = tuple[str, bytes, int | str | None]
"""An event's name, its data on one line, and its id where it has one of its own.

The id 0 is that of an event after which nobody can go on. No name means an id and no event.
"""

_END: Final = object()
_COMMENT: Final = b":\n\n"


class EventStream(Iterator[bytes]):
    """Sends events with their ids, and a comment whenever the next one is long in coming.

    The first comment comes at once, so that the response begins before the first event. The
    generator runs in the executor, in the context of whoever made the stream. It is closed when it
    ends and when the reader leaves: then at once, or after the step it is just taking; so one that
    may wait for long yields None now and then, which is no event. `ended` is called, in the same
    context, at the very end.
    """

    def __init__(
        self,
        events: Generator[object, None, None],
        write: Callable[[object], Written],
        *,
        executor: Executor,
        ended: Callable[[], None],
        heartbeat_seconds: float,
    ) -> None:
        self._events = events
        self._write = write
        self._executor = executor
        self._ended = ended
        self._heartbeat_seconds = heartbeat_seconds
        self._context = copy_context()
        self._step: Future[Any] | None = None
        self._count = 0
        self._opened = False
        self._closed = False

    def __next__(self) -> bytes:
        """Return the next event or comment."""
        if self._closed:
            raise StopIteration
        if not self._opened:
            self._opened = True
            return _COMMENT
        step = self._step or self._executor.submit(self._context.run, self._take_step)
        self._step = step
        if not wait([step], self._heartbeat_seconds).done:
            return _COMMENT
        self._step = None
        written = step.result()
        if written is _END:
            self.close()
            raise StopIteration
        return _COMMENT if written is None else self._line(*written)

    def _take_step(self) -> object:
        event = next(self._events, _END)
        if event is _END or event is None:
            return event
        if not isinstance(event, Identified):
            return self._write(event)
        name, data, _ = ("", b"", None) if event.event is None else self._write(event.event)
        return name, data, event.id

    def _line(self, name: str, data: bytes, id_: int | str | None) -> bytes:
        event = b"event: %b\ndata: %b\n\n" % (name.encode(), data)
        if name and id_ == 0:
            return event
        if id_ is None:
            self._count += 1
            id_ = self._count
        return b"id: %b\n%b" % (str(id_).encode(), event if name else b"\n")

    def close(self) -> None:
        """End the stream, whoever wants it: the generator, its reader or the server."""
        if self._closed:
            return
        self._closed = True
        if self._step is None:
            self._release()
        else:
            self._step.add_done_callback(lambda _: self._release())

    def _release(self) -> None:
        try:
            self._context.run(self._events.close)
        finally:
            self._context.run(self._ended)
