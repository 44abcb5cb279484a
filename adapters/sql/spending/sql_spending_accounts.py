"""Spending accounts in SQL."""

from attrs import asdict, frozen
from sqlalchemy import bindparam, select

from parlons.adapters.sql.query import Query, reader_of
from parlons.adapters.sql.revisions import Revisions
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.adapters.sql.sql_transaction import SqlTransaction
from parlons.application.ports.spending_accounts import ISpendingAccounts
from parlons.domain.spending.account import SpendingAccount


@frozen(kw_only=True)
class AccountQueries:
    """What is asked about accounts, and what changes them."""

    by_user: Query[SpendingAccount]
    revisions: Revisions

    @classmethod
    def on(cls, database: SqlDatabase) -> "AccountQueries":
        """Prepare the statements for a database."""
        accounts = database.tables.spending_accounts
        of_user = select(accounts).where(accounts.c.user_id == bindparam("user_id"))
        return cls(
            by_user=Query(database.prepare(of_user), reader_of(SpendingAccount, accounts.c.keys())),
            revisions=Revisions.of(accounts, "user_id", database),
        )


@frozen
class SqlSpendingAccounts(ISpendingAccounts):
    """The accounts of a session."""

    transaction: SqlTransaction
    queries: AccountQueries

    def by_user(self, user_id: str) -> SpendingAccount | None:
        return self.queries.by_user.first(self.transaction, {"user_id": user_id})

    def put(self, account: SpendingAccount) -> None:
        self.queries.revisions.put(self.transaction, "user_id", asdict(account))
