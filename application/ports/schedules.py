"""When schedules fire next."""

from abc import abstractmethod
from typing import Protocol

from parlons.domain.work.schedule import NextRun


class ISchedules(Protocol):
    """One row for each schedule; `add` and `replace` need a write session."""

    @abstractmethod
    def by_name(self, name: str) -> NextRun | None:
        """Return when a schedule fires next, or None when it has never been looked at."""

    @abstractmethod
    def add(self, run: NextRun) -> None:
        """Store a schedule's first run; raises `DuplicateError` when somebody was faster."""

    @abstractmethod
    def replace(self, before: NextRun, after: NextRun) -> None:
        """Store the next run; raises `StaleRevisionError` unless `before` is what is stored."""
