"""The broker is kept shallow, and what it loses is handed over again."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

import pytest
from attrs import Factory, define, evolve
from tests.support.workshop import LOST_AFTER, Workshop

from parlons.adapters.dispatch.in_memory_dispatcher import InMemoryDispatcher
from parlons.application.ports.dispatcher import BrokerUnavailableError, IDispatcher
from parlons.application.ports.telemetry import BrokerFailed
from parlons.domain.work.work_item import WorkItem, WorkStatus
from parlons.entrypoints.testing.work_samples import minutes, running

QUEUES = ("letters", "parcels")


@define
class Letterbox(IDispatcher):
    """Keeps all that it is sent until somebody empties it."""

    sent: list[tuple[str, UUID]] = Factory(list)
    available: bool = True

    def send(self, item_id: UUID, queue: str, priority: int) -> None:
        self.sent.append((queue, item_id))

    def waiting(self, queue: str) -> int:
        if not self.available:
            raise BrokerUnavailableError("gone")
        return sum(each == queue for each, _ in self.sent)

    @contextmanager
    def receive(self, queues, run, threads) -> Iterator[None]:
        yield


@pytest.fixture
def shop() -> Workshop:
    """An hour after noon, so that all that is added is due."""
    shop = Workshop()
    shop.clock.instant = minutes(60)
    return shop


@contextmanager
def receiving(shop: Workshop) -> Iterator[list[UUID]]:
    """Gather what is handed over, without doing it."""
    received: list[UUID] = []
    with shop.dispatcher.receive(QUEUES, received.append, 1):
        yield received


def ids(items: list[WorkItem]) -> list[UUID]:
    return [item.id for item in items]


def test_what_is_due_is_handed_over_and_noted(shop: Workshop):
    now, later = shop.added(run_at=60), shop.added(run_at=61)
    with receiving(shop) as received:
        assert shop.relay()() == 1
    assert received == [now.id]
    assert shop.item(now.id).dispatched_at == shop.clock.now()
    assert shop.item(later.id) == later


def test_what_was_handed_over_is_not_handed_over_again_so_soon(shop: Workshop):
    item = shop.added()
    with receiving(shop) as received:
        assert [shop.relay()() for _ in range(3)] == [1, 0, 0]
        shop.clock.advance(LOST_AFTER)
        assert shop.relay()() == 0
        shop.clock.advance(timedelta(seconds=1))
        assert shop.relay()() == 1
    assert received == [item.id] * 2


def test_what_the_broker_lost_is_done_after_all(shop: Workshop):
    item = shop.added()
    shop.dispatcher.lose = 1
    with shop.dispatcher.receive(QUEUES, shop.worker(), 1):
        shop.relay()()
        assert shop.item(item.id).status is WorkStatus.QUEUED
        shop.clock.advance(LOST_AFTER + timedelta(seconds=1))
        shop.relay()()
    assert shop.item(item.id).status is WorkStatus.SUCCEEDED


def test_what_the_broker_delivers_twice_is_done_once(shop: Workshop):
    items = [shop.added() for _ in range(3)]
    shop.dispatcher.times = 3
    with shop.dispatcher.receive(QUEUES, shop.worker(), 1):
        shop.relay()()
    assert sorted(ids(shop.handler.given)) == sorted(ids(items))


def test_of_each_queue_only_so_much_is_handed_over_at_a_time(shop: Workshop):
    for queue in QUEUES:
        for _ in range(5):
            shop.added(queue=queue)
    with receiving(shop) as received:
        assert shop.relay(in_flight=3)() == 6
        assert shop.relay(in_flight=3)() == 0
    assert [shop.item(each).queue for each in received] == ["letters"] * 3 + ["parcels"] * 3


def test_what_is_running_counts_and_what_is_done_makes_room(shop: Workshop):
    items = [shop.added() for _ in range(4)]
    shop.add(running())
    with receiving(shop) as received:
        assert shop.relay(in_flight=3)() == 2
        assert shop.relay(in_flight=3)() == 0
        shop.worker()(received[0])
        assert shop.relay(in_flight=3)() == 1
    assert len(received) == 3
    assert len(items) == 4


def test_what_was_lost_holds_no_place(shop: Workshop):
    for _ in range(2):
        shop.added()
    with receiving(shop) as received:
        shop.relay(in_flight=1)()
        shop.clock.advance(LOST_AFTER + timedelta(seconds=1))
        assert shop.relay(in_flight=1)() == 1
    assert received == [received[0]] * 2


def test_while_nobody_works_no_ids_pile_up_with_the_broker(shop: Workshop):
    shop.dispatcher = box = Letterbox()
    for queue in QUEUES:
        for _ in range(10):
            shop.added(queue=queue)
    relay = shop.relay(in_flight=4)
    for hour in range(50):
        relay()
        shop.clock.advance(LOST_AFTER + timedelta(seconds=1))
        shop.added(priority=hour % 10, run_at=61 + hour)
    assert [box.waiting(queue) for queue in QUEUES] == [4, 4]


def test_what_was_not_begun_is_handed_over_again_as_soon_as_the_broker_has_room(shop: Workshop):
    shop.dispatcher = box = Letterbox()
    items = [shop.added(run_at=at) for at in range(4)]
    relay = shop.relay(in_flight=4)
    assert relay() == 4
    shop.clock.advance(LOST_AFTER + timedelta(seconds=1))
    assert relay() == 0
    box.sent[:3] = []
    assert relay() == 3
    assert [each for _, each in box.sent] == ids([items[3], *items[:3]])


def test_a_broker_that_cannot_say_what_it_has_is_away(shop: Workshop):
    shop.dispatcher = Letterbox(available=False)
    item = shop.added()
    with pytest.raises(BrokerUnavailableError):
        shop.relay()()
    assert shop.item(item.id) == item
    assert [failed.reason for failed in shop.told(BrokerFailed)] == ["gone"]


def test_only_the_queues_that_are_wanted_are_handed_over(shop: Workshop):
    letter, parcel = shop.added(), shop.added(queue="parcels")
    with receiving(shop) as received:
        assert [shop.relay()(wanted) for wanted in ((), ["parcels"], None)] == [0, 1, 1]
    assert received == [parcel.id, letter.id]


def test_the_most_urgent_come_first_and_the_oldest_are_not_forgotten(shop: Workshop):
    old = [shop.added(run_at=at) for at in range(2)]
    urgent = [shop.added(run_at=10 + at, priority=9) for at in range(6)]
    with receiving(shop) as received:
        shop.relay(in_flight=8)()
    assert received == ids([*urgent[:3], old[0], *urgent[3:6], old[1]])


def test_work_of_a_high_priority_overtakes_what_still_waits(shop: Workshop):
    for at in range(4):
        shop.added(run_at=at)
    with receiving(shop) as received:
        shop.relay(in_flight=1)()
        urgent = shop.added(run_at=59, priority=9)
        shop.worker()(received[0])
        shop.relay(in_flight=1)()
    assert received[1] == urgent.id


def test_the_broker_is_told_the_priority(shop: Workshop, monkeypatch):
    sent = []
    monkeypatch.setattr(InMemoryDispatcher, "send", lambda _self, *what: sent.append(what))
    item = shop.added(priority=7)
    shop.relay()()
    assert sent == [(item.id, "letters", 7)]


def test_a_broker_that_is_away_gets_it_when_it_is_back(shop: Workshop):
    items = [shop.added(run_at=at) for at in range(3)]
    shop.dispatcher.available = False
    with pytest.raises(BrokerUnavailableError):
        shop.relay()()
    assert shop.items() == items
    (failed,) = shop.told(BrokerFailed)
    assert "unavailable" in failed.reason
    shop.dispatcher.available = True
    with receiving(shop) as received:
        assert shop.relay()() == 3
    assert received == ids(items)


def test_what_a_broker_took_before_it_went_away_stays_with_it(shop: Workshop, monkeypatch):
    items = [shop.added(run_at=at) for at in range(3)]

    def take_one(_self: InMemoryDispatcher, item_id: UUID, _queue: str, _priority: int) -> None:
        if item_id != items[0].id:
            raise BrokerUnavailableError("gone")

    monkeypatch.setattr(InMemoryDispatcher, "send", take_one)
    with pytest.raises(BrokerUnavailableError):
        shop.relay()()
    assert [each.dispatched_at is None for each in shop.items()] == [False, True, True]


def test_no_session_is_open_while_the_broker_takes_its_time(shop: Workshop):
    shop.added()
    with shop.dispatcher.receive(QUEUES, lambda _id: shop.add(running()), 1):
        assert shop.relay()() == 1


def test_what_is_cancelled_meanwhile_is_not_marked(shop: Workshop, monkeypatch):
    item = shop.added()

    def cancel_and_fail(_self: InMemoryDispatcher, *_what: object) -> None:
        stored = shop.item(item.id)
        shop.replace(stored, stored.cancelled(shop.clock.now()))
        raise BrokerUnavailableError("gone")

    monkeypatch.setattr(InMemoryDispatcher, "send", cancel_and_fail)
    with pytest.raises(BrokerUnavailableError):
        shop.relay()()
    cancelled = shop.item(item.id)
    assert cancelled.status is WorkStatus.CANCELLED
    assert evolve(cancelled, dispatched_at=None) != cancelled


def test_nothing_due_is_nothing_to_do(shop: Workshop):
    before = shop.unit_of_work._state
    assert shop.relay()() == 0
    assert shop.unit_of_work._state is before
