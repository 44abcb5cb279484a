"""The exam of our dispatchers."""

import socket

import pytest
from dramatiq.brokers.stub import StubBroker
from dramatiq.errors import ConnectionClosed
from tests.support.brokers import on_rabbitmq, on_redis
from tests.support.services import rabbitmq_url, redis_url

from parlons.adapters.dispatch.dramatiq_dispatcher import DramatiqDispatcher
from parlons.adapters.dispatch.in_memory_dispatcher import InMemoryDispatcher
from parlons.adapters.dispatch.rabbitmq_dispatcher import rabbitmq_dispatcher
from parlons.adapters.dispatch.redis_dispatcher import redis_dispatcher
from parlons.entrypoints.testing.contracts.dispatcher import DispatcherContract


@pytest.fixture
def nobody() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@pytest.fixture
def deaf():
    """A port where connections are taken, and nothing is ever said."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


class TestInMemoryDispatcher(DispatcherContract):
    keeps_a_backlog = False
    counts_what_waits = False

    @pytest.fixture
    def dispatcher(self):
        return InMemoryDispatcher()

    @pytest.fixture
    def unavailable(self):
        return InMemoryDispatcher(available=False)


class TestDispatcherInProcess(DispatcherContract):
    @pytest.fixture
    def dispatcher(self):
        return DramatiqDispatcher.in_process("parlons.")

    @pytest.fixture
    def unavailable(self):
        """Nothing in the process can be away; what Dramatiq raises is told in our words."""

        class BrokenBroker(StubBroker):
            def enqueue(self, message, *, delay=None):
                raise ConnectionClosed("away")

        def check(_broker):
            raise ConnectionClosed("away")

        broker = BrokenBroker(middleware=[])
        return DramatiqDispatcher(broker, StubBroker, "parlons.", check=check)


class TestDispatcherOnRabbitmq(DispatcherContract):
    knows_priorities = True

    @pytest.fixture
    def dispatcher(self, queue: str, other_queue: str):
        with on_rabbitmq(rabbitmq_url(), [queue, other_queue]) as dispatcher:
            yield dispatcher

    @pytest.fixture(params=["nobody", "deaf"])
    def unavailable(self, request: pytest.FixtureRequest):
        port = request.getfixturevalue(request.param)
        dispatcher = rabbitmq_dispatcher(f"amqp://guest:guest@127.0.0.1:{port}/%2F", "parlons.")
        yield dispatcher
        dispatcher.close()


class TestDispatcherOnRedis(DispatcherContract):
    @pytest.fixture
    def dispatcher(self):
        with on_redis(redis_url()) as dispatcher:
            yield dispatcher

    @pytest.fixture(params=["nobody", "deaf"])
    def unavailable(self, request: pytest.FixtureRequest):
        port = request.getfixturevalue(request.param)
        dispatcher = redis_dispatcher(f"redis://127.0.0.1:{port}/0", "parlons.")
        yield dispatcher
        dispatcher.close()
