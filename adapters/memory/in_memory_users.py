"""Users in memory."""

from uuid import UUID

from attrs import frozen

from parlons.adapters.memory.in_memory_transaction import InMemoryTransaction
from parlons.application.ports.unit_of_work import DuplicateError, StaleRevisionError
from parlons.application.ports.users import IUsers
from parlons.domain.identity.user import User


@frozen
class InMemoryUsers(IUsers):
    """The users of a session."""

    transaction: InMemoryTransaction

    def by_id(self, user_id: UUID) -> User | None:
        return self.transaction.reading.users.get(user_id)

    def by_email(self, email: str) -> User | None:
        users = self.transaction.reading.users.values()
        return next((user for user in users if user.email == email), None)

    def add(self, user: User) -> None:
        users = self.transaction.changing.users
        if user.id in users or self.by_email(user.email):
            raise DuplicateError("there is an account with this address")
        users[user.id] = user

    def update(self, user: User) -> None:
        users = self.transaction.changing.users
        stored = users.get(user.id)
        if stored is None or stored.revision != user.revision - 1:
            raise StaleRevisionError("the account was changed in the meantime")
        if (self.by_email(user.email) or user).id != user.id:
            raise DuplicateError("there is an account with this address")
        users[user.id] = user
