"""Answers, and claims that they should have counted."""

from uuid import UUID

from attrs import field, frozen
from attrs.validators import and_, matches_re, max_len, optional

from parlons.application.grading.answer_exercise import AnswerExercise
from parlons.application.grading.attempt_book import Submission
from parlons.application.grading.decide_answer_report import (
    DecideAnswerReport,
    DecidedReport,
    Decision,
)
from parlons.application.grading.list_answer_reports import ListAnswerReports, ReportedAnswer
from parlons.application.grading.report_answer import AnswerClaim, ReportAnswer
from parlons.application.paging import Page, PageRequest
from parlons.domain.exercises.answer_report import AnswerReport, ReportStatus
from parlons.domain.exercises.attempt import ExerciseAttempt
from parlons.entrypoints.http.call import Call
from parlons.entrypoints.http.operation import operation
from parlons.entrypoints.http.problem import CONFLICT, LOCKED


@frozen(kw_only=True)
class IdempotencyHeaders:
    """`Idempotency-Key` is the client's own name for the request; sent again, it is done once."""

    idempotency_key: str | None = field(
        default=None, validator=optional(and_(max_len(255), matches_re(r"[\x21-\x7E]+")))
    )


@frozen(kw_only=True)
class ReportsQuery(PageRequest):
    """Up to `limit` reports after the page that gave the `cursor`, of a `status`."""

    status: ReportStatus = ReportStatus.OPEN


@operation(
    "POST",
    "/api/exercises/{exerciseId}/attempts",
    use_case=AnswerExercise,
    status=201,
    example={
        "answer": {"type": "multiple_choice", "option": "Bonjour, madame."},
        "durationMs": 4200,
    },
    problems=(CONFLICT, LOCKED),
)
def answer_exercise(
    call: Call, exercise_id: int, headers: IdempotencyHeaders, body: Submission
) -> ExerciseAttempt:
    """Answer an exercise; the server grades.

    The answer is of the exercise's own type. The grade's `feedback` says what was right and what
    it should have been; where answers come to count later, `regraded` has the better grade.
    """
    return call.container.answer_exercise()(
        call.principal, exercise_id, body, headers.idempotency_key
    )


@operation(
    "POST",
    "/api/attempts/{attemptId}/report",
    use_case=ReportAnswer,
    status=201,
    example={"note": "My teacher says so too."},
    problems=(CONFLICT,),
)
def report_answer(call: Call, attempt_id: UUID, body: AnswerClaim) -> AnswerReport:
    """Report that your answer should have counted; an educator decides.

    Reported again, an attempt keeps its first report.
    """
    return call.container.report_answer()(call.principal, attempt_id, body)


@operation("GET", "/api/answer-reports", use_case=ListAnswerReports)
def list_answer_reports(call: Call, query: ReportsQuery) -> Page[ReportedAnswer]:
    """See which answers learners think should have counted, each beside its task."""
    return call.container.list_answer_reports()(call.principal, query, query.status)


@operation(
    "PUT",
    "/api/answer-reports/{attemptId}/decision",
    use_case=DecideAnswerReport,
    example={"accept": True},
    problems=(CONFLICT,),
)
def decide_answer_report(call: Call, attempt_id: UUID, body: Decision) -> DecidedReport:
    """Decide whether the answer counts from now on, and in all past attempts at the same task.

    No attempt that counted ceases to count. Where the learner's spelling should be no model, send
    the answer as it should be written.
    """
    return call.container.decide_answer_report()(call.principal, attempt_id, body)
