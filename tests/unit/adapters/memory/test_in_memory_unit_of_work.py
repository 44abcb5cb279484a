"""What the in-memory store does beyond its contract."""

import pytest

from parlons.adapters.memory import unit_of_work
from parlons.adapters.memory.in_memory_unit_of_work import InMemoryUnitOfWork
from parlons.entrypoints.testing import samples


class DiskFullError(Exception):
    """The failure that the store is told."""


def add_user(store: InMemoryUnitOfWork, done: list[str]) -> None:
    with store.write() as session:
        session.users.add(samples.user())
        session.after_commit(lambda: done.append("after"))


def test_a_failure_it_was_told_undoes_one_commit():
    store, done = InMemoryUnitOfWork(), []
    store.fail_next_commit(DiskFullError())
    with pytest.raises(DiskFullError):
        add_user(store, done)
    with store.read() as session:
        assert session.users.by_email("ada@example.org") is None
    assert done == []
    add_user(store, done)
    assert done == ["after"]


def test_a_reader_waits_for_no_writer():
    store = InMemoryUnitOfWork()
    with store.write() as writer:
        writer.users.add(samples.user())
        with store.read() as reader:
            assert reader.users.by_email("ada@example.org") is None


def test_the_front_door_hands_out_an_empty_store():
    first, second = next(unit_of_work()), next(unit_of_work())
    add_user(first, [])
    with second.read() as session:
        assert session.users.by_email("ada@example.org") is None
