"""Dramatiq on RabbitMQ."""

from typing import Final

import dramatiq
import pika
from pika.adapters.utils.connection_workflow import AMQPConnectorException

from parlons.adapters.dispatch.dramatiq_dispatcher import DramatiqDispatcher
from parlons.adapters.dispatch.impatient_rabbitmq_broker import ImpatientRabbitmqBroker

_CONNECT_SECONDS: Final = 2.0
_BLOCKED_SECONDS: Final = 1.0
_HEARTBEAT_SECONDS: Final = 10
_NO_HEARTBEAT: Final = 0
_PRIORITIES: Final = 10


def rabbitmq_dispatcher(url: str, prefix: str) -> DramatiqDispatcher:
    """Carry messages by the server at an address, which confirms each; nothing is opened yet."""
    # Between two messages nobody would be there to keep up a heartbeat.
    sender = _broker(url, _NO_HEARTBEAT)
    return DramatiqDispatcher(
        sender,
        lambda: _broker(url, _HEARTBEAT_SECONDS),
        prefix,
        # What is raised where connecting takes too long is no `AMQPError`.
        failures=(pika.exceptions.AMQPError, AMQPConnectorException),
        check=_check,
        count=sender.count,
    )


def _broker(url: str, heartbeat: int) -> ImpatientRabbitmqBroker:
    broker = ImpatientRabbitmqBroker(middleware=[], confirm_delivery=True, max_priority=_PRIORITIES)
    parameters = pika.URLParameters(url)
    parameters.socket_timeout = _CONNECT_SECONDS
    parameters.stack_timeout = _CONNECT_SECONDS
    parameters.blocked_connection_timeout = _BLOCKED_SECONDS
    parameters.heartbeat = heartbeat
    parameters.connection_attempts = 1
    broker.parameters = parameters
    return broker


def _check(broker: dramatiq.Broker) -> None:
    """Declare the queues, or raise what the broker does."""
    if isinstance(broker, ImpatientRabbitmqBroker):
        broker.declare_all()
