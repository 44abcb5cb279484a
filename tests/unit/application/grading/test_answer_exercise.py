"""The server grades, and keeps each answer once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from attrs import evolve
from tests.support.classroom import ADA, BONSOIR, Classroom

from parlons.adapters.memory.in_memory_attempts import InMemoryAttempts
from parlons.application.grading.attempt_book import Submission
from parlons.application.ports.telemetry import ExerciseAnswered
from parlons.domain.errors import ConflictError, InvalidInputError, NotFoundError
from parlons.domain.exercises.attempt import ExerciseAttempt
from parlons.domain.exercises.flashcard import FlashcardAnswer
from parlons.domain.exercises.translation import TranslationAnswer
from parlons.domain.exercises.verdict import Verdict
from parlons.entrypoints.testing import samples

WRONG = Submission(answer=TranslationAnswer("Bonjour"))
FRENCH = samples.path(
    "french",
    samples.unit("unit", samples.lesson("one", samples.exercise("a"), samples.exercise("b"))),
)


@pytest.fixture
def classroom() -> Classroom:
    classroom = Classroom()
    classroom.publish(FRENCH)
    return classroom


def test_an_answer_is_graded_stored_and_told(classroom: Classroom):
    attempt = classroom.answer(evolve(WRONG, duration_ms=4200))
    assert (attempt.grade.verdict, attempt.grade.accepted) == (Verdict.WRONG, False)
    assert (attempt.user_id, attempt.exercise_id, attempt.exercise_version) == ("ada", 1, 1)
    assert (attempt.answer, attempt.duration_ms) == (WRONG.answer, 4200)
    assert attempt.answered_at == classroom.clock.now()
    assert classroom.attempts() == (attempt,)
    assert classroom.told(ExerciseAnswered) == [
        ExerciseAnswered(exercise_id=1, verdict=Verdict.WRONG, accepted=False)
    ]


def test_without_a_key_every_answer_is_an_attempt(classroom: Classroom):
    assert classroom.answer() != classroom.answer()
    assert len(classroom.attempts()) == len(classroom.told(ExerciseAnswered)) == 2


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Pacific/Kiritimati", date(2026, 3, 2)),
        ("Pacific/Pago_Pago", date(2026, 2, 28)),
    ],
)
def test_an_attempt_is_of_the_day_it_is_for_the_learner(classroom: Classroom, zone: str, day: date):
    classroom.clock.instant = datetime(2026, 3, 1, 10, 30, tzinfo=UTC)
    classroom.answer(principal=evolve(ADA, zone=zone))
    (attempt,) = classroom.attempts()
    assert attempt.answered_at == classroom.clock.instant
    assert (attempt.zone, attempt.local_date) == (zone, day)


def test_the_same_request_again_is_the_same_attempt(classroom: Classroom):
    first = classroom.answer(key="k")
    classroom.clock.advance(timedelta(hours=1))
    assert classroom.answer(evolve(BONSOIR, duration_ms=1), key="k") == first
    assert classroom.attempts() == (first,)
    assert len(classroom.told(ExerciseAnswered)) == 1


def test_it_stays_the_same_attempt_when_the_exercise_has_changed(classroom: Classroom):
    first = classroom.answer(key="k")
    better = samples.exercise("a", keys=("bonne soirée",))
    classroom.publish(samples.path("french", samples.unit("unit", samples.lesson("one", better))))
    assert classroom.answer(key="k") == first
    again = classroom.answer(key="another")
    assert (again.exercise_version, again.grade.accepted) == (2, False)


def test_the_same_request_at_the_same_time_is_the_same_attempt(
    classroom: Classroom, monkeypatch: pytest.MonkeyPatch
):
    first = classroom.answer(key="k")
    find, not_yet = InMemoryAttempts.by_idempotency_key, [None]

    def find_later(attempts: InMemoryAttempts, user_id: str, key: str) -> ExerciseAttempt | None:
        return not_yet.pop() if not_yet else find(attempts, user_id, key)

    monkeypatch.setattr(InMemoryAttempts, "by_idempotency_key", find_later)
    assert classroom.answer(key="k") == first
    assert not not_yet
    not_yet.append(None)
    with pytest.raises(ConflictError, match="another answer"):
        classroom.answer(WRONG, key="k")
    assert classroom.attempts() == (first,)
    assert len(classroom.told(ExerciseAnswered)) == 1


@pytest.mark.parametrize(("submission", "exercise_id"), [(WRONG, 1), (BONSOIR, 2)])
def test_another_answer_under_the_key_is_a_conflict(
    classroom: Classroom, submission: Submission, exercise_id: int
):
    first = classroom.answer(key="k")
    with pytest.raises(ConflictError, match="another answer"):
        classroom.answer(submission, exercise_id, key="k")
    assert classroom.attempts() == (first,)


def test_a_key_is_the_users_own(classroom: Classroom):
    first = classroom.answer(key="k")
    other = classroom.answer(WRONG, key="k", principal=evolve(ADA, user_id="grace"))
    assert classroom.attempts() == (first,)
    assert classroom.attempts("grace") == (other,)


@pytest.mark.parametrize("key", [None, "k"])
def test_an_unknown_exercise_is_not_found(classroom: Classroom, key: str | None):
    with pytest.raises(NotFoundError, match="no exercise 99"):
        classroom.answer(exercise_id=99, key=key)
    assert (classroom.attempts(), classroom.told(ExerciseAnswered)) == ((), [])


def test_an_answer_of_another_kind_changes_nothing(classroom: Classroom):
    with pytest.raises(InvalidInputError):
        classroom.answer(Submission(answer=FlashcardAnswer(recalled=True)), key="k")
    assert (classroom.attempts(), classroom.told(ExerciseAnswered)) == ((), [])
    assert classroom.answer(key="k").grade.accepted


def test_nothing_is_told_of_an_answer_that_could_not_be_stored(classroom: Classroom):
    classroom.unit_of_work.fail_next_commit(OSError("disk full"))
    with pytest.raises(OSError, match="disk full"):
        classroom.answer(key="k")
    assert (classroom.attempts(), classroom.told(ExerciseAnswered)) == ((), [])
