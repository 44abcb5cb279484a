"""What every `ISpendingLedger` promises."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from attrs import evolve

from parlons.application.ports.spending_ledger import RecentCalls
from parlons.application.ports.unit_of_work import (
    DuplicateError,
    IReadSession,
    IUnitOfWork,
    SessionMisuseError,
    StaleRevisionError,
)
from parlons.domain.spending.hold import Hold
from parlons.domain.tutoring.usage import ModelPrice, TokenUsage
from parlons.entrypoints.testing.contracts.store import StoreContract
from parlons.entrypoints.testing.samples import ANY_TEXT
from parlons.entrypoints.testing.spending_samples import PATIENCE, dispatched, hold, settled
from parlons.entrypoints.testing.work_samples import minutes

LARGE = 2**49
CHANGES: dict[str, Callable[[IReadSession], None]] = {
    "add": lambda session: session.spending.add(hold()),
    "replace": lambda session: session.spending.replace(hold(), hold()),
}


class SpendingLedgerContract(StoreContract):
    """Holds are kept as they were written, and come further one step at a time."""

    def test_a_hold_comes_back_as_it_was(self, unit_of_work: IUnitOfWork) -> None:
        dear = settled(
            TokenUsage(input_tokens=2**20, cached_tokens=7, output_tokens=9, estimated=True),
            failure=ANY_TEXT,
            organisation="a-school",
            model=ANY_TEXT,
            reason=ANY_TEXT,
            held=LARGE,
            price=ModelPrice(input=LARGE, cached_input=1, output=0),
        )
        bare = hold(minutes=-1)
        add(unit_of_work, dear, bare)
        with unit_of_work.read() as session:
            assert session.spending.latest("ada", 2) == (dear, bare)
            assert session.spending.by_id(dear.id) == dear
            assert session.spending.by_id(bare.id) == bare
            assert session.spending.by_id(uuid4()) is None

    def test_the_latest_come_first_and_only_those_of_the_user(
        self, unit_of_work: IUnitOfWork
    ) -> None:
        holds = [hold(minutes=minute) for minute in range(4)]
        add(unit_of_work, holds[2], holds[0], holds[3], holds[1], hold(user_id="grace", minutes=9))
        with unit_of_work.read() as session:
            assert session.spending.latest("ada", 3) == (holds[3], holds[2], holds[1])

    def test_a_hold_is_added_once(self, unit_of_work: IUnitOfWork) -> None:
        first, other = hold(), hold(minutes=1)
        add(unit_of_work, first)
        with unit_of_work.write() as session:
            with pytest.raises(DuplicateError):
                session.spending.add(evolve(first, held=1))
            session.spending.add(other)
        with unit_of_work.read() as session:
            assert session.spending.latest("ada", 9) == (other, first)

    def test_a_hold_is_followed_to_its_end(self, unit_of_work: IUnitOfWork) -> None:
        held, other = hold(), hold(user_id="grace")
        sent = held.dispatched()
        guessed = sent.expired(minutes(6))
        known = guessed.settled(TokenUsage(output_tokens=3), minutes(7), "cut short")
        add(unit_of_work, held, other)
        for before, after in ((held, sent), (sent, guessed), (guessed, known)):
            with unit_of_work.write() as session:
                session.spending.replace(before, after)
                assert session.spending.by_id(held.id) == after
        with unit_of_work.read() as session:
            assert session.spending.latest("ada", 9) == (known,)
            assert session.spending.by_id(other.id) == other

    def test_a_step_that_somebody_has_taken_is_not_taken_again(
        self, unit_of_work: IUnitOfWork
    ) -> None:
        held = hold()
        add(unit_of_work, held)
        with unit_of_work.write() as session:
            session.spending.replace(held, held.released(minutes(1)))
        with unit_of_work.write() as session:
            with pytest.raises(StaleRevisionError):
                session.spending.replace(held, held.dispatched())
            with pytest.raises(StaleRevisionError):
                session.spending.replace(hold(), hold().dispatched())
            assert session.spending.by_id(held.id) == held.released(minutes(1))

    def test_open_holds_expire_in_the_order_of_their_time(self, unit_of_work: IUnitOfWork) -> None:
        late, early, last = dispatched(minutes=3), hold(minutes=1), hold(minutes=9)
        add(unit_of_work, late, last, early, settled(), hold().released(minutes(1)))
        now = late.begun_at + PATIENCE
        with unit_of_work.read() as session:
            assert session.spending.expired(now, 9) == (early, late)
            assert session.spending.expired(now, 1) == (early,)
            assert session.spending.expired(early.begun_at, 9) == ()
        with unit_of_work.write() as session:
            assert session.spending.expired(now, 9) == (early, late)

    def test_calls_under_way_and_calls_that_ended_lately_are_counted(
        self, unit_of_work: IUnitOfWork
    ) -> None:
        add(
            unit_of_work,
            *(dispatched(minutes=minute) for minute in (-60, 1)),
            hold(),
            hold().released(minutes(1), "nobody was there"),
            settled(minutes=-1.5),
            *(settled(minutes=-1), settled(minutes=1), settled(failure="late")),
            dispatched().expired(minutes(6)),
        )
        with unit_of_work.read() as session:
            assert session.spending.recent(minutes(0)) == RecentCalls(
                in_flight=2, ended=4, failed=2
            )
            assert session.spending.recent(minutes(60)) == RecentCalls(in_flight=2)

    def test_nobody_has_called_in_the_beginning(self, unit_of_work: IUnitOfWork) -> None:
        with unit_of_work.read() as session:
            assert session.spending.recent(minutes(0)) == RecentCalls()

    @pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
    def test_holds_are_changed_by_open_write_sessions_only(
        self, unit_of_work: IUnitOfWork, change: Callable[[IReadSession], None]
    ) -> None:
        with unit_of_work.read() as reader, pytest.raises(SessionMisuseError):
            change(reader)
        with unit_of_work.write() as writer:
            pass
        with pytest.raises(SessionMisuseError):
            change(writer)


def add(unit_of_work: IUnitOfWork, *holds: Hold) -> None:
    """Store holds."""
    with unit_of_work.write() as session:
        for each in holds:
            session.spending.add(each)
