"""The time."""

from abc import abstractmethod
from datetime import datetime
from typing import Protocol


class IClock(Protocol):
    """Tells the time; the one source of it for use cases."""

    @abstractmethod
    def now(self) -> datetime:
        """Return the instant in UTC, aware of its zone."""
