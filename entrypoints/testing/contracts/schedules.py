"""What every `ISchedules` promises."""

from collections.abc import Callable

import pytest
from attrs import evolve

from parlons.application.ports.unit_of_work import (
    DuplicateError,
    IReadSession,
    IUnitOfWork,
    SessionMisuseError,
    StaleRevisionError,
)
from parlons.domain.work.schedule import NextRun
from parlons.entrypoints.testing.contracts.store import StoreContract
from parlons.entrypoints.testing.work_samples import minutes, next_run

STORED = next_run()
LATER = evolve(STORED, next_run_at=minutes(1440))

CHANGES: dict[str, Callable[[IReadSession], None]] = {
    "add": lambda session: session.schedules.add(next_run("weekly")),
    "replace": lambda session: session.schedules.replace(STORED, LATER),
}


class SchedulesContract(StoreContract):
    """Of many who would store a schedule's next run, one does."""

    @pytest.fixture
    def scheduled(self, unit_of_work: IUnitOfWork) -> IUnitOfWork:
        """A unit of work with one schedule."""
        with unit_of_work.write() as session:
            session.schedules.add(STORED)
        return unit_of_work

    def test_the_next_run_of_a_schedule_is_kept(self, scheduled: IUnitOfWork) -> None:
        with scheduled.read() as session:
            assert session.schedules.by_name(STORED.name) == STORED
            assert session.schedules.by_name("weekly") is None

    def test_a_schedule_is_added_once(self, scheduled: IUnitOfWork) -> None:
        with scheduled.write() as session:
            with pytest.raises(DuplicateError):
                session.schedules.add(LATER)
            assert session.schedules.by_name(STORED.name) == STORED
            session.schedules.add(next_run("weekly"))
        with scheduled.read() as session:
            assert session.schedules.by_name("weekly") == next_run("weekly")

    def test_another_next_run_takes_the_place_of_the_first(self, scheduled: IUnitOfWork) -> None:
        after = next_run(cron="30 6 * * 1", next_run_at=minutes(90))
        with scheduled.write() as session:
            session.schedules.add(next_run("weekly"))
            session.schedules.replace(STORED, after)
        with scheduled.read() as session:
            assert session.schedules.by_name(STORED.name) == after
            assert session.schedules.by_name("weekly") == next_run("weekly")

    @pytest.mark.parametrize(
        "before",
        [LATER, evolve(STORED, cron="0 13 * * *"), next_run("weekly")],
        ids=["another instant", "another expression", "another name"],
    )
    def test_a_next_run_that_is_not_stored_is_not_replaced(
        self, scheduled: IUnitOfWork, before: NextRun
    ) -> None:
        with scheduled.write() as session:
            with pytest.raises(StaleRevisionError):
                session.schedules.replace(before, evolve(before, next_run_at=minutes(60)))
            assert session.schedules.by_name(STORED.name) == STORED
            session.schedules.replace(STORED, LATER)

    def test_a_next_run_is_replaced_once(self, scheduled: IUnitOfWork) -> None:
        with scheduled.write() as session:
            session.schedules.replace(STORED, LATER)
        with pytest.raises(StaleRevisionError), scheduled.write() as session:
            session.schedules.replace(STORED, evolve(STORED, next_run_at=minutes(60)))
        with scheduled.read() as session:
            assert session.schedules.by_name(STORED.name) == LATER

    def test_a_schedule_stays_as_it_was_where_a_session_fails(self, scheduled: IUnitOfWork) -> None:
        def change() -> None:
            with scheduled.write() as session:
                session.schedules.replace(STORED, LATER)
                session.schedules.add(next_run("weekly"))
                session.schedules.add(next_run("weekly"))

        with pytest.raises(DuplicateError):
            change()
        with scheduled.read() as session:
            assert session.schedules.by_name(STORED.name) == STORED
            assert session.schedules.by_name("weekly") is None

    @pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
    def test_schedules_are_changed_by_open_write_sessions_only(
        self, scheduled: IUnitOfWork, change: Callable[[IReadSession], None]
    ) -> None:
        with scheduled.read() as reader, pytest.raises(SessionMisuseError):
            change(reader)
        with scheduled.write() as writer:
            pass
        with pytest.raises(SessionMisuseError):
            change(writer)

    def test_schedules_of_a_session_that_is_over_are_not_read(self, scheduled: IUnitOfWork) -> None:
        with scheduled.read() as session:
            pass
        with pytest.raises(SessionMisuseError):
            session.schedules.by_name(STORED.name)
