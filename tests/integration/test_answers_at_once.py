"""One request that is sent several times at once is one attempt."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillRunning
from threading import Barrier

import pytest
from tests.support.wiring import wired

from parlons.adapters.documents import row_codec
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.adapters.sql.sql_unit_of_work import SqlUnitOfWork
from parlons.adapters.telemetry.in_memory_telemetry import InMemoryTelemetry
from parlons.application.grading.attempt_book import Submission
from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.domain.errors import ConflictError
from parlons.domain.exercises.attempt import ExerciseAttempt
from parlons.domain.exercises.translation import TranslationAnswer
from parlons.domain.identity.principal import Principal
from parlons.entrypoints.testing import samples
from parlons.entrypoints.testing.contracts.store import stored_exercise

Answer = Callable[[str], ExerciseAttempt]


@pytest.fixture
def unit_of_work(postgres_database: SqlDatabase) -> SqlUnitOfWork:
    return SqlUnitOfWork.on(postgres_database, next(row_codec()))


@pytest.fixture
def telemetry() -> InMemoryTelemetry:
    return InMemoryTelemetry()


@pytest.fixture
def exercise_id(unit_of_work: IUnitOfWork) -> int:
    return stored_exercise(unit_of_work)


@pytest.fixture
def answer(unit_of_work: IUnitOfWork, exercise_id: int, telemetry: InMemoryTelemetry) -> Answer:
    answer_exercise = wired(unit_of_work, telemetry=telemetry).answer_exercise()

    def answer_it(text: str) -> ExerciseAttempt:
        submission = Submission(answer=TranslationAnswer(text))
        return answer_exercise(Principal("ada"), exercise_id, submission, "key")

    return answer_it


def test_of_eight_at_once_all_get_the_one_attempt(
    unit_of_work: IUnitOfWork, answer: Answer, telemetry: InMemoryTelemetry
):
    start = Barrier(8)

    def answer_with_the_others(_thread: int) -> ExerciseAttempt:
        start.wait()
        return answer("Bonsoir")

    with ThreadPoolExecutor(8) as pool:
        attempts = set(pool.map(answer_with_the_others, range(8)))
    with unit_of_work.read() as session:
        assert attempts == set(session.attempts.latest("ada", 10))
    assert len(attempts) == len(telemetry.events) == 1


@pytest.mark.parametrize("text", ["Bonsoir", "Bonjour"])
def test_a_request_waits_for_the_one_before_it(
    unit_of_work: IUnitOfWork, answer: Answer, exercise_id: int, text: str
):
    first = samples.attempt(exercise_id, idempotency_key="key")
    with ThreadPoolExecutor(1) as pool:
        with unit_of_work.write() as session:
            session.attempts.add(first)
            second = pool.submit(answer, text)
            with pytest.raises(StillRunning):
                second.result(timeout=0.3)
        if text == "Bonsoir":
            assert second.result(timeout=10) == first
        else:
            with pytest.raises(ConflictError, match="another answer"):
                second.result(timeout=10)
