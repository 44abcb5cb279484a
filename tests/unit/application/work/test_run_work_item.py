"""Whoever holds the lease does the work; its effect and its end are one transaction."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from attrs import evolve
from tests.support.workshop import Workshop

from parlons.application.ports.telemetry import WorkEnded, WorkFailed
from parlons.application.ports.unit_of_work import StorageUnavailableError
from parlons.application.work.cancel_work import CancelWork
from parlons.application.work.handler import Beat, LeaseLostError
from parlons.domain.identity.principal import OPERATOR
from parlons.domain.work.work_item import ATTEMPTS, WorkItem, WorkStatus
from parlons.entrypoints.testing import samples
from parlons.entrypoints.testing.samples import NOON
from parlons.entrypoints.testing.work_samples import LEASE, running

USER = samples.user()


class NoInkError(Exception):
    """What keeps a letter from being written."""


def fail(_item: WorkItem, _beat: Beat) -> None:
    raise NoInkError("the pen is dry")


def leave_a_mark(session: Any) -> None:
    session.users.add(USER)


@pytest.fixture
def shop() -> Workshop:
    return Workshop()


def has_effect(shop: Workshop) -> bool:
    return USER.id in shop.unit_of_work._state.users


def test_work_that_is_done_is_finished_together_with_its_effect(shop: Workshop):
    shop.handler.effect = leave_a_mark
    item = shop.added()
    shop.worker()(item.id)
    done = shop.item(item.id)
    assert (done.status, done.attempt, done.finished_at) == (WorkStatus.SUCCEEDED, 1, NOON)
    assert (done.owner, done.lease_until) == (None, None)
    assert has_effect(shop)
    (ended,) = shop.told(WorkEnded)
    assert (ended.queue, 0 <= ended.seconds < 10) == ("letters", True)


def test_the_handler_is_given_the_item_as_it_was_claimed(shop: Workshop):
    item = shop.added()
    shop.worker("somebody")(item.id)
    (given,) = shop.handler.given
    assert (given.owner, given.attempt, given.lease_until) == ("somebody", 1, NOON + LEASE)


def test_no_session_is_open_while_the_work_is_done(shop: Workshop):
    shop.handler.does = lambda _item, _beat: shop.added()
    shop.worker()(shop.added().id)
    assert len(shop.items()) == 2


def test_the_same_id_may_come_any_number_of_times(shop: Workshop):
    item = shop.added()
    for _ in range(3):
        shop.worker()(item.id)
    assert len(shop.handler.given) == 1


@pytest.mark.parametrize("status", [each for each in WorkStatus if each is not WorkStatus.QUEUED])
def test_what_is_not_queued_is_left_alone(shop: Workshop, status: WorkStatus):
    item = evolve(running(), status=status)
    shop.add(item)
    shop.worker("another")(item.id)
    assert (shop.item(item.id), shop.handler.given) == (item, [])


def test_what_is_not_due_or_not_there_is_left_alone(shop: Workshop):
    item = shop.added(run_at=1)
    shop.worker()(item.id)
    shop.worker()(uuid4())
    assert (shop.items(), shop.handler.given) == ([item], [])
    shop.clock.advance(timedelta(minutes=1))
    shop.worker()(item.id)
    assert shop.item(item.id).status is WorkStatus.SUCCEEDED


def test_what_fails_is_tried_again_later_with_its_reason_kept(shop: Workshop):
    shop.handler.does = fail
    item = shop.added()
    shop.worker("somebody")(item.id)
    failed = shop.item(item.id)
    assert (failed.status, failed.attempt, failed.owner) == (WorkStatus.QUEUED, 1, None)
    assert failed.last_error == "NoInkError: the pen is dry"
    (failure,) = shop.failures(item.id)
    assert (failure.attempt, failure.owner, failure.failed_at) == (1, "somebody", NOON)
    assert shop.told(WorkFailed) == [
        WorkFailed(
            item_id=item.id,
            queue="letters",
            kind="write-letter",
            attempt=1,
            status=WorkStatus.QUEUED,
            reason="NoInkError: the pen is dry",
        )
    ]
    assert shop.told(WorkEnded) == []


def test_the_delay_doubles_and_after_the_last_attempt_the_item_is_dead(shop: Workshop):
    shop.handler.does = fail
    item = shop.added()
    delays = []
    for _ in range(ATTEMPTS):
        began = shop.clock.now()
        shop.worker()(item.id)
        shop.clock.instant = max(began, shop.item(item.id).run_at)
        delays.append((shop.clock.instant - began).total_seconds())
    assert delays == [0.75, 1.5, 3, 6, 0]
    dead = shop.item(item.id)
    assert (dead.status, dead.attempt) == (WorkStatus.DEAD, ATTEMPTS)
    assert [each.attempt for each in shop.failures(item.id)] == [1, 2, 3, 4, 5]
    shop.worker()(item.id)
    assert len(shop.handler.given) == ATTEMPTS


def test_an_attempt_before_its_time_is_none(shop: Workshop):
    shop.handler.does = fail
    item = shop.added()
    for _ in range(3):
        shop.worker()(item.id)
    assert shop.item(item.id).attempt == 1


def test_a_kind_that_nobody_does_fails(shop: Workshop):
    item = shop.added(kind="write-novel")
    shop.worker()(item.id)
    assert shop.item(item.id).last_error == "LookupError: nobody does work of the kind write-novel"


def test_an_effect_that_fails_is_undone_and_the_work_tried_again(shop: Workshop):
    def half(session: Any) -> None:
        leave_a_mark(session)
        raise NoInkError

    shop.handler.effect = half
    item = shop.added()
    shop.worker()(item.id)
    assert not has_effect(shop)
    assert (shop.item(item.id).status, shop.item(item.id).attempt) == (WorkStatus.QUEUED, 1)


def test_an_effect_that_could_not_be_committed_leaves_the_item_to_be_done(shop: Workshop):
    shop.handler.effect = leave_a_mark
    shop.handler.does = lambda *_: shop.unit_of_work.fail_next_commit(OSError("disk full"))
    item = shop.added()
    shop.worker()(item.id)
    assert not has_effect(shop)
    assert shop.item(item.id).last_error == "OSError: disk full"
    shop.handler.does = None
    shop.clock.advance(timedelta(minutes=1))
    shop.worker()(item.id)
    assert has_effect(shop)
    assert (shop.item(item.id).status, shop.item(item.id).attempt) == (WorkStatus.SUCCEEDED, 2)


def test_a_worker_whose_lease_was_taken_has_no_effect(shop: Workshop):
    """The reaper has taken the item, and another worker begun it."""

    def be_taken(item: WorkItem, _beat: Beat) -> None:
        shop.clock.advance(2 * LEASE)
        assert shop.reaper()() == 1
        shop.clock.advance(timedelta(minutes=1))
        taken = shop.item(item.id).claimed("another", shop.clock.now(), LEASE)
        assert taken is not None
        shop.replace(shop.item(item.id), taken)

    shop.handler.effect, shop.handler.does = leave_a_mark, be_taken
    item = shop.added()
    shop.worker()(item.id)
    assert not has_effect(shop)
    now = shop.item(item.id)
    assert (now.status, now.owner, now.attempt) == (WorkStatus.RUNNING, "another", 2)
    assert [each.attempt for each in shop.failures(item.id)] == [1]
    assert shop.told(WorkEnded) == []


def test_a_worker_that_fails_after_its_lease_was_taken_says_nothing(shop: Workshop):
    def be_taken(item: WorkItem, beat: Beat) -> None:
        shop.clock.advance(2 * LEASE)
        shop.reaper()()
        fail(item, beat)

    shop.handler.does = be_taken
    item = shop.added()
    shop.worker()(item.id)
    (failure,) = shop.failures(item.id)
    assert "the lease ended" in failure.error
    assert len(shop.told(WorkFailed)) == 1


def test_the_same_worker_in_its_next_attempt_is_not_taken_for_the_one_before(shop: Workshop):
    def be_taken_by_oneself(item: WorkItem, _beat: Beat) -> None:
        shop.clock.advance(2 * LEASE)
        shop.reaper()()
        shop.clock.advance(timedelta(minutes=1))
        shop.handler.does = fail
        shop.worker()(item.id)

    shop.handler.effect, shop.handler.does = leave_a_mark, be_taken_by_oneself
    item = shop.added()
    shop.worker()(item.id)
    assert not has_effect(shop)
    assert (shop.item(item.id).status, shop.item(item.id).attempt) == (WorkStatus.QUEUED, 2)


def test_work_that_is_cancelled_while_it_runs_takes_no_effect(shop: Workshop):
    cancel = CancelWork(shop.unit_of_work, shop.clock)
    shop.handler.effect = leave_a_mark
    shop.handler.does = lambda item, _beat: cancel(OPERATOR, item.id)
    item = shop.added()
    shop.worker()(item.id)
    assert not has_effect(shop)
    assert shop.item(item.id).status is WorkStatus.CANCELLED
    assert (shop.failures(item.id), shop.told(WorkEnded)) == ((), [])


def test_a_beat_renews_the_lease_and_notes_the_progress(shop: Workshop):
    seen = []

    def work_for_long(item: WorkItem, beat: Beat) -> None:
        for percent in (10, 90):
            shop.clock.advance(LEASE * 0.9)
            beat(percent)
            stored = shop.item(item.id)
            assert stored.lease_until is not None
            seen.append((stored.progress, stored.lease_until - shop.clock.now()))
            assert shop.reaper()() == 0

    shop.handler.effect, shop.handler.does = leave_a_mark, work_for_long
    item = shop.added()
    shop.worker()(item.id)
    assert seen == [(10, LEASE), (90, LEASE)]
    assert shop.item(item.id).status is WorkStatus.SUCCEEDED
    assert has_effect(shop)


def test_a_beat_tells_a_worker_that_its_work_was_cancelled(shop: Workshop):
    def work_on(item: WorkItem, beat: Beat) -> None:
        CancelWork(shop.unit_of_work, shop.clock)(OPERATOR, item.id)
        with pytest.raises(LeaseLostError):
            beat(50)
        beat(60)

    shop.handler.effect, shop.handler.does = leave_a_mark, work_on
    item = shop.added()
    shop.worker()(item.id)
    cancelled = shop.item(item.id)
    assert (cancelled.status, cancelled.progress) == (WorkStatus.CANCELLED, None)
    assert not has_effect(shop)


def test_what_an_error_says_is_kept_as_far_as_a_store_can_keep_it(shop: Workshop):
    def fail_oddly(_item: WorkItem, _beat: Beat) -> None:
        raise NoInkError("a\0b \ud800 " + "x" * 5000)

    shop.handler.does = fail_oddly
    item = shop.added()
    shop.worker()(item.id)
    error = shop.item(item.id).last_error
    assert error is not None
    assert error.startswith("NoInkError: ab ? xx")
    assert len(error) == len(shop.failures(item.id)[0].error) == 2000


def test_only_a_store_that_cannot_be_used_is_told_to_whoever_calls(shop: Workshop):
    item = shop.added()

    def lose_the_store(_item: WorkItem, _beat: Beat) -> None:
        shop.unit_of_work.available = False

    shop.handler.does = lose_the_store
    with pytest.raises(StorageUnavailableError):
        shop.worker()(item.id)
    with pytest.raises(StorageUnavailableError):
        shop.worker()(item.id)
    shop.unit_of_work.available = True
    shop.clock.advance(2 * LEASE)
    assert shop.reaper()() == 1
    assert shop.item(item.id).status is WorkStatus.QUEUED


def test_an_interrupt_leaves_the_item_to_the_reaper(shop: Workshop):
    def interrupt(_item: WorkItem, _beat: Beat) -> None:
        raise KeyboardInterrupt

    shop.handler.does = interrupt
    item = shop.added()
    with pytest.raises(KeyboardInterrupt):
        shop.worker()(item.id)
    assert shop.item(item.id).status is WorkStatus.RUNNING
