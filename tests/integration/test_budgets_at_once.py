"""Several spend at once: no counter is lost, and nobody waits for ever."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillRunning
from itertools import chain
from threading import Barrier

import pytest
from attrs import evolve

from parlons.adapters.documents import row_codec
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.adapters.sql.sql_unit_of_work import SqlUnitOfWork
from parlons.application.ports.unit_of_work import IWriteSession, StaleRevisionError
from parlons.domain.spending.scope import INSTALLATION, Scope, scopes_of
from parlons.entrypoints.testing.spending_samples import MARCH, PATIENCE, dispatched, hold
from parlons.entrypoints.testing.work_samples import minutes

ADA, GRACE = scopes_of("ada", "a-school", "free"), scopes_of("grace", None, "plus")
THREADS, ROUNDS = 6, 25


def store_on(database: SqlDatabase) -> SqlUnitOfWork:
    return SqlUnitOfWork.on(database, next(row_codec()))


@pytest.fixture(params=["sqlite_database", "postgres_database"])
def unit_of_work(request: pytest.FixtureRequest) -> SqlUnitOfWork:
    return store_on(request.getfixturevalue(request.param))


@pytest.fixture
def on_postgres(postgres_database: SqlDatabase) -> SqlUnitOfWork:
    return store_on(postgres_database)


def set_aside(session: IWriteSession, scopes: Sequence[Scope]) -> None:
    found = zip(scopes, session.budgets.lock(scopes, MARCH), strict=True)
    kept = {scope: evolve(budget, held=budget.held + 1) for scope, budget in found}
    session.budgets.keep(MARCH, kept)


def held(unit_of_work: SqlUnitOfWork, scopes: Sequence[Scope]) -> list[int]:
    with unit_of_work.read() as session:
        return [budget.held for budget in session.budgets.of(scopes, MARCH)]


def write(unit_of_work: SqlUnitOfWork, scopes: Sequence[Scope]) -> None:
    with unit_of_work.write() as session:
        set_aside(session, scopes)


@pytest.mark.parametrize("shared", [(INSTALLATION,), ADA], ids=["one scope", "all scopes"])
def test_whoever_comes_second_sees_what_the_first_has_set_aside(
    unit_of_work: SqlUnitOfWork, shared: Sequence[Scope]
):
    with ThreadPoolExecutor(1) as pool:
        for _ in range(2):  # at first nobody has a counter yet
            with unit_of_work.write() as session:
                set_aside(session, ADA)
                second = pool.submit(write, unit_of_work, shared)
                with pytest.raises(StillRunning):
                    second.result(timeout=0.3)
            second.result(timeout=10)
    assert held(unit_of_work, ADA)[-1] == 4


def test_those_who_share_no_scope_do_not_wait_for_each_other(on_postgres: SqlUnitOfWork):
    with ThreadPoolExecutor(1) as pool, on_postgres.write() as session:
        set_aside(session, ADA[:3])
        pool.submit(write, on_postgres, GRACE).result(timeout=10)
    assert held(on_postgres, GRACE) == [1, 1, 1]


def test_a_lock_takes_its_own_scopes_alone(on_postgres: SqlUnitOfWork):
    """Nobody is locked who has the kind of one scope and the name of another."""
    crossed = [Scope(ADA[0].kind, ADA[1].name), Scope(ADA[1].kind, ADA[0].name)]
    write(on_postgres, [*ADA, *crossed])
    with ThreadPoolExecutor(1) as pool, on_postgres.write() as session:
        set_aside(session, ADA)
        pool.submit(write, on_postgres, crossed).result(timeout=10)
    assert held(on_postgres, crossed) == [2, 2]


def test_nothing_is_lost_and_nobody_is_stuck_where_many_share_scopes(
    unit_of_work: SqlUnitOfWork,
):
    together = Barrier(THREADS)

    def spend(thread: int) -> None:
        together.wait(10)
        for number in range(ROUNDS):
            organisation = f"school {number % 2}" if thread % 2 else None
            plan = "free" if number % 3 else "plus"
            write(unit_of_work, scopes_of(f"user {number % 3}", organisation, plan))

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(spend, range(THREADS), timeout=60))
    everybody = THREADS * ROUNDS
    assert held(unit_of_work, [INSTALLATION]) == [everybody]
    users = [scopes_of(f"user {number}", None, "free")[0] for number in range(3)]
    plans = [scopes_of("", None, plan)[1] for plan in ("free", "plus")]
    assert sum(held(unit_of_work, users)) == everybody
    assert sum(held(unit_of_work, plans)) == everybody


def test_expired_holds_are_divided_among_those_who_look_for_them(on_postgres: SqlUnitOfWork):
    holds = [dispatched(minutes=minute) for minute in range(6)]
    with on_postgres.write() as session:
        for each in holds:
            session.spending.add(each)

    def look() -> tuple[object, ...]:
        with on_postgres.write() as session:
            return session.spending.expired(now, 4)

    now = minutes(60) + PATIENCE
    with ThreadPoolExecutor(1) as pool, on_postgres.write() as session:
        first = session.spending.expired(now, 4)
        second = pool.submit(look).result(timeout=10)
        with on_postgres.read() as reader:
            assert len(reader.spending.expired(now, 9)) == 6
    assert tuple(chain(first, second)) == tuple(holds)


def test_a_hold_that_many_end_is_ended_once(unit_of_work: SqlUnitOfWork):
    together, begun = Barrier(THREADS), hold()
    with unit_of_work.write() as session:
        session.spending.add(begun)

    def end(_thread: int) -> bool:
        together.wait(10)
        try:
            with unit_of_work.write() as session:
                session.spending.replace(begun, begun.released(minutes(1)))
        except StaleRevisionError:
            return False
        return True

    with ThreadPoolExecutor(THREADS) as pool:
        assert sum(pool.map(end, range(THREADS))) == 1
