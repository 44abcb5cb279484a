"""Users in SQL."""

import json
from typing import Any
from uuid import UUID

from attrs import asdict, frozen
from sqlalchemy import Update, bindparam, select

from parlons.adapters.sql.prepared import Prepared
from parlons.adapters.sql.query import Query, reader_of
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.adapters.sql.sql_transaction import SqlTransaction
from parlons.application.ports.unit_of_work import DuplicateError, StaleRevisionError
from parlons.application.ports.users import IUsers
from parlons.domain.identity.role import Role
from parlons.domain.identity.user import User


@frozen(kw_only=True)
class UserQueries:
    """What is asked about users, and what changes them."""

    by_id: Query[User]
    by_email: Query[User]
    add: Prepared
    update: Update

    @classmethod
    def on(cls, database: SqlDatabase) -> "UserQueries":
        """Prepare the statements for a database."""
        users, prepare = database.tables.users, database.prepare
        read = reader_of(_user, users.c.keys())
        return cls(
            by_id=Query(prepare(select(users).where(users.c.id == bindparam("id"))), read),
            by_email=Query(prepare(select(users).where(users.c.email == bindparam("email"))), read),
            add=prepare(database.insert(users).on_conflict_do_nothing()),
            update=users.update().where(
                users.c.id == bindparam("of_id"), users.c.revision == bindparam("of_revision")
            ),
        )


@frozen
class SqlUsers(IUsers):
    """The users of a session."""

    transaction: SqlTransaction
    queries: UserQueries

    def by_id(self, user_id: UUID) -> User | None:
        return self.queries.by_id.first(self.transaction, {"id": user_id})

    def by_email(self, email: str) -> User | None:
        return self.queries.by_email.first(self.transaction, {"email": email})

    def add(self, user: User) -> None:
        if not self.transaction.add(self.queries.add, _row(user)):
            raise DuplicateError("there is an account with this address")

    def update(self, user: User) -> None:
        values = _row(user) | {"of_id": user.id, "of_revision": user.revision - 1}
        if not self.transaction.change_unless_taken(self.queries.update, values).rowcount:
            raise StaleRevisionError("the account was changed in the meantime")


def _row(user: User) -> dict[str, Any]:
    return asdict(user, recurse=False) | {"roles": sorted(user.roles)}


def _user(*, roles: str, **values: Any) -> User:
    return User(**values, roles=frozenset(map(Role, json.loads(roles))))
