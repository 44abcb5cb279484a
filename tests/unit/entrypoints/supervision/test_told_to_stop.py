"""A process hears of the signal that is to end it, and of no other."""

import signal
import subprocess
import sys

import pytest

PROGRAM = """
import os
import signal
from threading import Event
from parlons.entrypoints.supervision.told_to_stop import when_told_to_stop

stopped = Event()
when_told_to_stop(stopped.set)
for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
    signal.signal(number, lambda *_: os.write(1, b"handled\\n"))
os.write(1, b"ready\\n")
while not stopped.wait(0.05):
    pass
os.write(1, b"stopped\\n")
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_is_heard_beside_a_handler_that_is_set_later(number: int):
    with subprocess.Popen([sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        process.send_signal(signal.SIGHUP)
        assert process.stdout.readline() == b"handled\n"
        assert process.poll() is None
        process.send_signal(number)
        assert sorted(process.stdout.read().split()) == [b"handled", b"stopped"]
        assert process.wait(10) == 0
