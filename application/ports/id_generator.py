"""New identifiers."""

from abc import abstractmethod
from typing import Protocol
from uuid import UUID


class IIdGenerator(Protocol):
    """Makes identifiers that nobody has."""

    @abstractmethod
    def new_id(self) -> UUID:
        """Return one that sorts after those of earlier milliseconds (UUIDv7, RFC 9562)."""
