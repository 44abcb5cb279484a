"""Work is taken from workers that have died; what kills each of them dies itself."""

from datetime import timedelta

import pytest
from tests.support.workshop import Workshop

from parlons.adapters.memory.in_memory_work_items import InMemoryWorkItems
from parlons.application.ports.telemetry import WorkFailed
from parlons.domain.work.work_item import ATTEMPTS, WorkItem, WorkStatus
from parlons.entrypoints.testing.work_samples import LEASE, running

SECOND = timedelta(seconds=1)


@pytest.fixture
def shop() -> Workshop:
    return Workshop()


def begin(shop: Workshop, item: WorkItem) -> None:
    """Claim an item, as a worker that is never heard of again."""
    stored = shop.item(item.id)
    claimed = stored.claimed("a worker", shop.clock.now(), LEASE)
    assert claimed is not None
    shop.replace(stored, claimed)


def test_a_lease_that_has_ended_is_a_failure(shop: Workshop):
    item = shop.added()
    begin(shop, item)
    shop.clock.advance(LEASE)
    assert shop.reaper()() == 1
    taken = shop.item(item.id)
    assert (taken.status, taken.owner, taken.lease_until) == (WorkStatus.QUEUED, None, None)
    assert taken.run_at == shop.clock.now() + 0.75 * SECOND
    (failure,) = shop.failures(item.id)
    assert (failure.attempt, failure.owner) == (1, "a worker")
    assert "the lease ended" in failure.error == taken.last_error
    (told,) = shop.told(WorkFailed)
    assert told.status is WorkStatus.QUEUED


def test_who_still_has_a_lease_keeps_the_work(shop: Workshop):
    item = shop.added()
    begin(shop, item)
    shop.clock.advance(LEASE - SECOND)
    before = shop.unit_of_work._state
    assert shop.reaper()() == 0
    assert shop.unit_of_work._state is before


def test_what_kills_its_worker_each_time_is_dead_after_its_attempts(shop: Workshop):
    poison, harmless = shop.added(), shop.added()
    for _ in range(ATTEMPTS):
        begin(shop, poison)
        shop.clock.advance(LEASE)
        assert shop.reaper()() == 1
        shop.clock.advance(timedelta(minutes=1))
    assert shop.item(poison.id).status is WorkStatus.DEAD
    assert [each.attempt for each in shop.failures(poison.id)] == [1, 2, 3, 4, 5]
    assert [each.status for each in shop.told(WorkFailed)][-2:] == [
        WorkStatus.QUEUED,
        WorkStatus.DEAD,
    ]
    assert shop.reaper()() == 0
    shop.worker()(poison.id)
    shop.worker()(harmless.id)
    assert [item.id for item in shop.handler.given] == [harmless.id]


def test_an_item_that_was_taken_can_be_done_by_another(shop: Workshop):
    item = shop.added()
    begin(shop, item)
    shop.clock.advance(LEASE)
    shop.reaper()()
    shop.clock.advance(SECOND)
    shop.worker("another")(item.id)
    assert (shop.item(item.id).status, shop.item(item.id).attempt) == (WorkStatus.SUCCEEDED, 2)


def test_what_is_finished_meanwhile_is_left_alone(shop: Workshop, monkeypatch):
    """The reaper has read the item before its worker finished it."""
    item = running()
    shop.add(item)
    shop.clock.advance(2 * LEASE)
    shop.replace(item, item.succeeded(shop.clock.now()))
    monkeypatch.setattr(InMemoryWorkItems, "expired", lambda *_: (item,))
    assert shop.reaper()() == 0
    assert shop.item(item.id).status is WorkStatus.SUCCEEDED
    assert (shop.failures(item.id), shop.told(WorkFailed)) == ((), [])


def test_who_renews_the_lease_while_the_reaper_looks_keeps_the_work(shop: Workshop, monkeypatch):
    item = running()
    shop.add(item)
    shop.clock.advance(2 * LEASE)
    renewed = item.renewed(shop.clock.now(), LEASE, 50)
    shop.replace(item, renewed)
    monkeypatch.setattr(InMemoryWorkItems, "expired", lambda *_: (item,))
    assert shop.reaper()() == 0
    assert shop.item(item.id) == renewed
    assert (shop.failures(item.id), shop.told(WorkFailed)) == ((), [])


def test_more_than_a_batch_is_taken_by_further_calls(shop: Workshop):
    shop.add(*(running() for _ in range(130)))
    shop.clock.advance(2 * LEASE)
    assert [shop.reaper()() for _ in range(3)] == [100, 30, 0]


def test_nothing_is_told_of_what_could_not_be_stored(shop: Workshop):
    shop.add(running())
    shop.clock.advance(2 * LEASE)
    shop.unit_of_work.fail_next_commit(OSError("disk full"))
    with pytest.raises(OSError, match="disk full"):
        shop.reaper()()
    assert shop.told(WorkFailed) == []
    assert shop.reaper()() == 1
