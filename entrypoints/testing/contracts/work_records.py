"""What every `IWorkItems` promises to those who look after work."""

import pytest
from attrs import evolve

from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.application.ports.work_items import WorkFilter
from parlons.domain.work.work_item import WorkItem, WorkStatus
from parlons.entrypoints.testing import samples
from parlons.entrypoints.testing.contracts.store import StoreContract
from parlons.entrypoints.testing.work_samples import failure, minutes, running, work_item

NOW = minutes(60)


class WorkRecordsContract(StoreContract):
    """What runs, what waits and what went wrong can be looked up until it is forgotten."""

    def test_a_lease_that_has_ended_is_found_the_longest_ended_first(
        self, unit_of_work: IUnitOfWork
    ) -> None:
        ended = [running(run_at=59), running("parcels", run_at=0), running(run_at=30)]
        alive = [running(run_at=59.01), evolve(running(), lease_until=minutes(61))]
        others = [running().succeeded(minutes(1)), work_item().cancelled(minutes(1))]
        idle = [evolve(item, lease_until=minutes(1)) for item in (work_item(), *others)]
        with unit_of_work.write() as session:
            session.work.add([*ended, *alive, *idle])
        with unit_of_work.read() as session:
            assert session.work.expired(NOW, 10) == (ended[1], ended[2], ended[0])
            assert session.work.expired(NOW, 2) == (ended[1], ended[2])
            assert session.work.expired(minutes(0.5), 10) == ()

    def test_what_a_user_waits_for_is_found(self, unit_of_work: IUnitOfWork) -> None:
        unfinished = [work_item(user_id="ada", run_at=99 - at) for at in range(4)]
        unfinished += [running(user_id="ada") for _ in range(4)]
        with unit_of_work.write() as session:
            session.work.add(
                [
                    *unfinished,
                    work_item(user_id="grace"),
                    work_item(),
                    work_item("parcels", user_id="ada"),
                    running(user_id="ada").succeeded(NOW),
                    work_item(user_id="ada").cancelled(NOW),
                    dead(user_id="ada"),
                ]
            )
        with unit_of_work.read() as session:
            found = session.work.unfinished_of("ada", "letters")
            assert found == tuple(sorted(unfinished, key=lambda item: item.id))
            assert session.work.unfinished_of("ada", "letters", 3) == found[:3]
            assert session.work.unfinished_of("nobody", "letters") == ()

    def test_pages_joined_are_all_work_the_newest_first(self, unit_of_work: IUnitOfWork) -> None:
        items = [work_item(queue) for queue in ("letters", "parcels", "letters") * 3]
        with unit_of_work.write() as session:
            session.work.add(items)
        with unit_of_work.read() as session:
            found = list(session.work.page(WorkFilter(), None, 2))
            for _ in range(4):
                found.extend(session.work.page(WorkFilter(), found[-1].id, 2))
            assert session.work.page(WorkFilter(), found[-1].id, 2) == ()
        assert found == newest_first(items)

    @pytest.mark.parametrize(
        ("wanted", "places"),
        [
            (WorkFilter(), [0, 1, 2, 3, 4]),
            (WorkFilter(queue="letters"), [0, 1, 3, 4]),
            (WorkFilter(status=WorkStatus.QUEUED), [0, 2, 3]),
            (WorkFilter(user_id="ada"), [0, 1, 2]),
            (WorkFilter(queue="letters", status=WorkStatus.DEAD), [4]),
            (WorkFilter(queue="letters", status=WorkStatus.QUEUED, user_id="ada"), [0]),
            (WorkFilter(queue="parcels", user_id="grace"), []),
        ],
    )
    def test_a_page_holds_what_is_wanted(
        self, unit_of_work: IUnitOfWork, wanted: WorkFilter, places: list[int]
    ) -> None:
        items = [
            work_item(user_id="ada"),
            running(user_id="ada"),
            work_item("parcels", user_id="ada"),
            work_item(user_id="grace"),
            dead(),
        ]
        with unit_of_work.write() as session:
            session.work.add(items)
        expected = tuple(newest_first([items[place] for place in places]))
        with unit_of_work.read() as session:
            assert session.work.page(wanted, None, 10) == expected
            assert session.work.page(wanted, None, 1) == expected[:1]
            if expected:
                assert session.work.page(wanted, expected[0].id, 10) == expected[1:]

    def test_work_is_counted_by_queue_and_status(self, unit_of_work: IUnitOfWork) -> None:
        items = [work_item(), work_item(), running(), dead(), work_item("parcels")]
        with unit_of_work.write() as session:
            assert dict(session.work.counts()) == {}
            session.work.add(items)
        with unit_of_work.read() as session:
            assert dict(session.work.counts()) == {
                ("letters", WorkStatus.QUEUED): 2,
                ("letters", WorkStatus.RUNNING): 1,
                ("letters", WorkStatus.DEAD): 1,
                ("parcels", WorkStatus.QUEUED): 1,
            }

    def test_failures_are_kept_in_order(self, unit_of_work: IUnitOfWork) -> None:
        item, other = work_item(), work_item()
        failures = (
            failure(1, owner=None),
            failure(2, error=samples.ANY_TEXT, owner=samples.ANY_TEXT, failed_at=minutes(1)),
            failure(10, failed_at=minutes(0.5)),
        )
        with unit_of_work.write() as session:
            session.work.add([item, other])
            session.work.note_failure(other.id, failure(3))
            for each in (failures[2], failures[0], failures[1]):
                session.work.note_failure(item.id, each)
        with unit_of_work.read() as session:
            assert session.work.failures(item.id) == failures
            assert session.work.failures(other.id) == (failure(3),)
            assert session.work.failures(work_item().id) == ()

    def test_work_that_is_over_is_forgotten_with_its_failures(
        self, unit_of_work: IUnitOfWork
    ) -> None:
        over = [running().succeeded(minutes(59)), work_item().cancelled(minutes(1))]
        kept = [
            running().succeeded(NOW),
            work_item().cancelled(minutes(61)),
            dead(),
            work_item(),
            running(),
        ]
        with unit_of_work.write() as session:
            session.work.add([*over, *kept])
            for item in (over[0], kept[0]):
                session.work.note_failure(item.id, failure())
        with unit_of_work.write() as session:
            assert session.work.forget(NOW, 10) == 2
            assert session.work.forget(NOW, 10) == 0
        with unit_of_work.read() as session:
            assert list(session.work.page(WorkFilter(), None, 10)) == newest_first(kept)
            assert session.work.failures(over[0].id) == ()
            assert session.work.failures(kept[0].id) == (failure(),)

    def test_no_more_is_forgotten_at_once_than_was_asked_for(
        self, unit_of_work: IUnitOfWork
    ) -> None:
        items = [work_item().cancelled(minutes(at)) for at in range(5)]
        with unit_of_work.write() as session:
            session.work.add(items)
            for item in items:
                session.work.note_failure(item.id, failure())
            forgotten = [session.work.forget(NOW, 2) for _ in range(4)]
        assert forgotten == [2, 2, 1, 0]

    def test_work_that_was_forgotten_may_come_again(self, unit_of_work: IUnitOfWork) -> None:
        item = running().succeeded(minutes(1))
        with unit_of_work.write() as session:
            session.work.add([item])
            session.work.forget(NOW, 10)
            assert session.work.by_id(item.id) is None
            assert session.work.add([work_item(ref=item.ref)]) == 1


def dead(**changes: str) -> WorkItem:
    """An item that was given up long ago."""
    return evolve(running(**changes), max_attempts=1).failed("no ink", minutes(1), 0)


def newest_first(items: list[WorkItem]) -> list[WorkItem]:
    """Ids say when they were made."""
    return sorted(items, key=lambda item: item.id, reverse=True)
