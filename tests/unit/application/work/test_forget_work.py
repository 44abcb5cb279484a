"""Work that was done long ago is forgotten; what is dead is kept until somebody decides."""

from datetime import datetime, timedelta

import pytest
from attrs import evolve
from tests.support.workshop import Workshop

from parlons.application.work.forget_work import KEPT, ForgetWork
from parlons.application.work.handler import LeaseLostError, nothing
from parlons.domain.work.work_item import WorkItem, WorkStatus
from parlons.entrypoints.testing.work_samples import running, work_item

SECOND = timedelta(seconds=1)


def finished(at: datetime, status: WorkStatus = WorkStatus.SUCCEEDED) -> WorkItem:
    return evolve(work_item(), status=status, finished_at=at)


def forget(shop: Workshop, beats: list[int | None] | None = None) -> None:
    effect = ForgetWork(shop.unit_of_work, shop.clock)(work_item(), (beats or []).append)
    assert effect is nothing


def test_what_ended_well_is_kept_for_thirty_days():
    shop = Workshop()
    limit = shop.clock.now() - KEPT
    kept = [finished(limit), finished(limit + SECOND, WorkStatus.CANCELLED)]
    gone = [finished(limit - SECOND), finished(limit - KEPT, WorkStatus.CANCELLED)]
    shop.add(*gone, *kept)
    forget(shop)
    assert shop.items() == kept


def test_what_is_dead_or_not_finished_is_kept_for_ever():
    shop = Workshop()
    kept = [finished(shop.clock.now(), WorkStatus.DEAD), work_item(), running()]
    shop.add(*kept)
    shop.clock.advance(10 * KEPT)
    forget(shop)
    assert shop.items() == kept


def test_much_is_forgotten_in_batches_with_a_sign_of_life_after_each():
    shop, beats = Workshop(), []
    shop.add(*(finished(shop.clock.now()) for _ in range(1200)))
    shop.clock.advance(2 * KEPT)
    ForgetWork(shop.unit_of_work, shop.clock)(work_item(), beats.append)
    assert (shop.items(), len(beats)) == ([], 2)


def test_who_has_lost_the_lease_stops():
    shop = Workshop()
    shop.add(*(finished(shop.clock.now()) for _ in range(1200)))
    shop.clock.advance(2 * KEPT)

    def lost(_progress: int | None) -> None:
        raise LeaseLostError

    with pytest.raises(LeaseLostError):
        ForgetWork(shop.unit_of_work, shop.clock)(work_item(), lost)
    assert len(shop.items()) == 700
