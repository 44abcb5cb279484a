"""What cron expressions mean."""

from abc import abstractmethod
from datetime import datetime
from typing import Protocol


class ICron(Protocol):
    """Reads expressions of five fields: minute, hour, day of month, month, day of week; in UTC."""

    @abstractmethod
    def next_after(self, expression: str, after: datetime) -> datetime:
        """Return the first instant that fits and is later than `after`.

        Raises `ValueError` for what is no expression.
        """
