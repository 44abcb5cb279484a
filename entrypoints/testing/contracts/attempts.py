"""What every `IAttempts` promises."""

from datetime import date

import pytest

from parlons.application.ports.attempts import MadeAttempt
from parlons.application.ports.unit_of_work import DuplicateError, IUnitOfWork
from parlons.domain.exercises.translation import TranslationAnswer
from parlons.domain.progress.event import ExerciseResult
from parlons.entrypoints.testing import samples
from parlons.entrypoints.testing.contracts.store import StoreContract, stored_exercise


class AttemptsContract(StoreContract):
    """Attempts are kept as they were made; a user's key is good for one."""

    def test_an_attempt_comes_back_as_it_was(self, unit_of_work: IUnitOfWork) -> None:
        attempt = samples.attempt(
            stored_exercise(unit_of_work),
            answer=TranslationAnswer(samples.ANY_TEXT),
            duration_ms=86_400_000,
            zone="Pacific/Kiritimati",
            local_date=date(2026, 3, 2),
            idempotency_key=samples.ANY_TEXT,
        )
        with unit_of_work.write() as session:
            session.attempts.add(attempt)
        with unit_of_work.read() as session:
            assert session.attempts.latest("ada", 10) == (attempt,)
            assert session.attempts.by_idempotency_key("ada", samples.ANY_TEXT) == attempt
            assert session.attempts.by_id(attempt.id) == attempt
            assert session.attempts.by_id(samples.attempt(1).id) is None

    def test_an_attempt_needs_neither_key_nor_duration(self, unit_of_work: IUnitOfWork) -> None:
        exercise_id = stored_exercise(unit_of_work)
        attempts = [samples.attempt(exercise_id, minutes=minutes) for minutes in (2, 1)]
        with unit_of_work.write() as session:
            for attempt in attempts:
                session.attempts.add(attempt)
        with unit_of_work.read() as session:
            assert session.attempts.latest("ada", 10) == tuple(attempts)
            assert session.attempts.by_idempotency_key("ada", "") is None

    def test_what_came_of_attempts_is_told_to_who_made_them(
        self, unit_of_work: IUnitOfWork
    ) -> None:
        exercise_id = stored_exercise(unit_of_work)
        made = [samples.attempt(exercise_id, minutes=minutes) for minutes in range(3)]
        others = samples.attempt(exercise_id, user_id="grace")
        with unit_of_work.write() as session:
            for attempt in (*made, others):
                session.attempts.add(attempt)
        asked = [made[2].id, made[0].id, others.id, made[2].id, samples.attempt(1).id]
        with unit_of_work.read() as session:
            results = session.attempts.results("ada", asked)
            assert session.attempts.results("ada", []) == ()
        assert sorted(results, key=lambda each: each.answered_at) == [
            MadeAttempt(result=ExerciseResult.of(each), answered_at=each.answered_at)
            for each in (made[0], made[2])
        ]

    def test_the_latest_come_first_and_only_those_of_the_user(
        self, unit_of_work: IUnitOfWork
    ) -> None:
        exercise_id = stored_exercise(unit_of_work)
        made = [samples.attempt(exercise_id, minutes=minutes) for minutes in range(5)]
        others = samples.attempt(exercise_id, user_id="grace", minutes=9)
        with unit_of_work.write() as session:
            for attempt in (made[3], made[0], others, made[4], made[1], made[2]):
                session.attempts.add(attempt)
        with unit_of_work.read() as session:
            assert session.attempts.latest("ada", 3) == (made[4], made[3], made[2])
            assert session.attempts.latest("nobody", 3) == ()

    def test_attempts_of_one_instant_are_ordered_by_their_ids(
        self, unit_of_work: IUnitOfWork
    ) -> None:
        exercise_id = stored_exercise(unit_of_work)
        made = [samples.attempt(exercise_id) for _ in range(8)]
        with unit_of_work.write() as session:
            for attempt in made:
                session.attempts.add(attempt)
        with unit_of_work.read() as session:
            newest_first = sorted(made, key=lambda attempt: attempt.id, reverse=True)
            assert session.attempts.latest("ada", 8) == tuple(newest_first)

    def test_a_key_is_good_for_one_attempt_of_a_user(self, unit_of_work: IUnitOfWork) -> None:
        exercise_id = stored_exercise(unit_of_work)
        first = samples.attempt(exercise_id, idempotency_key="key")
        with unit_of_work.write() as session:
            session.attempts.add(first)
        with pytest.raises(DuplicateError), unit_of_work.write() as session:
            session.attempts.add(samples.attempt(exercise_id, idempotency_key="key", minutes=1))
        with unit_of_work.read() as session:
            assert session.attempts.latest("ada", 10) == (first,)

    def test_a_refused_attempt_leaves_the_session_usable(self, unit_of_work: IUnitOfWork) -> None:
        exercise_id = stored_exercise(unit_of_work)
        first = samples.attempt(exercise_id, idempotency_key="key")
        last = samples.attempt(exercise_id, minutes=1)
        with unit_of_work.write() as session:
            session.attempts.add(first)
            for refused in (samples.attempt(exercise_id, idempotency_key="key"), first):
                with pytest.raises(DuplicateError):
                    session.attempts.add(refused)
            assert session.attempts.by_idempotency_key("ada", "key") == first
            session.attempts.add(last)
        with unit_of_work.read() as session:
            assert session.attempts.latest("ada", 10) == (last, first)

    def test_two_users_may_have_the_same_key(self, unit_of_work: IUnitOfWork) -> None:
        exercise_id = stored_exercise(unit_of_work)
        attempts = {
            name: samples.attempt(exercise_id, user_id=name, idempotency_key="key")
            for name in ("ada", "grace")
        }
        with unit_of_work.write() as session:
            for attempt in attempts.values():
                session.attempts.add(attempt)
        with unit_of_work.read() as session:
            for name, attempt in attempts.items():
                assert session.attempts.by_idempotency_key(name, "key") == attempt

    def test_an_unknown_key_has_no_attempt(self, unit_of_work: IUnitOfWork) -> None:
        with unit_of_work.read() as session:
            assert session.attempts.by_idempotency_key("ada", "key") is None
