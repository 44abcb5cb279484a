"""What goes on beside the work itself."""

import logging
import time
from threading import Event, active_count

import pytest
from attrs import define, field
from tests.support.processes import wait_until

from parlons.application.ports.dispatcher import BrokerUnavailableError
from parlons.application.ports.unit_of_work import StorageUnavailableError
from parlons.entrypoints.worker import work_loop
from parlons.entrypoints.worker.work_loop import WorkLoop

TROUBLES = [
    BrokerUnavailableError("the broker is away"),
    StorageUnavailableError("the database is away"),
    RuntimeError("a fault of ours"),
]


@define
class Relay:
    """Hands over what it is told to, or fails like that, in turn; then nothing more."""

    turns: list[int | Exception] = field(factory=list)
    calls: int = 0

    def __call__(self) -> int:
        self.calls += 1
        turn = self.turns.pop(0) if self.turns else 0
        if isinstance(turn, Exception):
            raise turn
        return turn


def pause(_seconds: float) -> None:
    time.sleep(0.001)


@pytest.fixture(autouse=True)
def short_troubles(monkeypatch):
    monkeypatch.setattr(work_loop, "_TROUBLE_SECONDS", 0.01)


def test_it_relays_again_and_again_until_the_block_ends():
    relay, before = Relay(), active_count()
    with WorkLoop(relay, (), pause).running():
        wait_until(lambda: relay.calls > 10, "ten calls")
    calls = relay.calls
    time.sleep(0.05)
    assert relay.calls == calls
    assert active_count() == before


def test_it_hurries_while_there_is_something_to_hand_over():
    waited, relay = [], Relay([16, 0, 3])

    def wait(seconds: float) -> None:
        waited.append(seconds)
        pause(seconds)

    with WorkLoop(relay, (), wait).running():
        wait_until(lambda: len(waited) > 3, "a few passes")
    assert waited[:4] == [0.01, 0.1, 0.01, 0.1]


def test_upkeep_is_done_once_a_second(monkeypatch):
    now, reaped, fired = 1000.0, [], []

    def relay() -> int:
        nonlocal now
        now += 0.26
        return 0

    monkeypatch.setattr(work_loop, "monotonic", lambda: now)
    upkeep = (lambda: reaped.append(now) or 0, lambda: fired.append(now) or 0)
    with WorkLoop(relay, upkeep, pause).running():
        wait_until(lambda: now > 1005, "five seconds")
    assert reaped[:4] == pytest.approx([1000, 1001.04, 1002.08, 1003.12])
    assert fired[:4] == reaped[:4]


@pytest.mark.parametrize("trouble", TROUBLES, ids=lambda each: type(each).__name__)
def test_nothing_that_goes_wrong_ends_it(trouble, caplog):
    relay = Relay([trouble, trouble, 5])
    with WorkLoop(relay, (), pause).running():
        wait_until(lambda: relay.calls > 5, "calls after the trouble")
    assert len(caplog.records) == 2


@pytest.mark.parametrize("trouble", TROUBLES, ids=lambda each: type(each).__name__)
def test_upkeep_that_always_fails_keeps_nothing_else_from_its_turn(trouble, monkeypatch):
    monkeypatch.setattr(work_loop, "_UPKEEP_SECONDS", 0.0)
    reap, fire, relay = Relay([trouble] * 100), Relay(), Relay()
    with WorkLoop(relay, (reap, fire), pause).running():
        wait_until(lambda: min(reap.calls, fire.calls, relay.calls) > 3, "turns of each")


def test_what_is_away_is_told_in_a_line_and_a_fault_with_where_it_happened(caplog):
    with WorkLoop(relay := Relay(TROUBLES.copy()), (), pause).running():
        wait_until(lambda: relay.calls > 3, "calls after the trouble")
    told = [(each.levelno, each.getMessage(), bool(each.exc_info)) for each in caplog.records]
    assert told == [
        (logging.WARNING, "work_cannot_be_handed_out", False),
        (logging.WARNING, "work_cannot_be_handed_out", False),
        (logging.ERROR, "work_loop_failed", True),
    ]
    assert caplog.records[0].reason == "the broker is away"


def test_it_ends_at_once_even_in_trouble(monkeypatch):
    monkeypatch.setattr(work_loop, "_TROUBLE_SECONDS", 60)
    failed = Event()

    def relay() -> int:
        failed.set()
        raise BrokerUnavailableError("away")

    with WorkLoop(relay, (), pause).running():
        assert failed.wait(10)
        began = time.monotonic()
    assert time.monotonic() - began < 5


def test_it_ends_where_the_block_fails():
    before = active_count()
    with pytest.raises(LookupError), WorkLoop(Relay(), (), pause).running():
        raise LookupError
    assert active_count() == before
