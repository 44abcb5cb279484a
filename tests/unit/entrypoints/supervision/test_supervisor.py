"""Children run until the supervisor is told to stop, and no longer than it lives."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.support.processes import wait_for, wait_for_end

PROGRAM = """
import multiprocessing, os, sys, time
from pathlib import Path
from parlons.entrypoints.supervision.exit_with_parent import exit_at_end_of, exit_with_parent

folder = Path(sys.argv[2])

def note(name):
    (folder / f"{name}.part").write_text(str(os.getpid()))
    (folder / f"{name}.part").rename(folder / name)

def grandchild():
    exit_with_parent()
    note("grandchild")
    time.sleep(60)

def child():
    exit_at_end_of(sys.stdin.fileno())
    multiprocessing.get_context("spawn").Process(target=grandchild).start()
    note("child")
    time.sleep(60)

def supervisor():
    from parlons.entrypoints.supervision.child import Child
    from parlons.entrypoints.supervision.kept_child import KeptChild
    from parlons.entrypoints.supervision.supervisor import Supervisor
    command = (sys.executable, __file__, "child", str(folder))
    ready = lambda: (folder / "grandchild").exists()
    kept = KeptChild(Child("child", command, ready), os.environ, lambda line: None)
    Supervisor([kept], on_ready=lambda: note("ready"), grace_seconds=5).run()

if __name__ == "__main__":
    globals()[sys.argv[1]]()
"""


@pytest.fixture
def supervisor(tmp_path):
    """A supervisor with a child and a grandchild, which have all started."""
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    command = [sys.executable, str(program), "supervisor", str(tmp_path)]
    with listening_to_hangups(), subprocess.Popen(command) as process:
        wait_for(tmp_path / "ready")
        yield process
        process.kill()


@contextmanager
def listening_to_hangups() -> Iterator[None]:
    """Children begin as they do from a terminal, also when the tests run under nohup."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGHUP, before)


def pids(folder: Path) -> list[int]:
    return [int(wait_for(folder / name)) for name in ("child", "grandchild")]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_stops_the_children_and_then_the_supervisor(supervisor, tmp_path, number):
    started = pids(tmp_path)
    supervisor.send_signal(number)
    assert supervisor.wait(10) == 0
    for pid in started:
        wait_for_end(pid)


def test_nobody_outlives_a_killed_supervisor(supervisor, tmp_path):
    started = pids(tmp_path)
    supervisor.kill()
    for pid in started:
        wait_for_end(pid)


def test_nobody_outlives_a_killed_child(supervisor, tmp_path):
    child, grandchild = pids(tmp_path)
    (tmp_path / "child").unlink()
    os.kill(child, signal.SIGKILL)
    wait_for_end(grandchild)
    assert int(wait_for(tmp_path / "child")) != child


def test_a_signal_that_was_ignored_at_the_start_still_is(tmp_path):
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    command = ["nohup", sys.executable, str(program), "supervisor", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        wait_for(tmp_path / "ready")
        process.send_signal(signal.SIGHUP)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.5)
        process.terminate()
        assert process.wait(10) == 0
