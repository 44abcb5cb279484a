"""See which answers learners think should have counted."""

from typing import ClassVar
from uuid import UUID

from attrs import define, frozen

from parlons.application.paging import FIRST_PAGE, Page, PageRequest, page_of
from parlons.application.ports.catalogue import ICatalogue
from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.domain.exercises.answer_report import AnswerReport, ReportStatus
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal

_LAST_ID = 2**128 - 1


@frozen(kw_only=True)
class ReportedAnswer:
    """A report beside the task it is about, which is None where that is asked no longer."""

    report: AnswerReport
    task: str | None


@define
class ListAnswerReports:
    """Reports come in the order the attempts were made."""

    permission: ClassVar = Permission.REVIEW_ANSWERS

    unit_of_work: IUnitOfWork

    def __call__(
        self,
        principal: Principal,
        page: PageRequest = FIRST_PAGE,
        status: ReportStatus | None = ReportStatus.OPEN,
    ) -> Page[ReportedAnswer]:
        """Return reports of a status, or with None of any."""
        principal.require(self.permission)
        with self.unit_of_work.read() as session:
            return page_of(
                page,
                f"answer reports, {status}",
                lambda after, limit: tuple(
                    ReportedAnswer(report=each, task=_task(session.catalogue, each))
                    for each in session.reports.page(UUID(int=after), limit, status=status)
                ),
                lambda reported: reported.report.attempt_id.int,
                last=_LAST_ID,
            )


def _task(catalogue: ICatalogue, report: AnswerReport) -> str | None:
    exercise = catalogue.exercise(report.exercise_id)
    if exercise is None or not exercise.asks_what_it_asked(report.exercise_version):
        return None
    return exercise.content.task
