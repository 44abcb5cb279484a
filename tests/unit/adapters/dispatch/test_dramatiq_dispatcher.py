"""What the shipped exam does not ask of a dispatcher of ours."""

import logging
import time
from threading import Event, active_count
from uuid import UUID, uuid4

import dramatiq.worker
import pytest
from dramatiq.brokers.stub import StubBroker

from parlons.adapters.dispatch.dramatiq_dispatcher import DramatiqDispatcher
from parlons.application.ports.dispatcher import BrokerUnavailableError
from parlons.entrypoints.testing.received import Received


@pytest.mark.parametrize("thread", ["WorkerThread", "ConsumerThread"])
def test_a_thread_that_is_slow_to_start_ends_with_the_block(thread, monkeypatch):
    slow = getattr(dramatiq.worker, thread)
    run = slow.run

    def run_late(self):
        time.sleep(0.3)
        run(self)

    monkeypatch.setattr(slow, "run", run_late)
    monkeypatch.setattr("parlons.adapters.dispatch.dramatiq_dispatcher._STOP_MS", 2_000)
    before, began = active_count(), time.monotonic()
    with DramatiqDispatcher.in_process("p.").receive(["letters"], Received(), 2):
        pass
    assert time.monotonic() - began < 2
    assert active_count() == before


def test_each_queue_takes_one_connection():
    consumed = []

    class CountingBroker(StubBroker):
        def get_declared_queues(self):
            """As real brokers do, leave out the queues of what is delayed."""
            return {name for name in super().get_declared_queues() if not name.endswith(".DQ")}

        def consume(self, queue_name, prefetch=1, timeout=100):
            consumed.append(queue_name)
            return super().consume(queue_name, prefetch, timeout)

    dispatcher = DramatiqDispatcher(StubBroker(), lambda: CountingBroker(middleware=[]), "p.")
    with dispatcher.receive(["letters", "parcels"], Received(), 2):
        time.sleep(0.1)
    assert sorted(consumed) == ["p.letters", "p.parcels"]


def test_the_message_is_the_id_and_nothing_else():
    broker = StubBroker(middleware=[])
    item = uuid4()
    DramatiqDispatcher(broker, StubBroker, "p.").send(item, "letters", 7)
    message = dramatiq.Message.decode(broker.queues["p.letters"].get())
    assert (message.args, message.kwargs) == ((str(item),), {})
    assert message.options == {"broker_priority": 7}


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ConnectionResetError("two\nlines"), "the broker does not answer: two lines"),
        (LookupError(), "the broker does not answer: LookupError"),
    ],
)
def test_what_the_library_raises_is_told_in_one_line(error, told):
    def check(_broker):
        raise error

    dispatcher = DramatiqDispatcher(
        StubBroker(), StubBroker, "p.", failures=(LookupError,), check=check
    )
    with (
        pytest.raises(BrokerUnavailableError) as caught,
        dispatcher.receive(["letters"], Received(), 1),
    ):
        pass
    assert str(caught.value) == told


def test_a_fault_of_ours_is_not_taken_for_a_broker_that_is_away():
    def check(_broker):
        raise KeyError("ours")

    dispatcher = DramatiqDispatcher(StubBroker(), StubBroker, "p.", check=check)
    with pytest.raises(KeyError), dispatcher.receive(["letters"], Received(), 1):
        pass


def test_an_item_that_fails_is_neither_tried_again_nor_ends_its_thread(caplog):
    tried, other_came, other = [], Event(), uuid4()

    def run(item: UUID) -> None:
        tried.append(item)
        if item == other:
            other_came.set()
        else:
            raise RuntimeError("not meant to happen")

    dispatcher = DramatiqDispatcher.in_process("p.")
    with caplog.at_level(logging.CRITICAL), dispatcher.receive(["letters"], run, 1):
        dispatcher.send(uuid4(), "letters", 0)
        dispatcher.send(other, "letters", 0)
        assert other_came.wait(10)
    assert len(tried) == 2


def test_brokers_are_closed_by_those_who_opened_them():
    closed = []

    class NotingBroker(StubBroker):
        def close(self):
            closed.append(self)

    sender, receiver = NotingBroker(middleware=[]), NotingBroker(middleware=[])
    dispatcher = DramatiqDispatcher(sender, lambda: receiver, "p.")
    with dispatcher.receive(["letters"], Received(), 1):
        assert closed == []
    assert closed == [receiver]
    dispatcher.close()
    assert closed == [receiver, sender]
