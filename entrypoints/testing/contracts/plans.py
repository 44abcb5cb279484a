"""What every `IPlans` promises."""

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
from parlons.entrypoints.testing.contracts.store import StoreContract
from parlons.entrypoints.testing.samples import ANY_TEXT
from parlons.entrypoints.testing.spending_samples import plan

STORED = plan(budget=10**12, models=(ANY_TEXT, "a-model"))
LATER = evolve(STORED, rank=9, models=(), budget=0, revision=2)

CHANGES: dict[str, Callable[[IReadSession], object]] = {
    "put": lambda session: session.plans.put(plan("silver")),
    "remove": lambda session: session.plans.remove(STORED.name),
}


class PlansContract(StoreContract):
    """Of those who change a plan at once, one does."""

    @pytest.fixture
    def planned(self, unit_of_work: IUnitOfWork) -> IUnitOfWork:
        """A unit of work with one plan."""
        with unit_of_work.write() as session:
            session.plans.put(STORED)
        return unit_of_work

    def test_plans_come_back_as_they_were_by_name(self, planned: IUnitOfWork) -> None:
        others = [plan("zinc"), plan("a-plan"), plan("1")]
        with planned.write() as session:
            for each in others:
                session.plans.put(each)
        with planned.read() as session:
            assert session.plans.all() == (others[2], others[1], STORED, others[0])

    def test_no_plan_is_stored_in_the_beginning(self, unit_of_work: IUnitOfWork) -> None:
        with unit_of_work.read() as session:
            assert session.plans.all() == ()

    def test_a_plan_is_stored_first_once(self, planned: IUnitOfWork) -> None:
        with planned.write() as session:
            with pytest.raises(DuplicateError):
                session.plans.put(evolve(STORED, rank=1))
            assert session.plans.all() == (STORED,)
            session.plans.put(plan("silver"))
        with planned.read() as session:
            assert session.plans.all() == (STORED, plan("silver"))

    def test_a_revision_follows_the_one_before_it(self, planned: IUnitOfWork) -> None:
        with planned.write() as session:
            session.plans.put(plan("silver"))
            session.plans.put(LATER)
            session.plans.put(evolve(STORED, revision=3))
        with planned.read() as session:
            assert session.plans.all() == (evolve(STORED, revision=3), plan("silver"))

    @pytest.mark.parametrize("revision", [0, 3])
    def test_a_revision_that_follows_another_one_is_refused(
        self, planned: IUnitOfWork, revision: int
    ) -> None:
        with planned.write() as session:
            for stale in (evolve(STORED, revision=revision), plan("silver", revision=revision)):
                with pytest.raises(StaleRevisionError):
                    session.plans.put(stale)
            with pytest.raises(StaleRevisionError):
                session.plans.put(plan("silver", revision=2))
            session.plans.put(LATER)
        with planned.read() as session:
            assert session.plans.all() == (LATER,)

    def test_a_plan_is_removed_once_and_begins_anew(self, planned: IUnitOfWork) -> None:
        with planned.write() as session:
            session.plans.put(LATER)
            assert not session.plans.remove("silver")
            assert session.plans.remove(STORED.name)
            assert not session.plans.remove(STORED.name)
            assert session.plans.all() == ()
            session.plans.put(STORED)
        with planned.read() as session:
            assert session.plans.all() == (STORED,)

    @pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
    def test_plans_are_changed_by_open_write_sessions_only(
        self, unit_of_work: IUnitOfWork, change: Callable[[IReadSession], object]
    ) -> None:
        with unit_of_work.read() as reader, pytest.raises(SessionMisuseError):
            change(reader)
        with unit_of_work.write() as writer:
            pass
        with pytest.raises(SessionMisuseError):
            change(writer)
