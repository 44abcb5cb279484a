"""What every `IDispatcher` promises."""

import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier, Event, Lock, Timer
from typing import ClassVar, Final
from uuid import UUID, uuid4

import pytest
from attrs import define, field

from parlons.application.ports.dispatcher import BrokerUnavailableError, IDispatcher
from parlons.entrypoints.testing.received import PATIENCE, Received

UNAVAILABLE_SECONDS: Final = 4.0
QUIET_SECONDS: Final = 0.3


class DispatcherContract:
    """Items come to those who receive their queue, and to nobody who has stopped to."""

    keeps_a_backlog: ClassVar = True
    """Whether what nobody receives waits for somebody; else it may get lost."""

    counts_what_waits: ClassVar = True
    """Whether it is known how many wait; else there are said to be none."""

    knows_priorities: ClassVar = False
    """Whether of those that wait the highest priority comes first."""

    @pytest.fixture
    def dispatcher(self) -> IDispatcher:
        """A dispatcher that works."""
        raise NotImplementedError

    @pytest.fixture
    def unavailable(self) -> IDispatcher:
        """A dispatcher whose broker cannot be reached."""
        raise NotImplementedError

    @pytest.fixture
    def queue(self) -> str:
        """A queue that nobody else uses."""
        return f"letters-{uuid4().hex}"

    @pytest.fixture
    def other_queue(self, queue: str) -> str:
        """Another one."""
        return f"more-{queue}"

    def test_what_is_sent_is_received(self, dispatcher: IDispatcher, queue: str) -> None:
        received, items = Received(), [uuid4() for _ in range(50)]
        with dispatcher.receive([queue], received, 2):
            send(dispatcher, queue, items)
            received.wait_for(items)
        assert set(received.ids) == set(items)

    def test_several_threads_may_send(self, dispatcher: IDispatcher, queue: str) -> None:
        received, items = Received(), [uuid4() for _ in range(60)]
        with dispatcher.receive([queue], received, 2), ThreadPoolExecutor(4) as pool:
            batches = [items[each::4] for each in range(4)]
            list(pool.map(partial(send, dispatcher, queue), batches))
            received.wait_for(items)

    def test_any_priority_may_be_sent(self, dispatcher: IDispatcher, queue: str) -> None:
        received, items = Received(), [uuid4() for _ in range(10)]
        with dispatcher.receive([queue], received, 2):
            for priority, item in enumerate(items):
                dispatcher.send(item, queue, priority)
            received.wait_for(items)

    def test_queues_are_kept_apart(
        self, dispatcher: IDispatcher, queue: str, other_queue: str
    ) -> None:
        here, there = Received(), Received()
        letter, parcel = uuid4(), uuid4()
        with dispatcher.receive([queue], here, 1), dispatcher.receive([other_queue], there, 1):
            dispatcher.send(letter, queue, 0)
            dispatcher.send(parcel, other_queue, 0)
            here.wait_for([letter])
            there.wait_for([parcel])
            time.sleep(QUIET_SECONDS)
        assert (set(here.ids), set(there.ids)) == ({letter}, {parcel})

    def test_several_queues_may_be_received(
        self, dispatcher: IDispatcher, queue: str, other_queue: str
    ) -> None:
        received, letter, parcel = Received(), uuid4(), uuid4()
        with dispatcher.receive([queue, other_queue], received, 1):
            dispatcher.send(letter, queue, 0)
            dispatcher.send(parcel, other_queue, 0)
            received.wait_for([letter, parcel])

    def test_who_receives_no_queue_gets_and_takes_nothing(
        self, dispatcher: IDispatcher, queue: str
    ) -> None:
        nobody, somebody, waiting, item = Received(), Received(), uuid4(), uuid4()
        dispatcher.send(waiting, queue, 0)
        with dispatcher.receive([], nobody, 1):
            time.sleep(QUIET_SECONDS)
            with dispatcher.receive([queue], somebody, 1):
                dispatcher.send(item, queue, 0)
                somebody.wait_for([item, waiting] if self.keeps_a_backlog else [item])
        assert nobody.ids == []

    def test_as_many_threads_work_at_once_as_were_asked_for(
        self, dispatcher: IDispatcher, queue: str
    ) -> None:
        together = Barrier(2)
        received = Received(lambda _item: together.wait(PATIENCE))
        items = [uuid4() for _ in range(4)]
        with dispatcher.receive([queue], received, 2), ThreadPoolExecutor(2) as pool:
            # Where the work is done by whoever sends it, two must.
            list(pool.map(lambda item: dispatcher.send(item, queue, 0), items))
            received.wait_for(items)
        assert not together.broken

    def test_no_more_threads_work_at_once(
        self, dispatcher: IDispatcher, queue: str, other_queue: str
    ) -> None:
        at_once = AtOnce()
        received, items = Received(at_once), [uuid4() for _ in range(16)]
        with dispatcher.receive([queue, other_queue], received, 2):
            send(dispatcher, queue, items[:8])
            send(dispatcher, other_queue, items[8:])
            received.wait_for(items)
        assert 1 <= at_once.most <= 2

    def test_a_backlog_waits_for_somebody(self, dispatcher: IDispatcher, queue: str) -> None:
        received, items = Received(), [uuid4() for _ in range(20)]
        send(dispatcher, queue, items)
        with dispatcher.receive([queue], received, 2):
            if self.keeps_a_backlog:
                received.wait_for(items)
        assert set(received.ids) <= set(items)

    def test_what_waits_is_counted_by_queue(
        self, dispatcher: IDispatcher, queue: str, other_queue: str
    ) -> None:
        assert dispatcher.waiting(queue) == 0
        received, items = Received(), [uuid4() for _ in range(3)]
        send(dispatcher, queue, items)
        expected = len(items) if self.counts_what_waits else 0
        assert (dispatcher.waiting(queue), dispatcher.waiting(other_queue)) == (expected, 0)
        if self.keeps_a_backlog:
            with dispatcher.receive([queue], received, 1):
                received.wait_for(items)
            assert dispatcher.waiting(queue) == 0

    def test_of_those_that_wait_the_most_urgent_comes_first(
        self, dispatcher: IDispatcher, queue: str
    ) -> None:
        first, waiting = uuid4(), [uuid4() for _ in range(10)]
        sent = Event()
        received = Received(lambda _item: sent.wait(PATIENCE))
        with dispatcher.receive([queue], received, 1), ThreadPoolExecutor(1) as pool:
            pool.submit(dispatcher.send, first, queue, 0)
            received.wait_for([first])
            sending = pool.submit(send_in_turn, dispatcher, queue, waiting)
            if self.keeps_a_backlog:
                sending.result(PATIENCE)
                time.sleep(QUIET_SECONDS)
            sent.set()
            received.wait_for(waiting)
        if self.knows_priorities:
            assert received.ids == [first, *reversed(waiting)]

    def test_what_was_begun_is_waited_for_and_nothing_else_is_begun(
        self, dispatcher: IDispatcher, queue: str
    ) -> None:
        begun, may_end, ended = Event(), Event(), Event()
        items = [uuid4() for _ in range(5)]

        def work(_item: UUID) -> None:
            begun.set()
            may_end.wait(PATIENCE)
            time.sleep(QUIET_SECONDS)
            ended.set()

        received, late = Received(work), Timer(QUIET_SECONDS, may_end.set)
        with ThreadPoolExecutor(1) as pool:
            with dispatcher.receive([queue], received, 1):
                pool.submit(send, dispatcher, queue, items)
                assert begun.wait(PATIENCE)
                late.start()
            assert ended.is_set()
            assert len(received.ids) == 1
        dispatcher.send(uuid4(), queue, 0)
        time.sleep(QUIET_SECONDS)
        assert len(received.ids) == 1

    def test_of_two_who_receive_only_one_gets_an_item(
        self, dispatcher: IDispatcher, queue: str
    ) -> None:
        either, items = Received(), [uuid4() for _ in range(40)]
        one, other = Received(either), Received(either)
        with dispatcher.receive([queue], one, 1), dispatcher.receive([queue], other, 1):
            send(dispatcher, queue, items)
            either.wait_for(items)
            time.sleep(QUIET_SECONDS)
        assert len(one.ids) + len(other.ids) < 2 * len(items)

    def test_who_stays_gets_what_the_other_would_have_got(
        self, dispatcher: IDispatcher, queue: str
    ) -> None:
        leaving, staying, items = Received(), Received(), [uuid4() for _ in range(20)]
        with dispatcher.receive([queue], staying, 1):
            with dispatcher.receive([queue], leaving, 1):
                pass
            send(dispatcher, queue, items)
            staying.wait_for(items)
        assert leaving.ids == []

    def test_receiving_may_begin_anew(self, dispatcher: IDispatcher, queue: str) -> None:
        before, after, items = Received(), Received(), [uuid4(), uuid4()]
        with dispatcher.receive([queue], before, 2):
            dispatcher.send(items[0], queue, 0)
            before.wait_for(items[:1])
        with dispatcher.receive([queue], after, 2):
            dispatcher.send(items[1], queue, 0)
            after.wait_for(items[1:])
        assert before.ids == items[:1]

    def test_receiving_may_end_at_once(self, dispatcher: IDispatcher, queue: str) -> None:
        began = time.monotonic()
        for _ in range(5):
            with dispatcher.receive([queue], Received(), 4):
                pass
        assert time.monotonic() - began < PATIENCE

    def test_a_broker_that_is_away_is_told_soon(self, unavailable: IDispatcher, queue: str) -> None:
        began = time.monotonic()
        with pytest.raises(BrokerUnavailableError):
            unavailable.send(uuid4(), queue, 0)
        assert time.monotonic() - began < UNAVAILABLE_SECONDS

    def test_who_would_receive_is_told_soon_as_well(
        self, unavailable: IDispatcher, queue: str
    ) -> None:
        began = time.monotonic()
        with pytest.raises(BrokerUnavailableError), unavailable.receive([queue], Received(), 1):
            pass
        assert time.monotonic() - began < UNAVAILABLE_SECONDS


@define
class AtOnce:
    """Notes how many threads have called it at once."""

    most: int = 0
    _now: int = 0
    _lock: Lock = field(factory=Lock, init=False)

    def __call__(self, _item: UUID) -> None:
        with self._lock:
            self._now += 1
            self.most = max(self.most, self._now)
        time.sleep(0.02)
        with self._lock:
            self._now -= 1


def send(dispatcher: IDispatcher, queue: str, items: list[UUID]) -> None:
    """Send items of no urgency."""
    for item in items:
        dispatcher.send(item, queue, 0)


def send_in_turn(dispatcher: IDispatcher, queue: str, items: list[UUID]) -> None:
    """Send up to ten items, each more urgent than the one before."""
    for priority, item in enumerate(items):
        dispatcher.send(item, queue, priority)
