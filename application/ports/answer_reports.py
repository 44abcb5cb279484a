"""Claims that answers should have counted."""

from abc import abstractmethod
from typing import Protocol
from uuid import UUID

from parlons.domain.exercises.answer_report import AnswerReport, ReportStatus


class IAnswerReports(Protocol):
    """All reports ever filed, by the attempt they are about; changes need a write session."""

    @abstractmethod
    def add(self, report: AnswerReport) -> None:
        """Store a report; raises `DuplicateError` when there is one about its attempt."""

    @abstractmethod
    def about(self, attempt_id: UUID) -> AnswerReport | None:
        """Return the report about an attempt, or None."""

    @abstractmethod
    def page(
        self, after: UUID | None, limit: int, *, status: ReportStatus | None = None
    ) -> tuple[AnswerReport, ...]:
        """Return reports of a status, or of any, by attempt id, beginning after `after`."""

    @abstractmethod
    def decide(self, report: AnswerReport) -> None:
        """Store the decision of a report that is open in the store.

        Raises `StaleRevisionError` when somebody decided it in the meantime, or nobody filed it.
        """
