"""What every `ISpendingAccounts` promises."""

import pytest
from attrs import evolve

from parlons.application.ports.unit_of_work import (
    DuplicateError,
    IUnitOfWork,
    SessionMisuseError,
    StaleRevisionError,
)
from parlons.domain.spending.account import SpendingAccount
from parlons.entrypoints.testing.contracts.store import StoreContract
from parlons.entrypoints.testing.samples import ANY_TEXT
from parlons.entrypoints.testing.spending_samples import account

STORED = account(budget=10**12)
LATER = evolve(STORED, plan=None, organisation=None, budget=None, revision=2)


class SpendingAccountsContract(StoreContract):
    """Of those who decide about a user at once, one does."""

    @pytest.fixture
    def decided(self, unit_of_work: IUnitOfWork) -> IUnitOfWork:
        """A unit of work with one account."""
        with unit_of_work.write() as session:
            session.accounts.put(STORED)
        return unit_of_work

    def test_accounts_come_back_as_they_were(self, decided: IUnitOfWork) -> None:
        bare = SpendingAccount(user_id=ANY_TEXT[:32], revision=1)
        with decided.write() as session:
            session.accounts.put(bare)
        with decided.read() as session:
            assert session.accounts.by_user("ada") == STORED
            assert session.accounts.by_user(bare.user_id) == bare
            assert session.accounts.by_user("grace") is None

    def test_an_account_is_stored_first_once(self, decided: IUnitOfWork) -> None:
        with decided.write() as session:
            with pytest.raises(DuplicateError):
                session.accounts.put(evolve(STORED, budget=0))
            session.accounts.put(account("grace"))
        with decided.read() as session:
            assert session.accounts.by_user("ada") == STORED
            assert session.accounts.by_user("grace") == account("grace")

    def test_a_revision_follows_the_one_before_it(self, decided: IUnitOfWork) -> None:
        with decided.write() as session:
            session.accounts.put(account("grace"))
            session.accounts.put(LATER)
        with decided.write() as session:
            assert session.accounts.by_user("ada") == LATER
            session.accounts.put(evolve(STORED, budget=0, revision=3))
        with decided.read() as session:
            assert session.accounts.by_user("ada") == evolve(STORED, budget=0, revision=3)
            assert session.accounts.by_user("grace") == account("grace")

    @pytest.mark.parametrize("revision", [0, 3])
    def test_a_revision_that_follows_another_one_is_refused(
        self, decided: IUnitOfWork, revision: int
    ) -> None:
        with decided.write() as session:
            for user_id in ("ada", "grace"):
                with pytest.raises(StaleRevisionError):
                    session.accounts.put(account(user_id, revision=revision))
            session.accounts.put(LATER)
        with decided.read() as session:
            assert session.accounts.by_user("ada") == LATER
            assert session.accounts.by_user("grace") is None

    def test_accounts_need_an_open_session_that_writes(self, unit_of_work: IUnitOfWork) -> None:
        with unit_of_work.read() as reader, pytest.raises(SessionMisuseError):
            reader.accounts.put(STORED)
        with unit_of_work.write() as writer:
            pass
        with pytest.raises(SessionMisuseError):
            writer.accounts.put(STORED)
        with pytest.raises(SessionMisuseError):
            reader.accounts.by_user("ada")
