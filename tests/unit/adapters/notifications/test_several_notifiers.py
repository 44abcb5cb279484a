import logging

import pytest
from attrs import define

from parlons.adapters.notifications.in_memory_notifier import InMemoryNotifier
from parlons.adapters.notifications.several_notifiers import SeveralNotifiers
from parlons.application.ports.notifier import INotifier, Notice, NotifierError
from parlons.entrypoints.testing.contracts.notifier import LEARNERS


@define
class Strange(INotifier):
    def notify(self, notice: Notice) -> None:
        raise KeyError("s3cret")


def test_everybody_gets_a_turn_and_those_that_failed_are_named(caplog):
    first, last = InMemoryNotifier(), InMemoryNotifier()
    broken = InMemoryNotifier(broken=True)
    several = SeveralNotifiers({"a": first, "b": broken, "c": Strange(), "d": last})
    with caplog.at_level(logging.ERROR), pytest.raises(NotifierError) as failure:
        several.notify(LEARNERS)
    assert str(failure.value) == (
        "b: the notifier is broken, as a tester told it to be; c: KeyError"
    )
    assert first.notices == last.notices == [LEARNERS]
    assert [record.getMessage() for record in caplog.records] == ["Strange failed"]


def test_nobody_is_told_by_nobody():
    SeveralNotifiers({}).notify(LEARNERS)
