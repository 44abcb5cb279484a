"""The way to a broker is cut, or stalls, and is restored."""

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from threading import Event
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import pytest
from attrs import frozen
from tests.support.brokers import on_rabbitmq, on_redis
from tests.support.services import rabbitmq_url, redis_url
from tests.support.tcp_proxy import TcpProxy, proxy_to

from parlons.adapters.dispatch.dramatiq_dispatcher import DramatiqDispatcher
from parlons.application.ports.dispatcher import BrokerUnavailableError
from parlons.entrypoints.testing.received import PATIENCE, Received

QUEUES = ("letters", "parcels")
CUT_SECONDS = 3.0
STALLED_SECONDS = 12.0
ENDED_SECONDS = 8.0


@frozen
class Road:
    """A dispatcher and the way to its broker."""

    dispatcher: DramatiqDispatcher
    way: TcpProxy

    def send(self, queue: str = QUEUES[0]) -> UUID:
        item = uuid4()
        self.dispatcher.send(item, queue, 0)
        return item

    def receive(self, received: Received, threads: int = 2) -> AbstractContextManager[None]:
        return self.dispatcher.receive(QUEUES, received, threads)


@pytest.fixture
def way(request: pytest.FixtureRequest) -> Iterator[TcpProxy]:
    server = urlsplit(request.getfixturevalue("server"))
    with proxy_to(str(server.hostname), int(server.port)) as proxy:
        yield proxy


@pytest.fixture(params=[rabbitmq_url, redis_url], ids=["rabbitmq", "redis"])
def server(request: pytest.FixtureRequest) -> str:
    return request.param()


@pytest.fixture
def road(server: str, way: TcpProxy) -> Iterator[Road]:
    by = server.replace(str(urlsplit(server).port), str(way.port), 1)
    if server.startswith("amqp"):
        dispatchers = on_rabbitmq(server, QUEUES, by=by)
    else:
        dispatchers = on_redis(server, by=by)
    with dispatchers as dispatcher:
        yield Road(dispatcher, way)


def assert_refused(road: Road, seconds: float) -> None:
    began = time.monotonic()
    with pytest.raises(BrokerUnavailableError):
        road.send()
    assert time.monotonic() - began < seconds


@pytest.mark.parametrize("before", [0, 1])
def test_who_sends_hears_soon_that_the_way_is_cut(road: Road, before: int):
    for _ in range(before):
        road.send()
    road.way.cut()
    assert_refused(road, CUT_SECONDS)
    assert_refused(road, CUT_SECONDS)


def test_who_counts_hears_soon_that_the_way_is_cut_and_counts_once_it_is_restored(road: Road):
    road.send()
    assert road.dispatcher.waiting(QUEUES[0]) == 1
    road.way.cut()
    began = time.monotonic()
    with pytest.raises(BrokerUnavailableError):
        road.dispatcher.waiting(QUEUES[0])
    assert time.monotonic() - began < CUT_SECONDS
    road.way.restore()
    assert road.dispatcher.waiting(QUEUES[0]) == 1


def test_a_connection_that_ended_unnoticed_keeps_nobody_from_counting(road: Road):
    road.send()
    road.way.cut()
    road.way.restore()
    assert road.dispatcher.waiting(QUEUES[0]) == 1


@pytest.mark.slow
def test_who_counts_is_not_held_by_a_broker_that_stalls(road: Road):
    road.send()
    road.way.stall()
    began = time.monotonic()
    with pytest.raises(BrokerUnavailableError):
        road.dispatcher.waiting(QUEUES[0])
    assert time.monotonic() - began < STALLED_SECONDS
    road.way.restore()
    assert road.dispatcher.waiting(QUEUES[0]) == 1


@pytest.mark.slow
@pytest.mark.parametrize("before", [0, 1])
def test_who_sends_is_not_held_by_a_broker_that_stalls(road: Road, before: int):
    for _ in range(before):
        road.send()
    road.way.stall()
    assert_refused(road, STALLED_SECONDS)
    assert_refused(road, CUT_SECONDS)
    road.way.restore()
    road.send()


def test_a_way_that_was_cut_and_restored_carries_in_both_directions(road: Road):
    received = Received()
    with road.receive(received):
        received.wait_for([road.send()])
        road.way.cut()
        assert_refused(road, CUT_SECONDS)
        road.way.restore()
        received.wait_for([road.send() for _ in range(5)])


@pytest.mark.slow
def test_a_broker_that_stalled_for_a_while_goes_on(road: Road):
    received = Received()
    with road.receive(received):
        received.wait_for([road.send()])
        road.way.stall()
        assert_refused(road, STALLED_SECONDS)
        road.way.restore()
        received.wait_for([road.send() for _ in range(5)])


def test_what_was_begun_when_the_way_was_cut_is_done_and_other_work_after_it(road: Road):
    may_end, ended = Event(), Event()

    def work(_item: UUID) -> None:
        may_end.wait(PATIENCE)
        ended.set()

    received = Received(work)
    with road.receive(received):
        received.wait_for([road.send()])
        road.way.cut()
        may_end.set()
        assert ended.wait(PATIENCE)
        road.way.restore()
        received.wait_for([road.send() for _ in range(5)])


@pytest.mark.parametrize("how", ["cut", "stall"])
def test_who_ends_while_the_broker_is_away_is_not_held(road: Road, how: str, caplog):
    may_end, ended = Event(), Event()

    def work(_item: UUID) -> None:
        may_end.wait(PATIENCE)
        ended.set()

    received = Received(work)
    with road.receive(received, threads=1):
        received.wait_for([road.send()])
        road.send("parcels")  # is fetched, but cannot be begun
        time.sleep(0.5)
        getattr(road.way, how)()
        may_end.set()
        assert ended.wait(PATIENCE)
        began = time.monotonic()
    assert time.monotonic() - began < ENDED_SECONDS
    assert "bug in Dramatiq" not in caplog.text


def test_what_waits_when_the_way_is_cut_comes_once_it_is_restored(road: Road):
    received = Received()
    items = [road.send() for _ in range(5)]
    road.way.cut()
    road.way.restore()
    with road.receive(received):
        received.wait_for(items)
