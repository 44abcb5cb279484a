"""Reports of answers in memory."""

from uuid import UUID

from attrs import frozen

from parlons.adapters.memory.in_memory_transaction import InMemoryTransaction
from parlons.application.ports.answer_reports import IAnswerReports
from parlons.application.ports.unit_of_work import DuplicateError, StaleRevisionError
from parlons.domain.exercises.answer_report import AnswerReport, ReportStatus


@frozen
class InMemoryAnswerReports(IAnswerReports):
    """The reports of a session."""

    transaction: InMemoryTransaction

    def add(self, report: AnswerReport) -> None:
        reports = self.transaction.changing.reports
        if report.attempt_id in reports:
            raise DuplicateError("the attempt has been reported already")
        reports[report.attempt_id] = report

    def about(self, attempt_id: UUID) -> AnswerReport | None:
        return self.transaction.reading.reports.get(attempt_id)

    def page(
        self, after: UUID | None, limit: int, *, status: ReportStatus | None = None
    ) -> tuple[AnswerReport, ...]:
        reports = self.transaction.reading.reports.items()
        return tuple(
            report
            for attempt_id, report in sorted(reports)
            if status in (None, report.status) and (after is None or attempt_id > after)
        )[:limit]

    def decide(self, report: AnswerReport) -> None:
        reports = self.transaction.changing.reports
        stored = reports.get(report.attempt_id)
        if stored is None or stored.status is not ReportStatus.OPEN:
            raise StaleRevisionError("the report was decided in the meantime")
        reports[report.attempt_id] = report
