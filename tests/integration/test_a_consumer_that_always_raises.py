"""A consumer that always raises, or that kills its worker, is nobody else's misfortune."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

import pytest
from dependency_injector import providers
from tests.support.clocks import FastClock, SkippingClock
from tests.support.consumers import Listener
from tests.support.poisoned_worker import MALLORY, kept_worker, subscribe_poison
from tests.support.processes import wait_until
from tests.support.shared_workplace import shared_workplace, variables
from tests.support.workplace import Workplace, workplace

from parlons.domain.identity.principal import OPERATOR, Principal
from parlons.domain.work.work_item import ATTEMPTS, WorkItem, WorkStatus
from parlons.entrypoints.worker.working import working

LEARNERS = tuple(Principal(f"learner-{number}") for number in range(10))
OTHERS = ("progress", "xp", "achievements", "analytics")
PATIENCE = 60.0
DELAY = timedelta(seconds=10)
LONG_LEASE, SHORT_LEASE = 600.0, 20.0
"""Seconds, of which the clock skips some or goes ten times as fast."""


@pytest.fixture(params=["on one machine", "on servers"])
def place(request: pytest.FixtureRequest, tmp_path: Path):
    """What opens an installation with a lease of so many seconds."""

    def opened(lease_seconds: float) -> AbstractContextManager[Workplace]:
        if request.param == "on one machine":
            return workplace(tmp_path, lease_seconds=lease_seconds)
        address = request.getfixturevalue("postgres_address")
        return shared_workplace(tmp_path, address, lease_seconds=lease_seconds)

    return opened


@pytest.fixture
def clock() -> SkippingClock:
    return SkippingClock()


@pytest.fixture
def listener() -> Listener:
    return Listener(fails=lambda _event: True)


@pytest.fixture
def shop(place, clock: SkippingClock, listener: Listener) -> Iterator[Workplace]:
    """An installation with the listener among its consumers, and somebody who works."""
    with place(LONG_LEASE) as made:
        made.container.clock.override(providers.Object(clock))
        made.container.consumers.add_args(providers.Object(listener))
        with working(made.container):
            yield made


def seconds_until_done(items: tuple[WorkItem, ...]) -> float:
    """How long one took, from the request that made it to its end; the median."""
    return median((item.finished_at - item.created_at).total_seconds() for item in items)


def statuses(shop: Workplace, *queues: str) -> set[tuple[WorkStatus, int]]:
    return {(item.status, item.attempt) for queue in queues for item in shop.items(queue)}


def wait_for_failure(shop: Workplace, number: int) -> None:
    """Return when each of the listener's items has failed so often."""
    status = WorkStatus.DEAD if number == ATTEMPTS else WorkStatus.QUEUED
    wait_until(lambda: statuses(shop, "listener") == {(status, number)}, f"{number}", PATIENCE)


def test_the_others_are_as_fast_as_without_it(shop: Workplace, listener: Listener):
    listener.fails = lambda _event: False
    for learner in LEARNERS:
        shop.hand_in(learner)
    shop.wait_until_done(seconds=PATIENCE)
    usual = shop.items("xp")
    listener.fails = lambda _event: True
    for learner in LEARNERS:
        shop.hand_in(learner)
    shop.wait_until_done(*OTHERS, seconds=PATIENCE)
    harmed = shop.items("xp")[: len(LEARNERS)]
    assert len({*usual, *harmed}) == 2 * len(LEARNERS)
    assert seconds_until_done(harmed) < 2 * seconds_until_done(usual) + 1
    assert statuses(shop, *OTHERS) == {(WorkStatus.SUCCEEDED, 1)}
    assert WorkStatus.SUCCEEDED not in {each.status for each in shop.items("listener")[:10]}


def test_its_items_end_dead_and_a_replay_clears_them(
    shop: Workplace, listener: Listener, clock: SkippingClock
):
    for learner in LEARNERS:
        shop.hand_in(learner)
    for number in range(1, ATTEMPTS + 1):
        wait_for_failure(shop, number)
        clock.ahead += DELAY
    shop.wait_until_done(seconds=PATIENCE)
    assert {item.last_error for item in shop.items("listener")} == {
        "RuntimeError: the listener is broken"
    }
    assert len(listener.heard) == ATTEMPTS * len(LEARNERS)
    assert all(shop.points(learner) for learner in LEARNERS)

    listener.fails = lambda _event: False
    assert shop.container.replay_work()(OPERATOR, "listener") == len(LEARNERS)
    shop.wait_until_done(seconds=PATIENCE)
    assert statuses(shop, "listener") == {(WorkStatus.SUCCEEDED, ATTEMPTS + 1)}
    assert shop.container.replay_work()(OPERATOR) == 0


@pytest.mark.slow
def test_an_item_that_kills_its_worker_each_time_ends_dead_and_the_others_are_served(place):
    clock = FastClock(datetime.now(UTC), factor=10)
    with place(SHORT_LEASE) as shop:
        subscribe_poison(shop.container, clock)
        shop.hand_in(MALLORY)
        for learner in LEARNERS:
            shop.hand_in(learner)
        with kept_worker(variables(shop.container.settings()), clock) as worker:
            wait_until(lambda: worker.deaths > 0, "a death", PATIENCE)
            after = [Principal("somebody"), Principal("somebody else")]
            for learner in after:
                shop.hand_in(learner)
            shop.wait_until_done(seconds=PATIENCE)
        poison, *rest = reversed(shop.items("listener"))
        assert (poison.status, poison.attempt, poison.user_id) == ("dead", ATTEMPTS, "mallory")
        assert str(poison.last_error).startswith("the lease ended")
        assert worker.deaths == ATTEMPTS
        others = [*rest, *(item for queue in OTHERS for item in shop.items(queue))]
        assert {item.status for item in others} == {WorkStatus.SUCCEEDED}
        assert all(shop.points(learner) for learner in (MALLORY, *LEARNERS, *after))
