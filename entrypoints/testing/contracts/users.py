"""What every `IUsers` promises."""

from datetime import UTC, timedelta, timezone
from uuid import uuid4

import pytest
from attrs import evolve

from parlons.application.ports.unit_of_work import (
    DuplicateError,
    IUnitOfWork,
    StaleRevisionError,
)
from parlons.domain.identity.role import Role
from parlons.entrypoints.testing import samples
from parlons.entrypoints.testing.contracts.store import StoreContract


class UsersContract(StoreContract):
    """An address is one user's, and a user changes one revision at a time."""

    def test_a_user_is_found_by_id_and_by_address(self, unit_of_work: IUnitOfWork) -> None:
        user = samples.user(
            display_name=samples.ANY_TEXT[:80],
            roles=frozenset({Role.EDUCATOR, Role.LEARNER}),
            plan="plus",
            zone="Europe/Paris",
        )
        with unit_of_work.write() as session:
            session.users.add(user)
        with unit_of_work.read() as session:
            assert session.users.by_id(user.id) == user
            assert session.users.by_email(user.email) == user

    def test_an_unknown_user_is_none(self, unit_of_work: IUnitOfWork) -> None:
        with unit_of_work.read() as session:
            assert session.users.by_id(uuid4()) is None
            assert session.users.by_email("nobody@example.org") is None

    def test_an_instant_comes_back_in_utc(self, unit_of_work: IUnitOfWork) -> None:
        there = timezone(timedelta(hours=5, minutes=30))
        user = samples.user(created_at=samples.NOON.astimezone(there))
        with unit_of_work.write() as session:
            session.users.add(user)
        with unit_of_work.read() as session:
            found = session.users.by_id(user.id)
        assert found is not None
        assert found.created_at == samples.NOON
        assert found.created_at.astimezone(UTC).microsecond == 123456

    def test_an_address_is_taken_once(self, unit_of_work: IUnitOfWork) -> None:
        first, second = samples.user(), samples.user(display_name="Another")
        with unit_of_work.write() as session:
            session.users.add(first)
        with pytest.raises(DuplicateError), unit_of_work.write() as session:
            session.users.add(second)
        with unit_of_work.read() as session:
            assert session.users.by_email(first.email) == first
            assert session.users.by_id(second.id) is None

    def test_an_id_is_taken_once(self, unit_of_work: IUnitOfWork) -> None:
        user = samples.user()
        with unit_of_work.write() as session:
            session.users.add(user)
            with pytest.raises(DuplicateError):
                session.users.add(evolve(user, email="other@example.org"))
        with unit_of_work.read() as session:
            assert session.users.by_id(user.id) == user

    def test_an_address_is_taken_within_a_session_too(self, unit_of_work: IUnitOfWork) -> None:
        with unit_of_work.write() as session:
            session.users.add(samples.user())
            with pytest.raises(DuplicateError):
                session.users.add(samples.user())

    def test_a_refused_user_leaves_the_session_usable(self, unit_of_work: IUnitOfWork) -> None:
        other = samples.user(email="grace@example.org")
        with unit_of_work.write() as session:
            session.users.add(samples.user())
            with pytest.raises(DuplicateError):
                session.users.add(samples.user())
            session.users.add(other)
        with unit_of_work.read() as session:
            assert session.users.by_id(other.id) == other

    def test_a_refused_change_leaves_the_session_usable(self, unit_of_work: IUnitOfWork) -> None:
        ada, grace = samples.user(), samples.user(email="grace@example.org")
        new, later = samples.user(email="new@example.org"), samples.user(email="later@example.org")
        done = []
        with unit_of_work.write() as session:
            session.users.add(ada)
            session.users.add(grace)
        with unit_of_work.write() as session:
            session.after_commit(lambda: done.append("committed"))
            session.users.add(new)
            with pytest.raises(DuplicateError):
                session.users.update(evolve(grace, email=ada.email, revision=2))
            with pytest.raises(StaleRevisionError):
                session.users.update(evolve(grace, revision=9))
            session.users.add(later)
        with unit_of_work.read() as session:
            assert [session.users.by_id(each.id) for each in (grace, new, later)] == [
                grace,
                new,
                later,
            ]
        assert done == ["committed"]

    def test_the_next_revision_replaces_the_one_before(self, unit_of_work: IUnitOfWork) -> None:
        user = samples.user()
        changed = user.with_password_hash("another hash")
        with unit_of_work.write() as session:
            session.users.add(user)
            session.users.update(changed)
        with unit_of_work.read() as session:
            assert session.users.by_id(user.id) == changed

    def test_of_two_changes_to_one_revision_the_second_is_refused(
        self, unit_of_work: IUnitOfWork
    ) -> None:
        user = samples.user()
        first, second = user.with_password_hash("first"), user.with_password_hash("second")
        with unit_of_work.write() as session:
            session.users.add(user)
        with unit_of_work.write() as session:
            session.users.update(first)
        with pytest.raises(StaleRevisionError), unit_of_work.write() as session:
            session.users.update(second)
        with unit_of_work.read() as session:
            assert session.users.by_id(user.id) == first

    @pytest.mark.parametrize("revision", [1, 3])
    def test_a_revision_other_than_the_next_is_refused(
        self, unit_of_work: IUnitOfWork, revision: int
    ) -> None:
        user = samples.user()
        with unit_of_work.write() as session:
            session.users.add(user)
            with pytest.raises(StaleRevisionError):
                session.users.update(evolve(user, revision=revision))

    def test_a_user_who_is_not_stored_cannot_change(self, unit_of_work: IUnitOfWork) -> None:
        with pytest.raises(StaleRevisionError), unit_of_work.write() as session:
            session.users.update(samples.user(revision=2))

    def test_nobody_changes_to_an_address_that_is_taken(self, unit_of_work: IUnitOfWork) -> None:
        ada, grace = samples.user(), samples.user(email="grace@example.org")
        with unit_of_work.write() as session:
            session.users.add(ada)
            session.users.add(grace)
        with pytest.raises(DuplicateError), unit_of_work.write() as session:
            session.users.update(evolve(grace, email=ada.email, revision=2))
        with unit_of_work.read() as session:
            assert session.users.by_id(grace.id) == grace
