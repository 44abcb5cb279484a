"""Registered users."""

from abc import abstractmethod
from typing import Protocol
from uuid import UUID

from parlons.domain.identity.user import User


class IUsers(Protocol):
    """The users of this installation; changing methods need a write session."""

    @abstractmethod
    def by_id(self, user_id: UUID) -> User | None:
        """Return the user, or None."""

    @abstractmethod
    def by_email(self, email: str) -> User | None:
        """Return the user with this normalised address, or None."""

    @abstractmethod
    def add(self, user: User) -> None:
        """Store a new user; raises `DuplicateError` when the address or the id is taken."""

    @abstractmethod
    def update(self, user: User) -> None:
        """Store the next revision of a user.

        Raises `StaleRevisionError` unless the stored revision is the one just before, and
        `DuplicateError` when the new address is taken.
        """
