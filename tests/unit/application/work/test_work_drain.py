"""A process without workers does its work itself, before whoever made it goes on."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier, get_ident
from typing import Any

import pytest
from attrs import define
from tests.support.workshop import Workshop

from parlons.application.ports.dispatcher import BrokerUnavailableError
from parlons.application.work.work_desk import WorkDesk
from parlons.application.work.work_drain import WorkDrain
from parlons.domain.work.work_item import WorkStatus

QUEUES = ("letters", "parcels")


@define
class Self(Workshop):
    """A workshop that rings for itself: whoever puts work down drains it."""

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        drain = WorkDrain(self.dispatcher, self.relay, self.worker, QUEUES)
        self.desk = WorkDesk(self.clock, self.desk.id_generator, drain)

    def put(self, ref: str, *queues: str, session: Any = None) -> None:
        if session is not None:
            self.desk.put(session, queues or QUEUES[:1], ref, priority=0, kind="write-letter")
            return
        with self.unit_of_work.write() as own:
            self.put(ref, *queues, session=own)

    @property
    def statuses(self) -> dict[str, WorkStatus]:
        return {f"{item.queue}: {item.ref}": item.status for item in self.items()}

    @property
    def refs(self) -> list[str]:
        return [item.ref for item in self.handler.given]


@pytest.fixture
def shop() -> Self:
    return Self()


def test_work_is_done_when_the_call_that_made_it_returns(shop: Self):
    shop.put("one", *QUEUES)
    assert set(shop.statuses.values()) == {WorkStatus.SUCCEEDED}
    assert shop.refs == ["one", "one"]


def test_nothing_is_done_for_what_was_rolled_back(shop: Self):
    shop.unit_of_work.fail_next_commit(OSError("disk full"))
    with pytest.raises(OSError, match="disk full"):
        shop.put("one")
    assert (shop.items(), shop.refs) == ([], [])


def test_work_that_work_makes_is_done_by_the_same_call(shop: Self):
    def make_more(session: Any) -> None:
        if len(shop.handler.given) < 40:
            shop.put(f"number {len(shop.handler.given)}", session=session)

    shop.handler.effect = make_more
    shop.put("number 0")
    assert shop.refs == [f"number {number}" for number in range(40)]
    assert set(shop.statuses.values()) == {WorkStatus.SUCCEEDED}


def test_work_put_down_in_the_middle_of_work_waits_for_its_turn(shop: Self):
    """A handler that commits by itself does not begin the next item inside this one."""
    running = []

    def put_more(item: Any, _beat: Any) -> None:
        running.append(item.ref)
        if item.ref == "one":
            shop.put("two")
            assert running == ["one"]

    shop.handler.does = put_more
    shop.put("one")
    assert running == ["one", "two"]


def test_what_fails_stops_nothing_else(shop: Self):
    def fail_for_letters(item: Any, _beat: Any) -> None:
        if item.queue == "letters":
            raise OSError

    shop.handler.does = fail_for_letters
    shop.put("one", *QUEUES)
    assert shop.statuses == {
        "letters: one": WorkStatus.QUEUED,
        "parcels: one": WorkStatus.SUCCEEDED,
    }


def test_what_failed_is_tried_again_with_the_next_work_after_its_delay(shop: Self):
    failing = [True]

    def fail_once(item: Any, _beat: Any) -> None:
        if item.ref == "one" and failing and failing.pop():
            raise OSError

    shop.handler.does = fail_once
    shop.put("one")
    shop.put("two")
    assert shop.statuses["letters: one"] is WorkStatus.QUEUED
    shop.clock.advance(timedelta(seconds=1))
    shop.put("three")
    assert set(shop.statuses.values()) == {WorkStatus.SUCCEEDED}


def test_more_than_the_broker_may_hold_is_done_all_the_same(shop: Self):
    with shop.unit_of_work.write() as session:
        for number in range(30):
            shop.put(f"{number}", *QUEUES, session=session)
    assert len(shop.refs) == 60


def test_a_drain_that_broke_off_is_none_the_worse(shop: Self):
    shop.dispatcher.available = False
    with pytest.raises(BrokerUnavailableError):
        shop.put("one")
    assert shop.statuses == {"letters: one": WorkStatus.QUEUED}
    shop.dispatcher.available = True
    shop.put("two")
    assert shop.refs == ["one", "two"]


def test_each_thread_finds_its_work_done_when_its_call_returns(shop: Self):
    together, threads = Barrier(8), set()
    shop.handler.does = lambda *_: threads.add(get_ident())

    def put_many(thread: int) -> None:
        together.wait(10)
        for number in range(10):
            shop.put(f"{thread}/{number}")
            assert shop.statuses[f"letters: {thread}/{number}"] is WorkStatus.SUCCEEDED

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(put_many, range(8)))
    assert len(shop.refs) == len(set(shop.refs)) == 80
