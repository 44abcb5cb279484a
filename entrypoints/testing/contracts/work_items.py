"""What every `IWorkItems` promises."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve

from parlons.application.ports.unit_of_work import (
    IReadSession,
    IUnitOfWork,
    SessionMisuseError,
    StaleRevisionError,
)
from parlons.application.ports.work_items import WorkFilter
from parlons.domain.work.work_item import WorkItem, WorkStatus
from parlons.entrypoints.testing import samples
from parlons.entrypoints.testing.contracts.store import StoreContract
from parlons.entrypoints.testing.contracts.work_dispatch import WorkDispatchContract
from parlons.entrypoints.testing.contracts.work_records import WorkRecordsContract
from parlons.entrypoints.testing.work_samples import (
    LEASE,
    failure,
    minutes,
    running,
    work_item,
)

ITEM = work_item()
CLAIMED = running(dispatched_at=samples.NOON)
CLAIMED_OF_NOBODY = evolve(CLAIMED, owner=None)

LIVES: dict[str, tuple[WorkItem, WorkItem]] = {
    "renewed": (CLAIMED, CLAIMED.renewed(minutes(1), LEASE, 40)),
    "succeeded": (CLAIMED, CLAIMED.succeeded(minutes(1))),
    "failed": (CLAIMED, CLAIMED.failed(samples.ANY_TEXT, minutes(1), 0.5)),
    "dead": (CLAIMED, evolve(CLAIMED, max_attempts=1).failed("no ink", minutes(1), 0)),
    "cancelled": (CLAIMED, CLAIMED.cancelled(minutes(1))),
    "retried": (cancelled := ITEM.cancelled(minutes(1)), cancelled.retried(minutes(2))),
    "made more urgent": (ITEM, evolve(ITEM, priority=9)),
}
TAMPERED: dict[str, tuple[WorkItem, dict[str, Any]]] = {
    "another status": (CLAIMED, {"status": WorkStatus.QUEUED}),
    "an attempt before": (CLAIMED, {"attempt": 0}),
    "an attempt after": (CLAIMED, {"attempt": 2}),
    "another owner": (CLAIMED, {"owner": "another worker"}),
    "no owner": (CLAIMED, {"owner": None}),
    "an owner": (CLAIMED_OF_NOBODY, {"owner": "a worker"}),
    "another item": (CLAIMED, {"id": ITEM.id}),
}
CHANGES: dict[str, Callable[[IReadSession], object]] = {
    "add": lambda session: session.work.add([work_item()]),
    "add several": lambda session: session.work.add([work_item(), work_item()]),
    "replace": lambda session: session.work.replace(ITEM, ITEM.cancelled(minutes(1))),
    "replace_expired": lambda session: session.work.replace_expired(
        CLAIMED, CLAIMED.succeeded(minutes(1)), minutes(9)
    ),
    "due": lambda session: session.work.due("letters", minutes(1), minutes(0), 1),
    "mark_dispatched": lambda session: session.work.mark_dispatched([ITEM.id], minutes(1)),
    "forget_dispatch": lambda session: session.work.forget_dispatch(),
    "note_failure": lambda session: session.work.note_failure(ITEM.id, failure()),
    "forget": lambda session: session.work.forget(minutes(1), 1),
}
USES: dict[str, Callable[[IReadSession], object]] = {
    "by_id": lambda session: session.work.by_id(ITEM.id),
    "queues_due": lambda session: session.work.queues_due(minutes(1), minutes(0)),
    "in_flight": lambda session: session.work.in_flight("letters", minutes(1)),
    "expired": lambda session: session.work.expired(minutes(1), 1),
    "unfinished_of": lambda session: session.work.unfinished_of("ada", "letters"),
    "page": lambda session: session.work.page(WorkFilter(), None, 1),
    "counts": lambda session: session.work.counts(),
    "failures": lambda session: session.work.failures(ITEM.id),
}


class WorkItemsContract(WorkDispatchContract, WorkRecordsContract, StoreContract):
    """A piece of work is stored once, and whoever has it changes it."""

    @pytest.mark.parametrize("together", [True, False], ids=["together", "one by one"])
    def test_items_come_back_as_they_were(
        self, unit_of_work: IUnitOfWork, *, together: bool
    ) -> None:
        items = [
            evolve(ITEM, ref=samples.ANY_TEXT, user_id=samples.ANY_TEXT, priority=9),
            evolve(CLAIMED, progress=0, last_error=samples.ANY_TEXT),
            work_item(run_at=-5).cancelled(minutes(1)),
        ]
        with unit_of_work.write() as session:
            if together:
                assert session.work.add(items) == 3
            else:
                assert [session.work.add([item]) for item in items] == [1, 1, 1]
        with unit_of_work.read() as session:
            assert [session.work.by_id(item.id) for item in items] == items
            assert session.work.by_id(work_item().id) is None

    def test_work_of_one_queue_and_ref_is_stored_once(self, unit_of_work: IUnitOfWork) -> None:
        again = work_item(ref=ITEM.ref, kind="another-kind", priority=9)
        elsewhere, other = work_item("parcels", ref=ITEM.ref), work_item()
        with unit_of_work.write() as session:
            assert session.work.add([ITEM]) == 1
            assert session.work.add([again]) == 0
            assert session.work.add([again, elsewhere, other]) == 2
            assert session.work.add([again, elsewhere, ITEM]) == 0
            assert session.work.by_id(again.id) is None
        with unit_of_work.read() as session:
            for item in (ITEM, elsewhere, other):
                assert session.work.by_id(item.id) == item

    def test_work_that_is_twice_in_what_is_added_is_stored_once(
        self, unit_of_work: IUnitOfWork
    ) -> None:
        with unit_of_work.write() as session:
            assert session.work.add([ITEM, work_item(ref=ITEM.ref), ITEM]) == 1
            assert session.work.by_id(ITEM.id) == ITEM

    def test_adding_nothing_adds_nothing(self, unit_of_work: IUnitOfWork) -> None:
        with unit_of_work.write() as session:
            assert session.work.add([]) == 0
            assert session.work.page(WorkFilter(), None, 10) == ()

    def test_work_that_is_done_is_not_begun_again(self, unit_of_work: IUnitOfWork) -> None:
        done = CLAIMED.succeeded(minutes(1))
        with unit_of_work.write() as session:
            session.work.add([done])
        with unit_of_work.write() as session:
            assert session.work.add([work_item(ref=CLAIMED.ref)]) == 0
            assert session.work.by_id(CLAIMED.id) == done

    @pytest.mark.parametrize("life", LIVES.values(), ids=LIVES)
    def test_what_becomes_of_an_item_is_kept(
        self, unit_of_work: IUnitOfWork, life: tuple[WorkItem, WorkItem]
    ) -> None:
        before, after = life
        other = work_item()
        with unit_of_work.write() as session:
            session.work.add([before, other])
        with unit_of_work.write() as session:
            session.work.replace(before, after)
            assert session.work.by_id(before.id) == after
        with unit_of_work.read() as session:
            assert session.work.by_id(before.id) == after
            assert session.work.by_id(other.id) == other

    def test_a_claimed_item_is_kept_as_it_was_claimed(self, unit_of_work: IUnitOfWork) -> None:
        claimed = ITEM.claimed(samples.ANY_TEXT, minutes(1), LEASE)
        assert claimed is not None
        with unit_of_work.write() as session:
            session.work.add([ITEM])
            session.work.replace(ITEM, claimed)
        with unit_of_work.read() as session:
            assert session.work.by_id(ITEM.id) == claimed

    @pytest.mark.parametrize("tampered", TAMPERED.values(), ids=TAMPERED)
    def test_an_item_that_somebody_else_has_is_not_replaced(
        self, unit_of_work: IUnitOfWork, tampered: tuple[WorkItem, dict[str, Any]]
    ) -> None:
        stored, changes = tampered
        before = evolve(stored, **changes)
        with unit_of_work.write() as session:
            session.work.add([stored])
            with pytest.raises(StaleRevisionError):
                session.work.replace(before, before.renewed(minutes(9), LEASE, 90))
            assert session.work.by_id(stored.id) == stored
            assert session.work.by_id(ITEM.id) is None
            session.work.replace(stored, stored.succeeded(minutes(1)))

    def test_an_item_is_taken_when_its_lease_is_over(self, unit_of_work: IUnitOfWork) -> None:
        lease_until = CLAIMED.lease_until
        assert lease_until is not None
        taken = CLAIMED.failed("too late", lease_until, 0)
        with unit_of_work.write() as session:
            session.work.add([CLAIMED])
            session.work.replace_expired(CLAIMED, taken, lease_until)
            assert session.work.by_id(CLAIMED.id) == taken

    def test_an_item_is_not_taken_when_its_lease_was_renewed(
        self, unit_of_work: IUnitOfWork
    ) -> None:
        lease_until = CLAIMED.lease_until
        assert lease_until is not None
        renewed = CLAIMED.renewed(lease_until, timedelta(microseconds=1), 40)
        taken = CLAIMED.failed("too late", lease_until, 0)
        with unit_of_work.write() as session:
            session.work.add([CLAIMED])
            session.work.replace(CLAIMED, renewed)
            with pytest.raises(StaleRevisionError):
                session.work.replace_expired(CLAIMED, taken, lease_until)
            assert session.work.by_id(CLAIMED.id) == renewed

    @pytest.mark.parametrize("tampered", TAMPERED.values(), ids=TAMPERED)
    def test_an_item_that_somebody_else_has_is_not_taken(
        self, unit_of_work: IUnitOfWork, tampered: tuple[WorkItem, dict[str, Any]]
    ) -> None:
        stored, changes = tampered
        before = evolve(stored, **changes)
        with unit_of_work.write() as session:
            session.work.add([stored])
            with pytest.raises(StaleRevisionError):
                session.work.replace_expired(before, before.succeeded(minutes(9)), minutes(9))
            assert session.work.by_id(stored.id) == stored

    def test_an_item_without_a_lease_is_not_taken(self, unit_of_work: IUnitOfWork) -> None:
        with unit_of_work.write() as session:
            session.work.add([ITEM])
            with pytest.raises(StaleRevisionError):
                session.work.replace_expired(ITEM, ITEM.cancelled(minutes(9)), minutes(9))
            assert session.work.by_id(ITEM.id) == ITEM

    def test_of_two_who_claim_an_item_one_gets_it(self, unit_of_work: IUnitOfWork) -> None:
        one, other = (ITEM.claimed(owner, minutes(1), LEASE) for owner in ("one", "other"))
        assert one is not None
        assert other is not None
        with unit_of_work.write() as session:
            session.work.add([ITEM])
        with unit_of_work.write() as session:
            session.work.replace(ITEM, one)
        with pytest.raises(StaleRevisionError), unit_of_work.write() as session:
            session.work.replace(ITEM, other)
        with unit_of_work.read() as session:
            assert session.work.by_id(ITEM.id) == one

    def test_whoever_renewed_a_lease_or_was_dispatched_again_still_has_the_item(
        self, unit_of_work: IUnitOfWork
    ) -> None:
        renewed = evolve(CLAIMED, dispatched_at=minutes(1)).renewed(minutes(1), LEASE, 40)
        with unit_of_work.write() as session:
            session.work.add([CLAIMED])
            session.work.replace(CLAIMED, renewed)
            session.work.replace(CLAIMED, CLAIMED.succeeded(minutes(2)))
        with unit_of_work.read() as session:
            assert session.work.by_id(CLAIMED.id) == CLAIMED.succeeded(minutes(2))

    def test_work_stays_as_it_was_where_a_session_fails(self, unit_of_work: IUnitOfWork) -> None:
        item, done = work_item(), running().succeeded(minutes(1))

        def change() -> None:
            with unit_of_work.write() as session:
                session.work.add([ITEM])
                session.work.mark_dispatched([item.id], minutes(1))
                session.work.replace(CLAIMED, CLAIMED.failed("no ink", minutes(1), 0))
                session.work.note_failure(CLAIMED.id, failure())
                assert session.work.forget(minutes(2), 1) == 1
                session.work.replace(CLAIMED, CLAIMED.succeeded(minutes(1)))

        with unit_of_work.write() as session:
            session.work.add([item, CLAIMED, done])
            session.work.note_failure(done.id, failure())
        with pytest.raises(StaleRevisionError):
            change()
        with unit_of_work.read() as reader:
            assert reader.work.by_id(ITEM.id) is None
            assert [reader.work.by_id(each.id) for each in (item, CLAIMED)] == [item, CLAIMED]
            assert reader.work.failures(CLAIMED.id) == ()
            assert reader.work.by_id(done.id) == done
            assert reader.work.failures(done.id) == (failure(),)

    @pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
    def test_work_is_changed_by_open_write_sessions_only(
        self, unit_of_work: IUnitOfWork, change: Callable[[IReadSession], object]
    ) -> None:
        with unit_of_work.write() as writer:
            writer.work.add([ITEM])
        with unit_of_work.read() as reader, pytest.raises(SessionMisuseError):
            change(reader)
        with pytest.raises(SessionMisuseError):
            change(writer)

    @pytest.mark.parametrize("use", USES.values(), ids=USES)
    def test_work_of_a_session_that_is_over_is_not_read(
        self, unit_of_work: IUnitOfWork, use: Callable[[IReadSession], object]
    ) -> None:
        with unit_of_work.read() as session:
            pass
        with pytest.raises(SessionMisuseError):
            use(session)
