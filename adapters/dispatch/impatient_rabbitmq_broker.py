"""A broker that does not wait for a server that has stalled."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any, Final

import pika
from dramatiq import Message, MessageProxy
from dramatiq.brokers.rabbitmq import RabbitmqBroker, _RabbitmqConsumer
from dramatiq.errors import ConnectionClosed

_ANSWER_SECONDS: Final = 5.0
_CLOSE_SECONDS: Final = 1.0


class ImpatientRabbitmqBroker(RabbitmqBroker):
    """Ends a connection on which the server has not answered for 5 seconds.

    pika would wait until a heartbeat is missed, which is noticed after up to half a minute, and
    where there are no heartbeats for ever.
    """

    def declare_all(self) -> None:
        """Make the queues that were declared, by a connection that is not kept.

        Raises `AMQPError`, `AMQPConnectorException` or `BrokerError`.
        """
        with self._impatience():
            for name in self.get_declared_queues():
                self.declare_queue(name, ensure=True)
            del self.connection

    def count(self, queue_name: str) -> int:
        """Count the messages that nobody has been given, of a queue that is made if need be.

        Raises `AMQPError` or `AMQPConnectorException`.
        """
        with self._impatience():
            try:
                return self._count(queue_name)
            except pika.exceptions.AMQPError:  # the connection may have ended since the last time
                del self.connection
                return self._count(queue_name)

    def enqueue(self, message: "Message[Any]", *, delay: int | None = None) -> "Message[Any]":
        with self._impatience():
            return super().enqueue(message, delay=delay)

    def close(self) -> None:
        with ExitStack() as stack:
            for connection in self.connections:
                stack.enter_context(_limited(connection, _CLOSE_SECONDS))
            super().close()

    @property
    def consumer_class(self) -> type[_RabbitmqConsumer]:
        return _ImpatientConsumer

    @RabbitmqBroker.connection.getter  # type: ignore[attr-defined, untyped-decorator]  # mypy knows no properties by halves
    def connection(self) -> Any:
        is_new = not hasattr(self.state, "connection")
        connection = super().connection
        if is_new and hasattr(self.state, "limits"):
            self.state.limits.enter_context(_limited(connection, _ANSWER_SECONDS))
        return connection

    def _count(self, queue_name: str) -> int:
        self.declare_queue(queue_name, ensure=True)
        declared = self._declare_queue(queue_name)  # type: ignore[no-untyped-call]  # it ships no types for this
        return int(declared.method.message_count)

    @contextmanager
    def _impatience(self) -> Iterator[None]:
        """Limit the connection of this thread, and those that are made in the block instead."""
        with ExitStack() as limits:
            if hasattr(self.state, "connection"):
                limits.enter_context(_limited(self.connection, _ANSWER_SECONDS))
            self.state.limits = limits
            try:
                yield
            finally:
                del self.state.limits


class _ImpatientConsumer(_RabbitmqConsumer):
    def ack(self, message: MessageProxy) -> None:
        with suppress(ConnectionClosed):  # the server delivers it again, and the store knows it
            super().ack(message)  # type: ignore[no-untyped-call]  # it ships no types for this

    def close(self) -> None:
        with _limited(self.connection, _CLOSE_SECONDS):
            super().close()  # type: ignore[no-untyped-call]  # it ships no types for this


@contextmanager
def _limited(connection: Any, seconds: float) -> Iterator[None]:
    """End a connection that is still being waited for after so long."""
    if not connection.is_open:
        yield
        return
    loop = connection._impl  # noqa: SLF001  # the only place where pika's waiting can be ended
    error = pika.exceptions.AMQPConnectionError(f"no answer for {seconds:g} s")
    timer = loop._adapter_call_later(seconds, lambda: loop._terminate_stream(error))  # noqa: SLF001
    try:
        yield
    finally:
        if connection.is_open:
            loop._adapter_remove_timeout(timer)  # noqa: SLF001
