"""An end to replies that never end."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from socket import SHUT_RDWR
from threading import Timer

from attrs import define, field
from openai import Stream
from openai.types.chat import ChatCompletionChunk


@define
class Deadline:
    """Cuts a stream's connection after `seconds`, whether it flows, pauses or is silent.

    A read timeout cannot do that, because every keep-alive comment restarts it; nor can closing the
    stream from another thread, which does not wake its reader.
    """

    seconds: float
    passed: bool = field(default=False, init=False)

    @contextmanager
    def over(self, stream: Stream[ChatCompletionChunk]) -> Iterator[None]:
        """Watch the stream inside the block."""
        timer = Timer(self.seconds, self._cut, (stream,))
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _cut(self, stream: Stream[ChatCompletionChunk]) -> None:
        self.passed = True
        connection = stream.response.extensions["network_stream"].get_extra_info("socket")
        with suppress(OSError):  # closed in the meantime
            connection.shutdown(SHUT_RDWR)
