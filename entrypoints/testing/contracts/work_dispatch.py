"""What every `IWorkItems` promises about work that is to be handed to a broker."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest
from attrs import evolve

from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.domain.work.work_item import WorkItem
from parlons.entrypoints.testing.contracts.store import StoreContract
from parlons.entrypoints.testing.work_samples import minutes, running, work_item

NOW = minutes(60)
LOST_BEFORE = minutes(50)


class WorkDispatchContract(StoreContract):
    """The most urgent work goes first, and none waits for ever."""

    def test_only_what_is_queued_and_whose_time_has_come_is_due(
        self, unit_of_work: IUnitOfWork
    ) -> None:
        past, present = work_item(run_at=0), work_item(run_at=60)
        with unit_of_work.write() as session:
            session.work.add(
                [
                    present,
                    past,
                    work_item(run_at=60.01),
                    work_item("parcels"),
                    running(),
                    running().succeeded(minutes(1)),
                    evolve(running(), max_attempts=1).failed("no ink", minutes(1), 0),
                    work_item().cancelled(minutes(1)),
                ]
            )
        assert due(unit_of_work, 10) == [past, present]

    def test_what_was_dispatched_is_due_again_once_it_counts_as_lost(
        self, unit_of_work: IUnitOfWork
    ) -> None:
        lost = work_item(dispatched_at=minutes(49.99))
        dispatched = [work_item(dispatched_at=at) for at in (LOST_BEFORE, NOW)]
        with unit_of_work.write() as session:
            session.work.add([lost, *dispatched])
        assert due(unit_of_work, 10) == [lost]

    def test_queues_are_due_as_soon_as_one_item_is(self, unit_of_work: IUnitOfWork) -> None:
        with unit_of_work.write() as session:
            assert session.work.queues_due(NOW, LOST_BEFORE) == ()
            session.work.add(
                [
                    *(work_item("b-now", run_at=at) for at in (60, 61, 62)),
                    work_item("a-lost", dispatched_at=minutes(49)),
                    work_item("z-long-ago"),
                    work_item("z-long-ago", dispatched_at=NOW),
                    work_item("later", run_at=61),
                    running("later"),
                    work_item("dispatched", dispatched_at=LOST_BEFORE),
                    running("running"),
                    work_item("finished").cancelled(minutes(1)),
                ]
            )
        with unit_of_work.read() as session:
            queues = session.work.queues_due(NOW, LOST_BEFORE)
        assert sorted(queues) == ["a-lost", "b-now", "z-long-ago"]

    def test_the_highest_priority_comes_first_and_of_equals_the_earliest(
        self, unit_of_work: IUnitOfWork
    ) -> None:
        items = [work_item(priority=5, run_at=1) for _ in range(4)]
        twins = sorted(items[:2], key=lambda item: item.id)
        urgent, late = work_item(priority=9, run_at=3), work_item(priority=5, run_at=2)
        with unit_of_work.write() as session:
            session.work.add([late, *items[:2], urgent])
        assert due(unit_of_work, 3) == [urgent, *twins]
        assert due(unit_of_work, 10) == [urgent, *twins, late]

    def test_every_fourth_place_goes_to_whichever_waits_longest(
        self, unit_of_work: IUnitOfWork
    ) -> None:
        urgent = [work_item(priority=9, run_at=10 + at) for at in range(9)]
        old = [work_item(priority=at, run_at=at) for at in range(4)]
        stored(unit_of_work, *reversed(urgent), *reversed(old))
        in_turn = [*urgent[:3], old[0], *urgent[3:6], old[1], *urgent[6:9], old[2], old[3]]
        assert due(unit_of_work, 3) == in_turn[:3]
        assert due(unit_of_work, 4) == in_turn[:4]
        assert due(unit_of_work, 11) == in_turn[:11]
        assert due(unit_of_work, 100) == in_turn

    def test_what_is_most_urgent_and_waits_longest_comes_once(
        self, unit_of_work: IUnitOfWork
    ) -> None:
        items = [work_item(priority=9 - at, run_at=at) for at in range(10)]
        stored(unit_of_work, *reversed(items))
        for limit in range(1, 11):
            assert due(unit_of_work, limit) == items[:limit]

    def test_the_fourth_place_goes_past_those_that_have_one(
        self, unit_of_work: IUnitOfWork
    ) -> None:
        first = [work_item(priority=9, run_at=at) for at in range(5)]
        urgent = [work_item(priority=8, run_at=20 + at) for at in range(5)]
        old = work_item(run_at=10)
        stored(unit_of_work, old, *first, *urgent)
        assert due(unit_of_work, 8) == [*first, *urgent[:2], old]

    def test_as_many_are_due_as_were_asked_for_where_there_are(
        self, unit_of_work: IUnitOfWork
    ) -> None:
        stored(unit_of_work, *(work_item(priority=at % 3, run_at=at * 7 % 12) for at in range(12)))
        for limit in range(1, 15):
            items = due(unit_of_work, limit)
            assert len({item.id for item in items}) == len(items) == min(limit, 12)

    def test_work_that_is_not_urgent_is_done_while_urgent_work_goes_on(
        self, unit_of_work: IUnitOfWork
    ) -> None:
        patient = [work_item(run_at=at) for at in range(3)]
        stored(unit_of_work, *patient)
        for round_ in range(3):
            stored(unit_of_work, *(work_item(priority=9, run_at=10 + round_) for _ in range(4)))
            assert handed_out(unit_of_work, 4)[3] == patient[round_].id

    def test_what_many_hand_out_at_once_is_handed_out_once(self, unit_of_work: IUnitOfWork) -> None:
        items = [work_item(priority=at % 3, run_at=at) for at in range(40)]
        stored(unit_of_work, *items)
        together = Barrier(4)

        def hand_out(_thread: int) -> list[UUID]:
            together.wait(10)
            ids: list[UUID] = []
            while len(ids) < len(items) and (more := handed_out(unit_of_work, 5)):
                ids += more
            return ids

        with ThreadPoolExecutor(4) as pool:
            ids = [each for taken in pool.map(hand_out, range(4)) for each in taken]
        assert sorted(ids) == sorted(item.id for item in items)

    def test_what_is_dispatched_is_in_flight_until_it_is_taken_back(
        self, unit_of_work: IUnitOfWork
    ) -> None:
        items = [work_item() for _ in range(3)]
        taken = [item.id for item in items[:2]]
        stored(unit_of_work, *items)
        with unit_of_work.write() as session:
            session.work.mark_dispatched(taken, NOW)
            assert session.work.by_id(taken[0]) == evolve(items[0], dispatched_at=NOW)
        assert (due(unit_of_work, 10), in_flight(unit_of_work)) == ([items[2]], 2)
        with unit_of_work.write() as session:
            session.work.mark_dispatched(taken, None)
        assert (len(due(unit_of_work, 10)), in_flight(unit_of_work)) == (3, 0)

    @pytest.mark.parametrize("at", [NOW, None])
    def test_only_queued_items_are_marked_as_dispatched(
        self, unit_of_work: IUnitOfWork, at: None
    ) -> None:
        items = [
            evolve(item, dispatched_at=minutes(5))
            for item in (running(), running().succeeded(minutes(1)), work_item().cancelled(NOW))
        ]
        stored(unit_of_work, *items)
        with unit_of_work.write() as session:
            session.work.mark_dispatched([item.id for item in (*items, work_item())], at)
            session.work.mark_dispatched([], at)
        with unit_of_work.read() as session:
            assert [session.work.by_id(item.id) for item in items] == items

    def test_what_runs_or_was_dispatched_and_is_not_lost_is_in_flight(
        self, unit_of_work: IUnitOfWork
    ) -> None:
        stored(
            unit_of_work,
            running(),
            running(dispatched_at=minutes(1)),
            work_item(dispatched_at=LOST_BEFORE),
            work_item(dispatched_at=NOW),
            work_item(dispatched_at=minutes(49.99)),
            work_item(),
            running(dispatched_at=NOW).succeeded(NOW),
            running("parcels"),
            work_item("parcels", dispatched_at=NOW),
            work_item("parcels", dispatched_at=NOW),
        )
        with unit_of_work.read() as session:
            in_flight = {
                queue: session.work.in_flight(queue, LOST_BEFORE)
                for queue in ("letters", "parcels", "nothing")
            }
        assert in_flight == {"letters": 4, "parcels": 3, "nothing": 0}

    def test_a_dispatch_can_be_forgotten(self, unit_of_work: IUnitOfWork) -> None:
        dispatched = [work_item(queue, dispatched_at=NOW) for queue in ("letters", "parcels")]
        fresh, claimed = work_item(run_at=1), running(dispatched_at=NOW)
        stored(unit_of_work, *dispatched, fresh, claimed)
        with unit_of_work.write() as session:
            assert session.work.forget_dispatch() == 2
            assert session.work.forget_dispatch() == 0
        assert due(unit_of_work, 10) == [evolve(dispatched[0], dispatched_at=None), fresh]
        with unit_of_work.read() as session:
            assert session.work.by_id(claimed.id) == claimed


def stored(unit_of_work: IUnitOfWork, *items: WorkItem) -> None:
    """Add items, in this order."""
    with unit_of_work.write() as session:
        assert session.work.add(items) == len(items)


def due(unit_of_work: IUnitOfWork, limit: int) -> list[WorkItem]:
    """Return which letters are due, and leave them there."""
    with unit_of_work.write() as session:
        return list(session.work.due("letters", NOW, LOST_BEFORE, limit))


def handed_out(unit_of_work: IUnitOfWork, limit: int) -> list[UUID]:
    """Hand out letters, and return their ids."""
    with unit_of_work.write() as session:
        ids = [item.id for item in session.work.due("letters", NOW, LOST_BEFORE, limit)]
        session.work.mark_dispatched(ids, NOW)
    return ids


def in_flight(unit_of_work: IUnitOfWork) -> int:
    """Count the letters in flight."""
    with unit_of_work.read() as session:
        return session.work.in_flight("letters", LOST_BEFORE)
