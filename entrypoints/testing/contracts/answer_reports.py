"""What every `IAnswerReports` promises."""

import pytest
from attrs import evolve

from parlons.application.ports.unit_of_work import (
    DuplicateError,
    IUnitOfWork,
    StaleRevisionError,
)
from parlons.domain.exercises.answer_report import AnswerReport, ReportStatus
from parlons.domain.exercises.translation import TranslationAnswer
from parlons.entrypoints.testing import samples
from parlons.entrypoints.testing.contracts.store import StoreContract, stored_exercise


class AnswerReportsContract(StoreContract):
    """An attempt is reported once, and a report decided once."""

    def test_a_report_comes_back_as_it_was(self, unit_of_work: IUnitOfWork) -> None:
        (report,) = reported(unit_of_work, 1)
        with unit_of_work.read() as session:
            assert session.reports.about(report.attempt_id) == report
            assert session.reports.page(None, 10) == (report,)
            assert session.reports.about(samples.attempt(1).id) is None

    def test_an_attempt_is_reported_once(self, unit_of_work: IUnitOfWork) -> None:
        (report,) = reported(unit_of_work, 1)
        with unit_of_work.write() as session:
            with pytest.raises(DuplicateError):
                session.reports.add(evolve(report, note="again"))
            assert session.reports.about(report.attempt_id) == report

    def test_a_decision_is_kept(self, unit_of_work: IUnitOfWork) -> None:
        (report,) = reported(unit_of_work, 1)
        decided = report.decided(ReportStatus.REJECTED, "grace", samples.NOON)
        with unit_of_work.write() as session:
            session.reports.decide(decided)
        with unit_of_work.read() as session:
            assert session.reports.about(report.attempt_id) == decided

    def test_the_second_decision_is_refused(self, unit_of_work: IUnitOfWork) -> None:
        (report,) = reported(unit_of_work, 1)
        first = report.decided(ReportStatus.REJECTED, "grace", samples.NOON)
        second = report.decided(ReportStatus.ACCEPTED, "alan", samples.NOON)
        with unit_of_work.write() as session:
            session.reports.decide(first)
            with pytest.raises(StaleRevisionError):
                session.reports.decide(second)
        with unit_of_work.read() as session:
            assert session.reports.about(report.attempt_id) == first

    def test_what_nobody_filed_is_not_decided(self, unit_of_work: IUnitOfWork) -> None:
        (report,) = reported(unit_of_work, 1)
        other = evolve(report, attempt_id=samples.attempt(1).id)
        with unit_of_work.write() as session, pytest.raises(StaleRevisionError):
            session.reports.decide(other.decided(ReportStatus.ACCEPTED, "alan", samples.NOON))

    def test_pages_joined_are_all_reports_of_a_status(self, unit_of_work: IUnitOfWork) -> None:
        reports = reported(unit_of_work, 7)
        with unit_of_work.write() as session:
            for report in reports[:3]:
                session.reports.decide(report.decided(ReportStatus.ACCEPTED, "grace", samples.NOON))
        with unit_of_work.read() as session:
            found: list[AnswerReport] = []
            while page := session.reports.page(
                found[-1].attempt_id if found else None, 2, status=ReportStatus.OPEN
            ):
                assert len(page) <= 2
                found.extend(page)
        assert found == sorted(reports[3:], key=lambda report: report.attempt_id)


def reported(unit_of_work: IUnitOfWork, number: int) -> list[AnswerReport]:
    """Store as many wrong attempts, and a report of each."""
    exercise_id = stored_exercise(unit_of_work)
    reports = []
    with unit_of_work.write() as session:
        for _ in range(number):
            attempt = samples.attempt(exercise_id, answer=TranslationAnswer(samples.ANY_TEXT))
            session.attempts.add(attempt)
            reports.append(AnswerReport.about(attempt, samples.ANY_TEXT, samples.NOON))
            session.reports.add(reports[-1])
    return reports
