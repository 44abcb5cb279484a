"""A worker, for the time of a block."""

import logging
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from threading import Barrier, Event, Timer, active_count
from typing import Any
from uuid import uuid4

import pytest
from dependency_injector import providers
from tests.support.consumers import Listener
from tests.support.processes import wait_until
from tests.support.workplace import Workplace, workplace

from parlons.adapters.dispatch.in_memory_dispatcher import InMemoryDispatcher
from parlons.application.ports.unit_of_work import StorageUnavailableError
from parlons.application.settings import Settings
from parlons.container import Container
from parlons.domain.errors import NotFoundError
from parlons.domain.identity.principal import Principal
from parlons.domain.work.work_item import WorkStatus
from parlons.entrypoints.testing.received import Received
from parlons.entrypoints.worker import working as module
from parlons.entrypoints.worker.first_here import first_here
from parlons.entrypoints.worker.working import UselessWorkerError, working


@pytest.fixture
def shop(tmp_path):
    with workplace(tmp_path) as opened:
        yield opened


@pytest.fixture(autouse=True)
def quick_retries(monkeypatch):
    monkeypatch.setattr(module, "_RETRY_SECONDS", 0.01)


def statuses(shop: Workplace) -> set[WorkStatus]:
    return {item.status for item in shop.items()}


def instead_of_work(shop: Workplace, run) -> None:
    """Have items given to `run`."""
    shop.container.run_work_item.override(providers.Object(run))


def carried_by(shop: Workplace, dispatcher: InMemoryDispatcher) -> None:
    shop.container.dispatcher.override(providers.Object(dispatcher))


class Broker(InMemoryDispatcher):
    """Carries work as if it were for other processes, too."""

    is_local = False


@pytest.fixture
def other(shop: Workplace) -> Iterator[Workplace]:
    """What another process on the same database has."""
    container = Container(settings=shop.container.settings())
    yield Workplace(container)
    container.shutdown_resources()


def test_what_is_published_is_worked_on_and_has_its_effect(shop: Workplace):
    with working(shop.container):
        shop.hand_in()
        wait_until(lambda: shop.points() > 0, "points")
        shop.wait_until_done()
    assert statuses(shop) == {WorkStatus.SUCCEEDED}


def test_what_waits_since_before_is_worked_on_too(shop: Workplace):
    shop.hand_in()
    assert WorkStatus.QUEUED in statuses(shop)
    with working(shop.container):
        shop.wait_until_done()
    assert statuses(shop) == {WorkStatus.SUCCEEDED}
    assert shop.points() > 0


def test_workers_come_and_go_and_no_thread_stays(shop: Workplace):
    before = active_count()
    for _ in range(3):
        shop.hand_in()
        with working(shop.container):
            shop.wait_until_done()
        assert active_count() == before


def test_two_workers_in_a_process_share_the_work(shop: Workplace):
    with working(shop.container), working(shop.container):
        for _ in range(10):
            shop.hand_in()
        shop.wait_until_done()
    assert statuses(shop) == {WorkStatus.SUCCEEDED}
    assert {item.attempt for item in shop.items()} == {1}


def test_only_the_queues_that_are_wanted_are_worked_on(shop: Workplace):
    shop.hand_in()
    with working(shop.container, ["progress"]):
        shop.wait_until_done("progress")
        time.sleep(0.2)
    assert {item.status for item in shop.items("progress")} == {WorkStatus.SUCCEEDED}
    assert {item.status for item in shop.items("xp")} == {WorkStatus.QUEUED}


def test_processes_that_carry_their_own_work_share_the_queues(shop: Workplace, other: Workplace):
    half = ["progress", "jobs", "upkeep"]
    rest = [queue for queue in shop.container.queues() if queue not in half]
    with working(shop.container, half), working(other.container, rest):
        for number in range(3):
            shop.hand_in(Principal(f"learner-{number}"))
            shop.wait_until_done(seconds=8)  # while a lease is 30 seconds
    assert statuses(shop) == {WorkStatus.SUCCEEDED}
    assert {item.attempt for item in shop.items()} == {1}


@pytest.mark.parametrize("is_first", [True, False])
def test_a_consumer_that_the_others_do_not_know_gets_its_work(
    shop: Workplace, other: Workplace, *, is_first: bool
):
    listener = Listener()
    other.container.consumers.add_args(providers.Object(listener))
    workers = [(other.container, [listener.queue]), (shop.container, None)]
    with ExitStack() as stack:
        for container, queues in workers if is_first else reversed(workers):
            stack.enter_context(working(container, queues))
        other.hand_in()
        other.wait_until_done(seconds=8)
    assert {item.status for item in shop.items(listener.queue)} == {WorkStatus.SUCCEEDED}


@pytest.mark.parametrize(
    "given", [{"relay": False}, {"queues": ()}, {"queues": ["xp"], "relay": False}]
)
def test_who_carries_its_own_work_can_leave_out_nothing(shop: Workplace, given: dict[str, Any]):
    before = active_count()
    with (
        pytest.raises(UselessWorkerError, match="carries work within a process only"),
        working(shop.container, **given),
    ):
        pass
    assert active_count() == before


def test_who_leaves_out_everything_is_refused(shop: Workplace):
    carried_by(shop, Broker())
    with (
        pytest.raises(UselessWorkerError, match="neither does work nor hands it out"),
        working(shop.container, (), relay=False),
    ):
        pass


def test_an_unknown_queue_is_refused_before_anything_starts(shop: Workplace):
    before = active_count()
    with (
        pytest.raises(NotFoundError, match=r"no queue posts: there are progress, xp, "),
        working(shop.container, ["progress", "posts"]),
    ):
        pass
    assert active_count() == before


def test_without_a_relay_nothing_is_handed_out(shop: Workplace):
    carried_by(shop, Broker())
    shop.hand_in()
    with working(shop.container, relay=False):
        time.sleep(0.3)
    assert {item.dispatched_at for item in shop.items("progress")} == {None}


def test_a_relay_alone_does_no_work(shop: Workplace):
    carried_by(shop, Broker())
    shop.hand_in()
    with working(shop.container, ()):
        wait_until(lambda: all(each.dispatched_at for each in shop.items("xp")), "the hand-over")
        time.sleep(0.2)
    assert {item.status for item in shop.items("xp")} == {WorkStatus.QUEUED}


def test_what_was_begun_is_finished_at_the_end(shop: Workplace):
    may_end, ended = Event(), Event()

    def work(_item):
        may_end.wait(20)
        time.sleep(0.2)
        ended.set()

    received = Received(work)
    instead_of_work(shop, received)
    shop.hand_in()
    item = shop.items("progress")[0].id
    late = Timer(0.2, may_end.set)
    with working(shop.container, ["progress"]):
        received.wait_for([item])
        late.start()
    assert ended.is_set()
    late.join()


def test_work_lost_with_its_process_is_handed_out_anew_as_soon_as_another_starts(shop: Workplace):
    shop.hand_in()
    with shop.container.unit_of_work().write() as session:
        ids = [item.id for item in shop.items()]
        session.work.mark_dispatched(ids, shop.container.clock().now())
    with working(shop.container):
        shop.wait_until_done(seconds=5)  # while a lease is 30 seconds


def test_what_another_process_has_is_not_handed_out_anew(shop: Workplace, other: Workplace):
    may_end = Event()
    received = Received(lambda _item: may_end.wait(20))
    for place in (shop, other):
        instead_of_work(place, received)
    shop.hand_in()
    items = [item.id for item in shop.items("progress")]
    with working(shop.container, ["progress"]):
        received.wait_for(items)
        with working(other.container, ["progress"]):
            time.sleep(0.3)
            may_end.set()
    assert received.ids == items


def test_of_processes_that_start_at_once_one_is_the_first(tmp_path: Path):
    settings, together = Settings(data_dir=tmp_path), Barrier(8)

    def start(_process: int) -> bool:
        with first_here(settings) as is_first:
            together.wait(20)
            return is_first

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(start, range(8))) == 1
    with first_here(settings) as is_first:
        assert is_first


def test_where_nothing_can_be_locked_each_is_the_first(tmp_path: Path):
    (tmp_path / "file").touch()
    settings = Settings(data_dir=tmp_path / "file")
    with first_here(settings) as one, first_here(settings) as other:
        assert (one, other) == (True, True)


def test_work_that_a_broker_still_has_is_not_handed_out_anew(tmp_path):
    with workplace(tmp_path) as shop:
        carried_by(shop, Broker())
        shop.hand_in()
        now = shop.container.clock().now()
        with shop.container.unit_of_work().write() as session:
            session.work.mark_dispatched([item.id for item in shop.items()], now)
        with working(shop.container):
            time.sleep(0.3)
        assert {item.dispatched_at for item in shop.items("xp")} == {now}


def test_a_broker_that_is_away_is_waited_for(shop: Workplace, caplog):
    dispatcher, ready, stop = InMemoryDispatcher(available=False), Event(), Event()
    carried_by(shop, dispatcher)
    shop.hand_in()

    def run() -> None:
        with working(shop.container, stop=stop):
            ready.set()
            stop.wait(20)

    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(run)
        wait_until(lambda: len(caplog.records) > 2, "warnings")
        assert not ready.is_set()
        dispatcher.available = True
        assert ready.wait(20)
        shop.wait_until_done()
        stop.set()
        done.result(20)
    told = {(each.levelno, each.getMessage()) for each in caplog.records}
    assert (logging.WARNING, "broker_unavailable") in told
    assert all(level == logging.WARNING for level, _ in told)


def test_who_waits_for_a_broker_may_be_told_to_stop(shop: Workplace):
    carried_by(shop, InMemoryDispatcher(available=False))
    stop = Event()
    late = Timer(0.2, stop.set)
    late.start()
    with working(shop.container, stop=stop):
        assert stop.is_set()
    late.join()


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (StorageUnavailableError("the database is away"), "storage_unavailable"),
        (RuntimeError("a fault of ours"), "work_failed_unexpectedly"),
    ],
)
def test_nothing_that_goes_wrong_ends_a_thread(shop: Workplace, error, told, caplog):
    def fail(_item):
        raise error

    received, items = Received(fail), [uuid4() for _ in range(5)]
    carried_by(shop, Broker())
    instead_of_work(shop, received)
    with working(shop.container, ["jobs"], relay=False):
        for item in items:
            shop.container.dispatcher().send(item, "jobs", 0)
        received.wait_for(items)
    ours = [each for each in caplog.records if each.name == module.__name__]
    assert [each.getMessage() for each in ours] == [told] * 5


def test_a_dispatcher_of_somebody_else_carries_the_work(tmp_path):
    with workplace(tmp_path, dispatcher="tests.support.outside:post_office") as shop:
        assert type(shop.container.dispatcher()).__name__ == "PostOffice"
        shop.hand_in()
        with working(shop.container):
            shop.wait_until_done()
        assert statuses(shop) == {WorkStatus.SUCCEEDED}
        assert shop.container.dispatcher().carried >= 3
