"""Dramatiq on Redis."""

from collections.abc import Iterable
from contextlib import suppress
from typing import Any, Final

import dramatiq
import redis
from dramatiq.brokers.redis import RedisBroker, _RedisConsumer
from dramatiq.errors import ConnectionClosed

from parlons.adapters.dispatch.dramatiq_dispatcher import DramatiqDispatcher

_HEARTBEAT_MS: Final = 15_000
_EVERY_TIME: Final = 1_000_000
_IDLE_MS: Final = 50
_SECONDS: Final = 2.0


def redis_dispatcher(url: str, prefix: str) -> DramatiqDispatcher:
    """Carry messages by the server at an address; nothing is opened yet.

    What a worker that died had is taken from it after 15 seconds. By default Dramatiq looks at
    random, now and then, and was seen to take five minutes.
    """
    sender = _broker(url, prefix)
    return DramatiqDispatcher(
        sender,
        lambda: _broker(url, prefix),
        prefix,
        failures=(redis.RedisError,),
        check=_check,
        count=sender.count,
        idle_ms=_IDLE_MS,
    )


class _Broker(RedisBroker):
    """Closes its connections; Dramatiq leaves them to whoever made the client."""

    @property
    def consumer_class(self) -> type[_RedisConsumer]:
        return _Consumer

    def count(self, queue_name: str) -> int:
        """Count the messages that nobody has fetched."""
        return int(self.client.llen(f"{self.namespace}:{queue_name}"))

    def close(self) -> None:
        self.client.close()


class _Consumer(_RedisConsumer):
    """Does not wait for a server that is away to hear what was done, or was not begun.

    It hears of it from the next worker, who gets those items 15 seconds after the end of this one;
    what was done the store knows.
    """

    def ack(self, message: dramatiq.MessageProxy) -> None:
        with suppress(ConnectionClosed):
            super().ack(message)  # type: ignore[no-untyped-call]  # it ships no types for this

    def requeue(self, messages: Iterable[dramatiq.MessageProxy]) -> None:
        with suppress(redis.ConnectionError):
            super().requeue(messages)  # type: ignore[no-untyped-call]  # it ships no types for this


class _Client(redis.Redis):
    """Tells of a server that has stalled as Dramatiq expects it: as of one that is away."""

    def execute_command(self, *args: Any, **options: Any) -> Any:
        try:
            return super().execute_command(*args, **options)  # type: ignore[no-untyped-call]  # as redis-py has it
        except redis.TimeoutError as error:
            raise redis.ConnectionError(str(error)) from error


def _broker(url: str, prefix: str) -> _Broker:
    client = _Client.from_url(
        url, socket_timeout=_SECONDS, socket_connect_timeout=_SECONDS, retry=None
    )
    return _Broker(  # type: ignore[no-untyped-call]  # it ships no types for this
        client=client,
        middleware=[],
        namespace=f"{prefix}dramatiq",
        heartbeat_timeout=_HEARTBEAT_MS,
        maintenance_chance=_EVERY_TIME,
    )


def _check(broker: dramatiq.Broker) -> None:
    """Ask the server something, or raise a `RedisError`."""
    if isinstance(broker, RedisBroker):
        broker.client.ping()
