"""My answer should count: it is reported, decided, and past attempts follow."""

from datetime import timedelta
from uuid import UUID

import pytest
from attrs import evolve
from tests.support.classroom import ADA, BONSOIR, Classroom

from parlons.adapters.memory.in_memory_catalogue import InMemoryCatalogue
from parlons.application.grading.attempt_book import Submission
from parlons.application.grading.decide_answer_report import (
    DecidedReport,
    Decision,
)
from parlons.application.grading.list_answer_reports import ListAnswerReports
from parlons.application.grading.report_answer import AnswerClaim, ReportAnswer
from parlons.application.paging import PageRequest
from parlons.application.ports.telemetry import AnswerReportDecided
from parlons.domain.errors import ConflictError, InvalidInputError, NotFoundError
from parlons.domain.exercises.answer_report import AnswerReport, ReportStatus
from parlons.domain.exercises.attempt import ExerciseAttempt
from parlons.domain.exercises.fill_in_blank import FillInBlank, FillInBlankAnswer
from parlons.domain.exercises.multiple_choice import MultipleChoice, MultipleChoiceAnswer
from parlons.domain.exercises.translation import TranslationAnswer
from parlons.domain.exercises.verdict import Verdict
from parlons.domain.identity.principal import Principal
from parlons.domain.identity.role import Role
from parlons.domain.learning.catalogue import MAX_ACCEPTED, StoredExercise
from parlons.entrypoints.testing import samples

GRACE = Principal("grace")
EDUCATOR = Principal("educator", frozenset({Role.EDUCATOR}))
SOIREE = Submission(answer=TranslationAnswer("bonne soirée"))
CHOICE = MultipleChoice(slug="choice", prompt="?", options=("oui", "non"), correct="oui")
BLANKS = FillInBlank(slug="blanks", prompt="?", text="___ chat est ___.", keys=(("Le",), ("noir",)))
FRENCH = samples.path(
    "french", samples.unit("u", samples.lesson("one", samples.exercise("a"), CHOICE, BLANKS))
)
ACCEPT, REJECT = Decision(accept=True), Decision(accept=False)


@pytest.fixture
def classroom() -> Classroom:
    classroom = Classroom()
    classroom.publish(FRENCH)
    return classroom


def report(
    classroom: Classroom, attempt: ExerciseAttempt, principal: Principal = ADA, note: str = "Why?"
) -> AnswerReport:
    use_case = ReportAnswer(classroom.unit_of_work, classroom.clock)
    return use_case(principal, attempt.id, AnswerClaim(note=note))


def decide(classroom: Classroom, attempt_id: UUID, decision: Decision = ACCEPT) -> DecidedReport:
    use_case = classroom.container.decide_answer_report()
    return use_case(EDUCATOR, attempt_id, decision)


def stored(classroom: Classroom, attempt: ExerciseAttempt) -> ExerciseAttempt:
    with classroom.unit_of_work.read() as session:
        found = session.attempts.by_id(attempt.id)
    assert found is not None
    return found


def test_a_report_is_filed_with_the_attempt(classroom: Classroom):
    attempt = classroom.answer(SOIREE)
    filed = report(classroom, attempt)
    assert (filed.attempt_id, filed.answer, filed.note) == (attempt.id, SOIREE.answer, "Why?")
    assert (filed.status, filed.reported_at) == (ReportStatus.OPEN, classroom.clock.now())
    classroom.clock.advance(timedelta(hours=1))
    assert report(classroom, attempt, note="Again!") == filed


def test_what_counts_already_needs_no_report(classroom: Classroom):
    with pytest.raises(ConflictError, match="counts already"):
        report(classroom, classroom.answer(BONSOIR))


def test_only_ones_own_attempts_are_reported(classroom: Classroom):
    attempt = classroom.answer(SOIREE)
    with pytest.raises(NotFoundError):
        report(classroom, attempt, GRACE)
    with pytest.raises(NotFoundError):
        report(classroom, evolve(attempt, id=UUID(int=99)))


def test_an_accepted_answer_counts_from_then_on_and_in_all_past_attempts(classroom: Classroom):
    reported = classroom.answer(SOIREE)
    sloppy = classroom.answer(
        Submission(answer=TranslationAnswer("bonne soiree !")), principal=GRACE
    )
    other = classroom.answer(Submission(answer=TranslationAnswer("bonjour")), principal=GRACE)
    right = classroom.answer(BONSOIR, principal=GRACE)
    report(classroom, reported)
    classroom.clock.advance(timedelta(days=1))

    decided = decide(classroom, reported.id)

    assert decided.regraded == 2
    assert (decided.report.status, decided.report.decided_by) == (ReportStatus.ACCEPTED, "educator")
    assert decided.report.decided_at == classroom.clock.now()
    assert stored(classroom, reported).standing.verdict is Verdict.EXACT
    assert stored(classroom, reported).grade == reported.grade
    assert stored(classroom, sloppy).standing.verdict is Verdict.ACCENT
    assert stored(classroom, other) == other
    assert stored(classroom, right) == right
    assert classroom.answer(SOIREE).grade.accepted
    assert classroom.told(AnswerReportDecided) == [AnswerReportDecided(accepted=True, regraded=2)]


def test_nobody_loses_what_counted(classroom: Classroom):
    """Where an author has taken a key away meanwhile, those who gave it keep their grade."""
    counted = classroom.answer(BONSOIR, principal=GRACE)
    stricter = samples.exercise("a", keys=("bonne nuit",))
    classroom.publish(samples.path("french", samples.unit("u", samples.lesson("one", stricter))))
    reported = classroom.answer(SOIREE)
    report(classroom, reported)
    assert not classroom.answer(BONSOIR).grade.accepted
    assert decide(classroom, reported.id).regraded == 1
    assert stored(classroom, counted).standing.accepted


def test_more_attempts_than_a_batch_holds_are_regraded(classroom: Classroom):
    attempts = [classroom.answer(SOIREE) for _ in range(450)]
    report(classroom, attempts[0])
    assert decide(classroom, attempts[0].id).regraded == 450


def test_a_rejected_report_changes_no_grade(classroom: Classroom):
    attempt = classroom.answer(SOIREE)
    report(classroom, attempt)
    assert decide(classroom, attempt.id, REJECT).regraded == 0
    assert stored(classroom, attempt) == attempt
    assert not classroom.answer(SOIREE).grade.accepted


def test_a_report_is_decided_once(classroom: Classroom):
    attempt = classroom.answer(SOIREE)
    report(classroom, attempt)
    decide(classroom, attempt.id, REJECT)
    with pytest.raises(ConflictError, match="rejected already"):
        decide(classroom, attempt.id, ACCEPT)
    with pytest.raises(NotFoundError):
        decide(classroom, UUID(int=99))


def test_an_educator_may_mend_the_spelling(classroom: Classroom):
    sloppy = classroom.answer(Submission(answer=TranslationAnswer("bonne soiree")))
    report(classroom, sloppy)
    mended = Decision(accept=True, answer=TranslationAnswer("Bonne soirée !"))
    assert decide(classroom, sloppy.id, mended).regraded == 1
    assert stored(classroom, sloppy).standing.verdict is Verdict.ACCENT
    answer = Submission(answer=TranslationAnswer("Bonne soirée !"))
    assert classroom.answer(answer).grade.verdict is Verdict.EXACT


def test_what_is_mended_must_be_the_answer_that_was_reported(classroom: Classroom):
    attempt = classroom.answer(SOIREE)
    report(classroom, attempt)
    other = Decision(accept=True, answer=TranslationAnswer("à demain"))
    with pytest.raises(InvalidInputError, match="would still not count"):
        decide(classroom, attempt.id, other)
    assert not classroom.answer(Submission(answer=TranslationAnswer("à demain"))).grade.accepted


def test_what_answered_another_task_cannot_be_reported(classroom: Classroom):
    attempt = classroom.answer(SOIREE)
    other = samples.exercise("a", text="Good night")
    classroom.publish(samples.path("french", samples.unit("u", samples.lesson("one", other))))
    with pytest.raises(ConflictError, match="answer it again"):
        report(classroom, attempt)


def test_what_answered_another_task_is_not_accepted(classroom: Classroom):
    attempt = classroom.answer(SOIREE)
    report(classroom, attempt)
    other = samples.exercise("a", text="Good night")
    classroom.publish(samples.path("french", samples.unit("u", samples.lesson("one", other))))
    (listed,) = ListAnswerReports(classroom.unit_of_work)(EDUCATOR).items
    assert listed.task is None
    with pytest.raises(ConflictError, match="changed since"):
        decide(classroom, attempt.id)
    assert not classroom.answer(SOIREE).grade.accepted
    assert decide(classroom, attempt.id, REJECT).report.status is ReportStatus.REJECTED


def test_a_choice_takes_no_second_answer(classroom: Classroom):
    attempt = classroom.answer(Submission(answer=MultipleChoiceAnswer("non")), 2)
    report(classroom, attempt)
    with pytest.raises(InvalidInputError, match="edit the course"):
        decide(classroom, attempt.id)
    assert stored(classroom, attempt) == attempt


@pytest.mark.parametrize("text", ["(" * 499, "[a](b|c)\\"])
def test_an_accepted_answer_stands_for_itself_alone(classroom: Classroom, text: str):
    attempt = classroom.answer(Submission(answer=TranslationAnswer(text)))
    report(classroom, attempt)
    if len(text) > 250:
        with pytest.raises(InvalidInputError):
            decide(classroom, attempt.id)
    else:
        assert decide(classroom, attempt.id).regraded == 1
        assert not classroom.answer(Submission(answer=TranslationAnswer("ab"))).grade.accepted


def test_what_counts_already_is_not_added_again(classroom: Classroom):
    attempts = [classroom.answer(SOIREE, principal=Principal(f"p{n}")) for n in range(3)]
    for number, attempt in enumerate(attempts):
        report(classroom, attempt, Principal(f"p{number}"))
    assert decide(classroom, attempts[0].id).regraded == 3
    with classroom.unit_of_work.read() as session:
        exercise = session.catalogue.exercise(1)
        assert exercise is not None
        assert exercise.accepted == (SOIREE.answer,)
        reports = session.reports.page(None, 10)
    assert {each.status for each in reports} == {ReportStatus.ACCEPTED}
    assert {each.decided_by for each in reports} == {"educator"}


def test_an_exercise_takes_so_many_answers_and_no_more(classroom: Classroom):
    texts = [f"salut numero {number}" for number in range(MAX_ACCEPTED + 1)]
    attempts = [classroom.answer(Submission(answer=TranslationAnswer(text))) for text in texts]
    for attempt in attempts[:-1]:
        report(classroom, attempt)
        decide(classroom, attempt.id)
    report(classroom, attempts[-1])
    with pytest.raises(InvalidInputError, match="add them to the course"):
        decide(classroom, attempts[-1].id)
    assert classroom.answer(Submission(answer=attempts[-2].answer)).grade.accepted


def test_blanks_are_accepted_together(classroom: Classroom):
    attempt = classroom.answer(Submission(answer=FillInBlankAnswer(("La", "noire"))), 3)
    report(classroom, attempt)
    decide(classroom, attempt.id)
    for blanks, counts in {
        ("La", "noire"): True,
        ("Le", "noir"): True,
        ("Le", "noire"): False,
        ("La", "noir"): False,
    }.items():
        answer = Submission(answer=FillInBlankAnswer(blanks))
        assert classroom.answer(answer, 3).grade.accepted is counts


def test_what_was_accepted_while_an_answer_was_graded_counts(
    classroom: Classroom, monkeypatch: pytest.MonkeyPatch
):
    """Between reading the exercise and storing the attempt an educator may decide."""
    first = classroom.answer(SOIREE)
    report(classroom, first)
    before = InMemoryCatalogue.exercise
    stale: list[StoredExercise | None] = []

    def exercise(catalogue: InMemoryCatalogue, exercise_id: int) -> StoredExercise | None:
        return stale.pop() if stale else before(catalogue, exercise_id)

    with classroom.unit_of_work.read() as session:
        old = session.catalogue.exercise(1)
    decide(classroom, first.id)
    stale.append(old)
    monkeypatch.setattr(InMemoryCatalogue, "exercise", exercise)
    attempt = classroom.answer(SOIREE, principal=GRACE)
    assert not attempt.grade.accepted
    assert attempt.standing.accepted
    assert stored(classroom, attempt) == attempt


def test_reports_are_listed_page_by_page_beside_their_tasks(classroom: Classroom):
    attempts = [classroom.answer(SOIREE) for _ in range(5)]
    for attempt in attempts:
        report(classroom, attempt)
    decide(classroom, attempts[0].id, REJECT)
    list_reports = ListAnswerReports(classroom.unit_of_work)
    first = list_reports(EDUCATOR, PageRequest(limit=3))
    rest = list_reports(EDUCATOR, PageRequest(limit=3, cursor=first.next_cursor))
    found = [each.report.attempt_id for each in (*first.items, *rest.items)]
    assert found == [attempt.id for attempt in attempts[1:]]
    assert {each.task for each in first.items} == {"fr: Good evening"}
    (rejected,) = list_reports(EDUCATOR, status=ReportStatus.REJECTED).items
    assert rejected.report.attempt_id == attempts[0].id
    assert len(list_reports(EDUCATOR, status=None).items) == 5
