"""What every `IUnitOfWork` promises about sessions."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from parlons.application.ports.unit_of_work import (
    DuplicateError,
    IReadSession,
    IUnitOfWork,
    IWriteSession,
    SessionMisuseError,
    StorageUnavailableError,
)
from parlons.entrypoints.testing import samples, spending_samples
from parlons.entrypoints.testing.contracts.store import StoreContract, publish

USES: dict[str, Callable[[IReadSession], object]] = {
    "catalogue": lambda session: session.catalogue.path(1),
    "users": lambda session: session.users.by_email("ada@example.org"),
    "attempts": lambda session: session.attempts.latest("ada", 1),
    "spending": lambda session: session.spending.latest("ada", 1),
}
CHANGES: dict[str, Callable[[IReadSession], object]] = {
    "users": lambda session: session.users.add(samples.user()),
    "user": lambda session: session.users.update(samples.user(revision=2)),
    "attempts": lambda session: session.attempts.add(samples.attempt(1)),
    "spending": lambda session: session.spending.add(spending_samples.hold()),
}
WRITES: dict[str, Callable[[IWriteSession], object]] = {
    "courses": lambda session: session.courses.put_path(samples.path(), samples.NOON),
    "after_commit": lambda session: session.after_commit(lambda: None),
}


class OutsideError(Exception):
    """Raised in the middle of a session."""


class TransactionsContract(StoreContract):
    """All of a session's changes or none, seen by others at its end and not before."""

    @pytest.fixture
    def unavailable(self) -> IUnitOfWork:
        """A unit of work whose store cannot be used."""
        raise NotImplementedError

    def test_a_store_that_cannot_be_used_opens_no_session(self, unavailable: IUnitOfWork) -> None:
        for open_session in (unavailable.read, unavailable.write):
            with pytest.raises(StorageUnavailableError), open_session():
                pass

    def test_an_exception_leaves_nothing_behind(self, unit_of_work: IUnitOfWork) -> None:
        def change() -> None:
            with unit_of_work.write() as session:
                session.users.add(samples.user())
                session.courses.put_path(samples.path(), samples.NOON)
                session.spending.add(spending_samples.hold())
                raise OutsideError

        with pytest.raises(OutsideError):
            change()
        with unit_of_work.read() as session:
            assert session.users.by_email("ada@example.org") is None
            assert session.catalogue.paths(0, 10) == ()
            assert session.spending.latest("ada", 10) == ()

    def test_an_exception_undoes_changes_to_what_was_there(self, unit_of_work: IUnitOfWork) -> None:
        def change() -> None:
            with unit_of_work.write() as session:
                session.courses.put_path(samples.path(title="Another title"), samples.NOON)
                session.courses.retire_units(path_id, [])
                session.courses.touch_path(path_id, samples.NOON)
                raise OutsideError

        path_id = publish(unit_of_work, samples.path())
        with unit_of_work.read() as session:
            before = session.catalogue.path(path_id), session.catalogue.units(path_id, 0, 10)
        with pytest.raises(OutsideError):
            change()
        with unit_of_work.read() as session:
            assert before == (
                session.catalogue.path(path_id),
                session.catalogue.units(path_id, 0, 10),
            )

    def test_a_store_serves_on_after_an_exception(self, unit_of_work: IUnitOfWork) -> None:
        with pytest.raises(OutsideError), unit_of_work.write():
            raise OutsideError
        with pytest.raises(OutsideError), unit_of_work.read():
            raise OutsideError
        with unit_of_work.write() as session:
            session.users.add(samples.user())

    def test_a_session_sees_its_own_changes(self, unit_of_work: IUnitOfWork) -> None:
        user = samples.user()
        with unit_of_work.write() as session:
            session.users.add(user)
            assert session.users.by_id(user.id) == user
            path_id = session.courses.put_path(samples.path(), samples.NOON).id
            session.courses.touch_path(path_id, samples.NOON)
            path = session.catalogue.path(path_id)
            assert path is not None
            assert path.version == 2

    def test_others_see_changes_only_once_they_are_committed(
        self, unit_of_work: IUnitOfWork
    ) -> None:
        def known() -> bool:
            with unit_of_work.read() as session:
                return session.users.by_email("ada@example.org") is not None

        with ThreadPoolExecutor(1) as pool:
            with unit_of_work.write() as session:
                session.users.add(samples.user())
                assert not pool.submit(known).result(timeout=10)
            assert pool.submit(known).result(timeout=10)

    def test_a_reader_keeps_its_view_while_others_write(self, unit_of_work: IUnitOfWork) -> None:
        def change() -> None:
            with unit_of_work.write() as session:
                session.users.add(samples.user())
                session.courses.put_path(samples.path("spanish"), samples.NOON)

        publish(unit_of_work, samples.path())
        with ThreadPoolExecutor(1) as pool:
            with unit_of_work.read() as session:
                before = session.catalogue.paths(0, 10)
                pool.submit(change).result(timeout=10)
                assert session.catalogue.paths(0, 10) == before
                assert session.users.by_email("ada@example.org") is None
            with unit_of_work.read() as session:
                assert len(session.catalogue.paths(0, 10)) == 2

    @pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
    def test_a_read_session_refuses_changes(
        self, unit_of_work: IUnitOfWork, change: Callable[[IReadSession], object]
    ) -> None:
        with unit_of_work.read() as session, pytest.raises(SessionMisuseError):
            change(session)

    @pytest.mark.parametrize("use", USES.values(), ids=USES)
    def test_a_session_that_is_over_cannot_be_used(
        self, unit_of_work: IUnitOfWork, use: Callable[[IReadSession], object]
    ) -> None:
        with unit_of_work.read() as reader:
            pass
        with pytest.raises(SessionMisuseError):
            use(reader)
        with unit_of_work.write() as writer:
            pass
        with pytest.raises(SessionMisuseError):
            use(writer)

    @pytest.mark.parametrize("use", [*CHANGES.values(), *WRITES.values()], ids=[*CHANGES, *WRITES])
    def test_a_session_that_is_over_takes_no_changes(
        self, unit_of_work: IUnitOfWork, use: Callable[[IWriteSession], object]
    ) -> None:
        with unit_of_work.write() as session:
            pass
        with pytest.raises(SessionMisuseError):
            use(session)

    def test_what_is_to_follow_a_commit_follows_in_order(self, unit_of_work: IUnitOfWork) -> None:
        done = []
        with unit_of_work.write() as session:
            session.after_commit(lambda: done.append("first"))
            session.after_commit(lambda: done.append("second"))
            session.users.add(samples.user())
            assert done == []
        assert done == ["first", "second"]

    def test_what_follows_a_commit_sees_it_and_may_write(self, unit_of_work: IUnitOfWork) -> None:
        user = samples.user()

        changed = user.with_password_hash("another hash")

        def change() -> None:
            with unit_of_work.write() as later:
                later.users.update(changed)

        with unit_of_work.write() as session:
            session.users.add(user)
            session.after_commit(change)
        with unit_of_work.read() as reader:
            assert reader.users.by_id(user.id) == changed

    def test_what_fails_after_a_commit_is_raised_and_ends_what_follows(
        self, unit_of_work: IUnitOfWork
    ) -> None:
        done = []
        user = samples.user()

        def fail() -> None:
            raise OutsideError

        def change() -> None:
            with unit_of_work.write() as session:
                session.users.add(user)
                session.after_commit(lambda: done.append("before"))
                session.after_commit(fail)
                session.after_commit(lambda: done.append("after"))

        with pytest.raises(OutsideError):
            change()
        assert done == ["before"]
        with unit_of_work.read() as reader:
            assert reader.users.by_id(user.id) == user

    def test_nothing_follows_a_rollback(self, unit_of_work: IUnitOfWork) -> None:
        done: list[str] = []

        def change() -> None:
            with unit_of_work.write() as session:
                session.after_commit(lambda: done.append("after"))
                raise OutsideError

        with pytest.raises(OutsideError):
            change()
        assert done == []

    def test_a_change_that_many_make_at_once_is_made_as_often(
        self, unit_of_work: IUnitOfWork
    ) -> None:
        path_id = publish(unit_of_work, samples.path())
        start = Event()

        def touch(_thread: int) -> None:
            start.wait()
            for _ in range(10):
                with unit_of_work.write() as session:
                    session.courses.touch_path(path_id, samples.NOON)

        with ThreadPoolExecutor(8) as pool:
            touched = pool.map(touch, range(8))
            start.set()
            list(touched)
        with unit_of_work.read() as session:
            path = session.catalogue.path(path_id)
        assert path is not None
        assert path.version == 81

    def test_of_many_who_take_one_address_at_once_one_gets_it(
        self, unit_of_work: IUnitOfWork
    ) -> None:
        def register(_thread: int) -> bool:
            try:
                with unit_of_work.write() as session:
                    session.users.add(samples.user())
            except DuplicateError:
                return False
            return True

        with ThreadPoolExecutor(8) as pool:
            assert sum(pool.map(register, range(8))) == 1
