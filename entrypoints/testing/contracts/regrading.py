"""What every `IRegrading` promises."""

import pytest
from attrs import evolve

from parlons.application.ports.unit_of_work import DuplicateError, IUnitOfWork
from parlons.domain.errors import NotFoundError
from parlons.domain.exercises.attempt import ExerciseAttempt, Regrade
from parlons.domain.exercises.exercise import Exercise
from parlons.domain.exercises.listening import Listening, ListeningAnswer
from parlons.domain.exercises.speaking import Speaking, SpeakingAnswer
from parlons.domain.exercises.translation import TranslationAnswer
from parlons.domain.learning.catalogue import StoredExercise
from parlons.entrypoints.testing import samples
from parlons.entrypoints.testing.contracts.store import StoreContract, publish, stored_exercise

SALUT = TranslationAnswer(samples.ANY_TEXT)


class RegradingContract(StoreContract):
    """What is accepted stays so while the task is the same; an attempt is regraded once."""

    def test_an_accepted_answer_counts(self, unit_of_work: IUnitOfWork) -> None:
        exercise_id = stored_exercise(unit_of_work)
        assert not found(unit_of_work, exercise_id).grade(SALUT).accepted
        accept(unit_of_work, exercise_id)
        exercise = found(unit_of_work, exercise_id)
        assert exercise.accepted == (SALUT,)
        assert exercise.grade(SALUT).accepted

    def test_a_new_edition_keeps_it_while_the_task_is_the_same(
        self, unit_of_work: IUnitOfWork
    ) -> None:
        exercise_id = stored_exercise(unit_of_work)
        accept(unit_of_work, exercise_id)
        edition(unit_of_work, samples.exercise(explanation="Because.", keys=("bonsoir", "salut")))
        exercise = found(unit_of_work, exercise_id)
        assert (exercise.version, exercise.task_since) == (2, 1)
        assert exercise.accepted == (SALUT,)

    def test_it_goes_when_the_task_changes(self, unit_of_work: IUnitOfWork) -> None:
        exercise_id = stored_exercise(unit_of_work)
        accept(unit_of_work, exercise_id)
        edition(unit_of_work, samples.exercise(text="Good night"))
        exercise = found(unit_of_work, exercise_id)
        assert (exercise.version, exercise.task_since, exercise.accepted) == (2, 2, ())

    def test_it_goes_when_the_kind_of_exercise_changes(self, unit_of_work: IUnitOfWork) -> None:
        slug = "good-evening"
        exercise_id = stored_exercise(unit_of_work)
        edition(unit_of_work, Listening(slug=slug, prompt="Listen.", transcript="Bonsoir"))
        with unit_of_work.write() as session:
            exercise = session.regrading.lock(exercise_id)
            session.regrading.accept(exercise.accepting(ListeningAnswer("Bon soir !")))
        edition(unit_of_work, Speaking(slug=slug, prompt="Speak.", text="Bonsoir"))
        exercise = found(unit_of_work, exercise_id)
        assert exercise.accepted == ()
        assert not exercise.grade(SpeakingAnswer("Salut")).accepted

    def test_what_is_not_taught_cannot_be_locked(self, unit_of_work: IUnitOfWork) -> None:
        exercise_id = stored_exercise(unit_of_work)
        edition(unit_of_work, samples.exercise("another"))
        for number in (exercise_id, exercise_id + 10):
            with unit_of_work.write() as session, pytest.raises(NotFoundError):
                session.regrading.lock(number)

    def test_what_is_locked_is_what_is_stored(self, unit_of_work: IUnitOfWork) -> None:
        exercise_id = stored_exercise(unit_of_work)
        accept(unit_of_work, exercise_id)
        with unit_of_work.write() as session:
            assert session.regrading.lock(exercise_id) == session.catalogue.exercise(exercise_id)

    def test_an_attempt_that_counts_is_not_regraded(self, unit_of_work: IUnitOfWork) -> None:
        exercise_id = stored_exercise(unit_of_work)
        with unit_of_work.write() as session:
            session.attempts.add(samples.attempt(exercise_id))
            assert session.regrading.attempts(exercise_id, 1, None, 10) == ()

    def test_a_new_grade_stands_and_the_old_one_stays(self, unit_of_work: IUnitOfWork) -> None:
        exercise_id = stored_exercise(unit_of_work)
        attempt = samples.attempt(exercise_id, answer=SALUT, idempotency_key="key")
        new = regrade()
        with unit_of_work.write() as session:
            session.attempts.add(attempt)
            session.regrading.regrade(attempt.id, new)
        expected = evolve(attempt, regraded=new)
        with unit_of_work.read() as session:
            assert session.attempts.by_id(attempt.id) == expected
            assert session.attempts.latest("ada", 1) == (expected,)
            assert session.attempts.by_idempotency_key("ada", "key") == expected
        assert expected.standing == new.grade
        assert attempt.standing == attempt.grade

    def test_an_attempt_is_regraded_once(self, unit_of_work: IUnitOfWork) -> None:
        exercise_id = stored_exercise(unit_of_work)
        attempt = samples.attempt(exercise_id, answer=SALUT)
        with unit_of_work.write() as session:
            session.attempts.add(attempt)
            session.regrading.regrade(attempt.id, regrade())
            with pytest.raises(DuplicateError):
                session.regrading.regrade(attempt.id, regrade())
            assert session.regrading.attempts(exercise_id, 1, None, 10) == ()

    def test_pages_joined_are_the_attempts_since_a_version(self, unit_of_work: IUnitOfWork) -> None:
        exercise_id = stored_exercise(unit_of_work)
        made = [
            samples.attempt(exercise_id, answer=SALUT, exercise_version=1 + n % 3) for n in range(9)
        ]
        with unit_of_work.write() as session:
            for attempt in made:
                session.attempts.add(attempt)
        joined: list[ExerciseAttempt] = []
        with unit_of_work.read() as session:
            while page := session.regrading.attempts(
                exercise_id, 2, joined[-1].id if joined else None, 4
            ):
                assert len(page) <= 4
                joined.extend(page)
            assert session.regrading.attempts(exercise_id + 1, 1, None, 10) == ()
        wanted = [attempt for attempt in made if attempt.exercise_version >= 2]
        assert joined == sorted(wanted, key=lambda attempt: attempt.id)


def accept(unit_of_work: IUnitOfWork, exercise_id: int) -> None:
    """Accept an answer that is no key."""
    with unit_of_work.write() as session:
        exercise = session.regrading.lock(exercise_id)
        session.regrading.accept(exercise.accepting(SALUT))


def edition(unit_of_work: IUnitOfWork, exercise: Exercise) -> None:
    """Publish the path again, with this exercise."""
    lesson = samples.lesson("evenings", exercise)
    publish(unit_of_work, samples.path("french", samples.unit("greetings", lesson)))


def found(unit_of_work: IUnitOfWork, exercise_id: int) -> StoredExercise:
    """The exercise as it is stored."""
    with unit_of_work.read() as session:
        exercise = session.catalogue.exercise(exercise_id)
    assert exercise is not None
    return exercise


def regrade() -> Regrade:
    """A grade that accepts."""
    grade = samples.exercise().keyed_by(SALUT).grade(SALUT)
    assert grade.accepted
    return Regrade(exercise_version=3, grade=grade, regraded_at=samples.NOON)
