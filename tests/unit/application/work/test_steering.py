"""Admins look at work, give it up, and have it tried again."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from attrs import evolve
from tests.support.workshop import Workshop

from parlons.application.ports.work_items import WorkFilter
from parlons.application.work.cancel_work import CancelWork
from parlons.application.work.count_work import CountWork
from parlons.application.work.list_work import ListWork
from parlons.application.work.replay_work import ReplayWork
from parlons.application.work.retry_work import RetryWork
from parlons.application.work.view_work import ViewWork
from parlons.domain.errors import ConflictError, NotFoundError, PermissionDeniedError
from parlons.domain.identity.principal import OPERATOR, Principal
from parlons.domain.work.work_item import ATTEMPTS, WorkItem, WorkStatus
from parlons.entrypoints.testing.samples import NOON
from parlons.entrypoints.testing.work_samples import failure, running, work_item

FINISHED = (WorkStatus.SUCCEEDED, WorkStatus.DEAD, WorkStatus.CANCELLED)
GIVEN_UP = (WorkStatus.DEAD, WorkStatus.CANCELLED)


@pytest.fixture
def shop() -> Workshop:
    return Workshop()


def dead(queue: str = "letters") -> WorkItem:
    item = work_item(queue)
    return evolve(item, status=WorkStatus.DEAD, attempt=ATTEMPTS, finished_at=NOON)


def cancel(shop: Workshop, item_id: UUID) -> WorkItem:
    return CancelWork(shop.unit_of_work, shop.clock)(OPERATOR, item_id)


def retry(shop: Workshop, item_id: UUID) -> WorkItem:
    return RetryWork(shop.unit_of_work, shop.desk, shop.clock)(OPERATOR, item_id)


def replay(shop: Workshop, queue: str | None = None) -> int:
    return ReplayWork(shop.unit_of_work, shop.desk, shop.clock)(OPERATOR, queue)


@pytest.mark.parametrize("item", [work_item(), running()], ids=["queued", "running"])
def test_what_is_cancelled_is_not_done(shop: Workshop, item: WorkItem):
    shop.add(item)
    cancelled = cancel(shop, item.id)
    assert cancelled == shop.item(item.id)
    assert (cancelled.status, cancelled.finished_at) == (WorkStatus.CANCELLED, NOON)
    shop.worker()(item.id)
    assert shop.handler.given == []


@pytest.mark.parametrize("status", FINISHED)
def test_what_is_finished_cannot_be_cancelled(shop: Workshop, status: WorkStatus):
    item = work_item(status=status)
    shop.add(item)
    with pytest.raises(ConflictError, match="nothing to cancel"):
        cancel(shop, item.id)
    assert shop.item(item.id) == item


@pytest.mark.parametrize("status", GIVEN_UP)
def test_what_was_given_up_is_tried_as_often_as_something_new(shop: Workshop, status: WorkStatus):
    item = evolve(dead(), status=status)
    shop.add(item)
    shop.clock.advance(timedelta(hours=1))
    retried = retry(shop, item.id)
    assert retried == shop.item(item.id)
    assert (retried.status, retried.run_at) == (WorkStatus.QUEUED, shop.clock.now())
    assert retried.max_attempts == 2 * ATTEMPTS
    assert len(shop.rung) == 1
    shop.worker()(item.id)
    assert shop.item(item.id).status is WorkStatus.SUCCEEDED
    assert shop.item(item.id).attempt == ATTEMPTS + 1


@pytest.mark.parametrize("status", [each for each in WorkStatus if each not in GIVEN_UP])
def test_what_was_not_given_up_is_not_tried_again(shop: Workshop, status: WorkStatus):
    item = work_item(status=status)
    shop.add(item)
    with pytest.raises(ConflictError, match="only a dead or cancelled one"):
        retry(shop, item.id)
    assert (shop.item(item.id), shop.rung) == (item, [])


def test_all_dead_items_of_a_queue_are_tried_again(shop: Workshop):
    letters = [dead() for _ in range(3)]
    others = [dead("parcels"), work_item(), running(), evolve(dead(), status=WorkStatus.CANCELLED)]
    shop.add(*letters, *others)
    assert replay(shop, "letters") == 3
    assert all(shop.item(item.id).status is WorkStatus.QUEUED for item in letters)
    assert [shop.item(item.id) for item in others] == others
    assert replay(shop) == 1
    assert replay(shop) == replay(shop, "no such queue") == 0


def test_more_dead_items_than_a_batch_holds_are_tried_again(shop: Workshop):
    shop.add(*(dead() for _ in range(1100)))
    assert replay(shop) == 1100
    assert len(shop.rung) == 3


def test_an_item_is_seen_with_its_failures(shop: Workshop):
    item = shop.added()
    failures = (failure(1), failure(2))
    with shop.unit_of_work.write() as session:
        for each in reversed(failures):
            session.work.note_failure(item.id, each)
    view = ViewWork(shop.unit_of_work)(OPERATOR, item.id)
    assert (view.item, view.failures) == (item, failures)


def test_items_are_listed_the_newest_first_and_counted(shop: Workshop):
    items = sorted([work_item(), work_item("parcels"), running()], key=lambda item: item.id)
    shop.add(*items)
    list_work = ListWork(shop.unit_of_work)
    assert list_work(OPERATOR, WorkFilter(), None, 2) == tuple(items[:0:-1])
    assert list_work(OPERATOR, WorkFilter(), items[1].id, 2) == (items[0],)
    (parcel,) = list_work(OPERATOR, WorkFilter(queue="parcels"), None, 9)
    assert parcel.queue == "parcels"
    assert CountWork(shop.unit_of_work)(OPERATOR) == {
        ("letters", WorkStatus.QUEUED): 1,
        ("letters", WorkStatus.RUNNING): 1,
        ("parcels", WorkStatus.QUEUED): 1,
    }


def test_what_is_not_there_is_not_found(shop: Workshop):
    for use_case in (cancel, retry, lambda shop, item: ViewWork(shop.unit_of_work)(OPERATOR, item)):
        with pytest.raises(NotFoundError, match="no work item"):
            use_case(shop, uuid4())


def test_learners_steer_nothing(shop: Workshop):
    ada, store, item = Principal("ada"), shop.unit_of_work, shop.added()
    uses = [
        lambda: CancelWork(store, shop.clock)(ada, item.id),
        lambda: RetryWork(store, shop.desk, shop.clock)(ada, item.id),
        lambda: ReplayWork(store, shop.desk, shop.clock)(ada),
        lambda: ViewWork(store)(ada, item.id),
        lambda: ListWork(store)(ada, WorkFilter(), None, 1),
        lambda: CountWork(store)(ada),
    ]
    for use in uses:
        with pytest.raises(PermissionDeniedError):
            use()
    assert shop.items() == [item]
