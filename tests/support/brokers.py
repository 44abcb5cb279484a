"""Dispatchers on real brokers, which keep nothing of the tests afterwards."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final
from uuid import uuid4

import pika
import redis

from parlons.adapters.dispatch.dramatiq_dispatcher import DramatiqDispatcher
from parlons.adapters.dispatch.rabbitmq_dispatcher import rabbitmq_dispatcher
from parlons.adapters.dispatch.redis_dispatcher import redis_dispatcher

_KINDS: Final = ("", ".DQ", ".XQ")


@contextmanager
def on_rabbitmq(
    server: str, queues: Iterable[str], *, by: str | None = None
) -> Iterator[DramatiqDispatcher]:
    """Carry some queues by a server, at the address `by` where that is another."""
    prefix = f"parlons-test-{uuid4().hex}."
    dispatcher = rabbitmq_dispatcher(by or server, prefix)
    try:
        yield dispatcher
    finally:
        dispatcher.close()
        delete_queues(server, [prefix + queue for queue in queues])


@contextmanager
def on_redis(server: str, *, by: str | None = None) -> Iterator[DramatiqDispatcher]:
    """Carry queues by a server, at the address `by` where that is another."""
    prefix = f"parlons-test-{uuid4().hex}."
    dispatcher = redis_dispatcher(by or server, prefix)
    try:
        yield dispatcher
    finally:
        dispatcher.close()
        delete_keys(server, prefix)


def delete_queues(server: str, names: Iterable[str]) -> None:
    """Delete queues of RabbitMQ as Dramatiq makes them; those that are not there do no harm."""
    with pika.BlockingConnection(pika.URLParameters(server)) as connection:
        channel = connection.channel()
        for name in names:
            for kind in _KINDS:
                channel.queue_delete(name + kind)


def delete_keys(server: str, prefix: str) -> None:
    """Delete what Redis keeps under names that begin like this."""
    with redis.Redis.from_url(server) as client:
        for key in client.scan_iter(f"{prefix}*"):
            client.delete(key)
