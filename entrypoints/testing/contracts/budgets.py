"""What every `IBudgets` promises."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from parlons.application.ports.unit_of_work import IReadSession, IUnitOfWork, SessionMisuseError
from parlons.domain.spending.budget import Budget
from parlons.domain.spending.period import Period
from parlons.domain.spending.scope import INSTALLATION, Scope, ScopeKind, scopes_of
from parlons.entrypoints.testing.contracts.store import StoreContract
from parlons.entrypoints.testing.samples import ANY_TEXT
from parlons.entrypoints.testing.spending_samples import MARCH

SCOPES = scopes_of("ada", "a-school", "free")
BUDGETS = tuple(Budget(spent=2**50 + place, held=10 * place) for place in range(len(SCOPES)))
NOTHING = Budget()

CHANGES: dict[str, Callable[[IReadSession], object]] = {
    "lock": lambda session: session.budgets.lock(SCOPES, MARCH),
    "keep": lambda session: session.budgets.keep(MARCH, {INSTALLATION: NOTHING}),
}


class BudgetsContract(StoreContract):
    """What is locked, nobody else changes; what is kept comes back."""

    @pytest.fixture
    def spent(self, unit_of_work: IUnitOfWork) -> IUnitOfWork:
        """A unit of work with a counter for each of the scopes."""
        with unit_of_work.write() as session:
            session.budgets.lock(SCOPES, MARCH)
            session.budgets.keep(MARCH, dict(zip(SCOPES, BUDGETS, strict=True)))
        return unit_of_work

    def test_nothing_is_spent_in_the_beginning(self, unit_of_work: IUnitOfWork) -> None:
        with unit_of_work.read() as session:
            assert session.budgets.of(SCOPES, MARCH) == (NOTHING,) * 4
            assert session.budgets.of((), MARCH) == ()
        with unit_of_work.write() as session:
            assert session.budgets.lock(SCOPES, MARCH) == (NOTHING,) * 4
        with unit_of_work.read() as session:
            assert session.budgets.of(SCOPES, MARCH) == (NOTHING,) * 4

    def test_counters_come_back_in_the_order_of_the_scopes(self, spent: IUnitOfWork) -> None:
        with spent.read() as session:
            assert session.budgets.of(SCOPES, MARCH) == BUDGETS
            assert session.budgets.of(SCOPES[::-1], MARCH) == BUDGETS[::-1]
        with spent.write() as session:
            assert session.budgets.lock(SCOPES, MARCH) == BUDGETS

    def test_each_period_has_its_own(self, spent: IUnitOfWork) -> None:
        april = Period("2026-04")
        with spent.write() as session:
            session.budgets.lock((INSTALLATION,), april)
            session.budgets.keep(april, {INSTALLATION: Budget(spent=1)})
        with spent.read() as session:
            assert session.budgets.of(SCOPES, MARCH) == BUDGETS
            assert session.budgets.of(SCOPES, april) == (NOTHING,) * 3 + (Budget(spent=1),)

    def test_those_of_one_name_and_of_another_kind_are_apart(self, spent: IUnitOfWork) -> None:
        others = [Scope(ScopeKind.USER, "free"), Scope(ScopeKind.PLAN, "a-school")]
        odd = Scope(ScopeKind.USER, ANY_TEXT[:32])
        with spent.write() as session:
            assert session.budgets.lock([*others, odd], MARCH) == (NOTHING,) * 3
            session.budgets.keep(MARCH, {others[0]: Budget(spent=7), odd: Budget(held=8)})
        with spent.read() as session:
            assert session.budgets.of(SCOPES, MARCH) == BUDGETS
            found = session.budgets.of([*others, odd], MARCH)
        assert found == (Budget(spent=7), NOTHING, Budget(held=8))

    def test_what_is_kept_takes_the_place_of_what_was(self, spent: IUnitOfWork) -> None:
        with spent.write() as session:
            session.budgets.lock(SCOPES[:2], MARCH)
            session.budgets.keep(MARCH, {SCOPES[0]: Budget(spent=1), SCOPES[1]: NOTHING})
            assert session.budgets.of(SCOPES, MARCH) == (Budget(spent=1), NOTHING, *BUDGETS[2:])
            session.budgets.keep(MARCH, {})
        with spent.read() as session:
            assert session.budgets.of(SCOPES, MARCH) == (Budget(spent=1), NOTHING, *BUDGETS[2:])

    def test_nothing_is_kept_of_a_session_that_fails(self, spent: IUnitOfWork) -> None:
        def change() -> None:
            with spent.write() as session:
                session.budgets.lock(SCOPES, MARCH)
                session.budgets.keep(MARCH, dict.fromkeys(SCOPES, NOTHING))
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            change()
        with spent.read() as session:
            assert session.budgets.of(SCOPES, MARCH) == BUDGETS

    def test_of_what_many_set_aside_at_once_nothing_is_lost(
        self, unit_of_work: IUnitOfWork
    ) -> None:
        start = Event()

        def set_aside(thread: int) -> None:
            scopes = scopes_of(f"user {thread % 2}", None if thread % 3 else "a-school", "free")
            start.wait()
            for _ in range(10):
                with unit_of_work.write() as session:
                    found = zip(scopes, session.budgets.lock(scopes, MARCH), strict=True)
                    added = {scope: Budget(held=budget.held + 1) for scope, budget in found}
                    session.budgets.keep(MARCH, added)

        with ThreadPoolExecutor(6) as pool:
            done = pool.map(set_aside, range(6))
            start.set()
            list(done)
        with unit_of_work.read() as session:
            found = session.budgets.of(scopes_of("user 0", "a-school", "free"), MARCH)
        assert [budget.held for budget in found] == [30, 20, 60, 60]

    @pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
    def test_budgets_are_changed_by_open_write_sessions_only(
        self, unit_of_work: IUnitOfWork, change: Callable[[IReadSession], object]
    ) -> None:
        with unit_of_work.read() as reader, pytest.raises(SessionMisuseError):
            change(reader)
        with unit_of_work.write() as writer:
            pass
        with pytest.raises(SessionMisuseError):
            change(writer)

    def test_budgets_of_a_session_that_is_over_are_not_read(
        self, unit_of_work: IUnitOfWork
    ) -> None:
        with unit_of_work.read() as session:
            pass
        with pytest.raises(SessionMisuseError):
            session.budgets.of(SCOPES, MARCH)
