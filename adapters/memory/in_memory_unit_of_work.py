"""A store in memory that keeps the promises of one on disk."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from attrs import define, field

from parlons.adapters.memory.in_memory_session import InMemoryReadSession, InMemoryWriteSession
from parlons.adapters.memory.in_memory_transaction import InMemoryTransaction
from parlons.adapters.memory.state import State
from parlons.application.ports.unit_of_work import (
    IReadSession,
    IUnitOfWork,
    IWriteSession,
    StorageUnavailableError,
)


@define
class InMemoryUnitOfWork(IUnitOfWork):
    """One writer at a time works on a copy; a reader keeps the state that it began with.

    For tests, `available = False` makes it a store that cannot be used.
    """

    available: bool = field(default=True, init=False)
    _state: State = field(factory=State, init=False, repr=False)
    _lock: Lock = field(factory=Lock, init=False, repr=False)
    _failure: Exception | None = field(default=None, init=False)

    @contextmanager
    def read(self) -> Iterator[IReadSession]:
        self._require_available()
        transaction = InMemoryTransaction(self._state, writable=False)
        try:
            yield InMemoryReadSession(transaction)
        finally:
            transaction.open = False

    @contextmanager
    def write(self) -> Iterator[IWriteSession]:
        self._require_available()
        with self._lock:
            transaction = InMemoryTransaction(self._state.copy(), writable=True)
            session = InMemoryWriteSession(transaction)
            try:
                yield session
            finally:
                transaction.open = False
            self._commit(transaction.state)
        for action in session.actions:
            action()

    def fail_next_commit(self, error: Exception) -> None:
        """Raise `error` where the next `write()` would have committed; for tests."""
        self._failure = error

    def _require_available(self) -> None:
        if not self.available:
            raise StorageUnavailableError("the store in memory was made unavailable")

    def _commit(self, state: State) -> None:
        failure, self._failure = self._failure, None
        if failure is not None:
            raise failure
        self._state = state
