"""What every `ISpendingLedger` promises."""

import pytest

from parlons.application.ports.unit_of_work import DuplicateError, IUnitOfWork
from parlons.domain.tutoring.usage import TokenUsage
from parlons.entrypoints.testing import samples
from parlons.entrypoints.testing.contracts.store import StoreContract


class SpendingLedgerContract(StoreContract):
    """Entries are kept as they were written."""

    def test_an_entry_comes_back_as_it_was(self, unit_of_work: IUnitOfWork) -> None:
        dear = samples.spending(
            usage=TokenUsage(input_tokens=2**40), cost_microdollars=2**50, model=samples.ANY_TEXT
        )
        with unit_of_work.write() as session:
            session.spending.add(dear)
        with unit_of_work.read() as session:
            assert session.spending.latest("ada", 1) == (dear,)

    def test_an_unknown_cost_is_not_nothing(self, unit_of_work: IUnitOfWork) -> None:
        entries = (
            samples.spending(cost_microdollars=None, minutes=1),
            samples.spending(cost_microdollars=0),
        )
        with unit_of_work.write() as session:
            for entry in entries:
                session.spending.add(entry)
        with unit_of_work.read() as session:
            assert session.spending.latest("ada", 2) == entries

    def test_the_latest_come_first_and_only_those_of_the_user(
        self, unit_of_work: IUnitOfWork
    ) -> None:
        entries = [samples.spending(minutes=minutes) for minutes in range(4)]
        with unit_of_work.write() as session:
            for entry in (entries[2], entries[0], entries[3], entries[1]):
                session.spending.add(entry)
            session.spending.add(samples.spending(user_id="grace", minutes=9))
        with unit_of_work.read() as session:
            assert session.spending.latest("ada", 3) == (entries[3], entries[2], entries[1])

    def test_an_entry_is_written_once(self, unit_of_work: IUnitOfWork) -> None:
        entry = samples.spending()
        with unit_of_work.write() as session:
            session.spending.add(entry)
        with pytest.raises(DuplicateError), unit_of_work.write() as session:
            session.spending.add(entry)
        with unit_of_work.read() as session:
            assert session.spending.latest("ada", 2) == (entry,)
