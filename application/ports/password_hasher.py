"""Passwords as hashes."""

from abc import abstractmethod
from typing import Protocol


class IPasswordHasher(Protocol):
    """Turns passwords into what may be stored."""

    @abstractmethod
    def hash(self, password: str) -> str:
        """Return a salted hash that holds its own parameters."""

    @abstractmethod
    def verify(self, password: str, password_hash: str | None) -> bool:
        """Say whether the hash was made from the password; False for a damaged hash.

        None stands for a user who does not exist: False, after the time a real hash takes.
        """

    @abstractmethod
    def needs_rehash(self, password_hash: str) -> bool:
        """Say whether the hash was made with parameters weaker than today's."""
