"""What the dispatcher in memory does for testers."""

from uuid import uuid4

import pytest

from parlons.adapters.dispatch.in_memory_dispatcher import InMemoryDispatcher


def test_it_can_be_told_to_lose_what_comes_next():
    dispatcher, received = InMemoryDispatcher(lose=2), []
    items = [uuid4() for _ in range(3)]
    with dispatcher.receive(["letters"], received.append, 1):
        for item in items:
            dispatcher.send(item, "letters", 0)
    assert received == items[2:]


def test_it_can_be_told_to_deliver_more_than_once():
    dispatcher, received, item = InMemoryDispatcher(times=3), [], uuid4()
    with dispatcher.receive(["letters"], received.append, 1):
        dispatcher.send(item, "letters", 0)
    assert received == [item] * 3


def test_work_may_make_work():
    dispatcher, received = InMemoryDispatcher(), []
    first, second = uuid4(), uuid4()

    def run(item):
        if item == first:
            dispatcher.send(second, "letters", 0)
        received.append(item)

    with dispatcher.receive(["letters"], run, 1):
        dispatcher.send(first, "letters", 0)
    assert received == [second, first]


def test_work_that_fails_does_not_hold_who_receives():
    dispatcher = InMemoryDispatcher()

    def fail(_item):
        raise RuntimeError

    with dispatcher.receive(["letters"], fail, 1), pytest.raises(RuntimeError):
        dispatcher.send(uuid4(), "letters", 0)
