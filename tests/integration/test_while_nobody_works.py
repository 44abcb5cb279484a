"""While no worker runs, the relay goes on, and the broker does not fill up."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from tests.support.brokers import on_rabbitmq, on_redis
from tests.support.services import rabbitmq_url, redis_url
from tests.support.workshop import LOST_AFTER, Workshop

from parlons.adapters.dispatch.dramatiq_dispatcher import DramatiqDispatcher
from parlons.domain.work.work_item import WorkStatus
from parlons.entrypoints.testing.received import Received
from parlons.entrypoints.testing.work_samples import minutes

QUEUES = ("letters", "parcels")
IN_FLIGHT = 4
LEASES = 20


@pytest.fixture(params=["in the process", "on RabbitMQ", "on Redis"])
def dispatcher(request: pytest.FixtureRequest) -> Iterator[DramatiqDispatcher]:
    if request.param == "in the process":
        yield DramatiqDispatcher.in_process("parlons.")
        return
    broker = on_rabbitmq(rabbitmq_url(), QUEUES) if "Rabbit" in request.param else None
    with broker or on_redis(redis_url()) as opened:
        yield opened


@pytest.fixture
def shop(dispatcher: DramatiqDispatcher) -> Workshop:
    """A workshop at one o'clock with ten letters and ten parcels that are due."""
    shop = Workshop(dispatcher=dispatcher)
    shop.clock.instant = minutes(60)
    for at in range(20):
        shop.added(queue=QUEUES[at % 2], priority=at % 10)
    return shop


def test_no_ids_pile_up_and_all_is_done_once_somebody_works(shop: Workshop):
    relay = shop.relay(IN_FLIGHT)
    for lease in range(LEASES):
        relay()
        assert [shop.dispatcher.waiting(queue) for queue in QUEUES] == [IN_FLIGHT] * 2
        shop.clock.advance(LOST_AFTER + timedelta(seconds=1))
        shop.added(priority=lease % 10)
    received = Received(shop.worker())
    with shop.dispatcher.receive(QUEUES, received, 1):
        while any(item.status is WorkStatus.QUEUED for item in shop.items()):
            shop.clock.advance(timedelta(seconds=1))
            relay()
            received.wait_for([item.id for item in shop.items() if item.dispatched_at])
    assert {item.status for item in shop.items()} == {WorkStatus.SUCCEEDED}
    assert [shop.dispatcher.waiting(queue) for queue in QUEUES] == [0, 0]
