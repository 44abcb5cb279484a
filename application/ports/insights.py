"""Facts for analytics."""

from abc import abstractmethod
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from attrs import frozen


@frozen(kw_only=True)
class LearningFact:
    """One row for one event; `type` is that of its fact, and what does not apply is None."""

    event_id: UUID
    user_id: str
    type: str
    occurred_at: datetime
    local_date: date
    path_id: int | None = None
    unit_id: int | None = None
    lesson_id: int | None = None
    answered: int | None = None
    right: int | None = None
    duration_ms: int | None = None


class IInsights(Protocol):
    """Facts by the thousand, written once and read in bulk; `add` needs a write session."""

    @abstractmethod
    def add(self, fact: LearningFact) -> bool:
        """Store a fact; return False where the event's is there already."""

    @abstractmethod
    def of_user(self, user_id: str, after: UUID | None, limit: int) -> tuple[LearningFact, ...]:
        """Return a user's facts by event id, beginning after `after`."""
