"""A child is started again when it dies, and given up when it cannot run."""

import sys
import time

import pytest

from parlons.entrypoints.supervision.child import Child
from parlons.entrypoints.supervision.kept_child import ChildFailedError, KeptChild


class Patience:
    """A clock that jumps ahead at every look, and what the child's keeper said."""

    def __init__(self, step: float) -> None:
        self.now = 0.0
        self.step = step
        self.said: list[str] = []

    def clock(self) -> float:
        self.now += self.step
        return self.now


def python(program: str) -> tuple[str, ...]:
    return (sys.executable, "-I", "-S", "-c", program)


def kept(program: str, patience: Patience) -> KeptChild:
    child = Child("web", python(program), lambda: True)
    return KeptChild(child, {}, patience.said.append, patience.clock)


def tend_until(kept_child: KeptChild, reached: str, patience: Patience) -> None:
    deadline = time.monotonic() + 20
    while not any(reached in line for line in patience.said):
        assert time.monotonic() < deadline, patience.said
        kept_child.tend()
        time.sleep(0.01)


def test_a_child_that_dies_soon_after_each_start_is_given_up():
    patience = Patience(step=1.0)
    web = kept("raise SystemExit(3)", patience)
    with pytest.raises(ChildFailedError, match="web died by exit status 3, 5 times in a row"):
        tend_until(web, "never", patience)
    assert patience.said == ["web died by exit status 3 and is started again"] * 4
    web.stop(0)


def test_a_child_that_lives_for_a_while_each_time_is_never_given_up():
    patience = Patience(step=20.0)
    web = kept("raise SystemExit(3)", patience)
    deadline = time.monotonic() + 20
    while len(patience.said) < 7 and time.monotonic() < deadline:
        web.tend()
        time.sleep(0.01)
    web.stop(1)
    assert len(patience.said) == 7


def test_a_quick_death_delays_the_next_start():
    patience = Patience(step=0.0)
    web = kept("raise SystemExit(3)", patience)
    tend_until(web, "started again", patience)
    web.tend()
    assert not web.is_ready()
    patience.now += 0.5
    web.tend()
    assert web.is_ready()
    web.stop(1)


def test_the_signal_that_killed_a_child_is_named():
    patience = Patience(step=1.0)
    web = kept("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", patience)
    tend_until(web, "web died by SIGKILL and is started again", patience)
    web.stop(1)


def test_a_child_that_does_not_stop_is_killed(tmp_path):
    deaf = tmp_path / "deaf"
    patience = Patience(step=1.0)
    web = kept(
        "import signal, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
        f"open({str(deaf)!r}, 'w').close(); time.sleep(60)",
        patience,
    )
    web.tend()
    while not deaf.exists():
        time.sleep(0.01)
    web.stop(0.2)
    assert patience.said == ["web did not stop within 0.2 s and is killed"]
    assert not web.is_ready()
