import sys
from contextlib import contextmanager
from uuid import uuid4

import pytest

from parlons.adapters import dispatch, scheduling
from parlons.adapters.dispatch.in_memory_dispatcher import InMemoryDispatcher
from parlons.adapters.injection.extras import MissingExtraError
from parlons.application.settings import Settings

BUILT = ["in_process", "rabbitmq", "redis"]


@contextmanager
def opened(name: str, settings: Settings):
    door = getattr(dispatch, name)(settings)
    yield next(door)
    assert list(door) == []


def without(monkeypatch, *libraries: str) -> None:
    """Let nothing of these be imported, nor what was imported with them be found."""
    for library in libraries:
        monkeypatch.setitem(sys.modules, library, None)
    for module in list(sys.modules):
        if module.startswith(("parlons.adapters.dispatch.", "parlons.adapters.scheduling.")):
            monkeypatch.delitem(sys.modules, module)


@pytest.mark.parametrize("name", BUILT)
def test_no_server_is_needed_until_something_is_sent(name: str):
    with opened(name, Settings(redis_url="redis://nowhere", rabbitmq_url="amqp://nowhere")) as made:
        assert made.prefix == "parlons."


@pytest.mark.parametrize("name", BUILT)
def test_installations_that_share_a_broker_are_kept_apart(name: str):
    with opened(name, Settings(table_prefix="night_school_")) as dispatcher:
        assert dispatcher.prefix == "parlons.night_school_"


@pytest.mark.parametrize("name", BUILT)
def test_what_is_carried_within_the_process_only_is_known(name: str):
    with opened(name, Settings()) as dispatcher:
        assert dispatcher.is_local == (name == "in_process")


def test_an_installation_does_not_hear_of_what_another_sends():
    received = []
    with (
        opened("in_process", Settings(table_prefix="a_")) as one,
        opened("in_process", Settings(table_prefix="b_")) as other,
        one.receive(["letters"], received.append, 1),
    ):
        other.send(uuid4(), "letters", 0)
    assert received == []


def test_in_memory_nothing_is_needed(monkeypatch):
    without(monkeypatch, "dramatiq", "pika", "redis")
    (dispatcher,) = dispatch.in_memory()
    assert type(dispatcher).__name__ == InMemoryDispatcher.__name__


@pytest.mark.parametrize(
    ("name", "library", "extra"),
    [
        ("in_process", "dramatiq", "worker"),
        ("rabbitmq", "dramatiq", "rabbitmq"),
        ("rabbitmq", "pika", "rabbitmq"),
        ("redis", "dramatiq", "worker"),
        ("redis", "redis", "redis"),
    ],
)
def test_a_missing_library_is_named_with_its_extra(name, library, extra, monkeypatch):
    without(monkeypatch, library)
    with pytest.raises(MissingExtraError, match=rf"the dispatcher.*parlons\[{extra}\]"):
        next(getattr(dispatch, name)(Settings()))


def test_without_croniter_the_extra_is_named(monkeypatch):
    without(monkeypatch, "croniter")
    with pytest.raises(MissingExtraError, match=r"the schedules.*parlons\[worker\]"):
        next(scheduling.cron())
