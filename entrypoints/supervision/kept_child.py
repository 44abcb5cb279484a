"""One child and its deaths."""

import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from typing import Final

from attrs import define, field

from parlons.entrypoints.supervision.child import Child

_QUICK_SECONDS: Final = 10.0
_QUICK_DEATHS: Final = 5
_FIRST_DELAY_SECONDS: Final = 0.2


class ChildFailedError(Exception):
    """A child cannot be kept running; the message is one line."""


@define
class KeptChild:
    """Starts a child again whenever it dies, but gives up after five deaths soon after a start.

    Soon is within 10 seconds; the delay before the next start doubles each time.

    The child's standard input is a pipe that ends when this process does, however it does
    (`exit_at_end_of`). The child has a session of its own, so that Ctrl-C in a terminal reaches
    this process only, which stops its children in order.
    """

    child: Child
    environ: Mapping[str, str]
    say: Callable[[str], None]
    clock: Callable[[], float] = time.monotonic
    _process: "subprocess.Popen[bytes] | None" = field(default=None, init=False)
    _quick_deaths: int = field(default=0, init=False)
    _started_at: float = field(default=0.0, init=False)
    _due_at: float = field(default=0.0, init=False)

    def tend(self) -> None:
        """Start the child where it does not run and is due; raises `ChildFailedError`."""
        if self._process is not None and self._process.poll() is not None:
            self._note_death(self._reap(self._process))
        if self._process is None and self.clock() >= self._due_at:
            self._start()

    def is_ready(self) -> bool:
        """Say whether the child does its work."""
        return self._process is not None and self.child.is_ready()

    def stop(self, grace_seconds: float) -> None:
        """Ask the child to end, and kill it when it has not after `grace_seconds`."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(grace_seconds)
        except subprocess.TimeoutExpired:
            self.say(f"{self.child.name} did not stop within {grace_seconds:g} s and is killed")
            self._process.kill()
        self._reap(self._process)

    def _start(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603  # a command of ours
            self.child.command,
            env=dict(self.environ),
            stdin=subprocess.PIPE,
            start_new_session=True,
        )
        self._started_at = self.clock()

    def _reap(self, process: "subprocess.Popen[bytes]") -> int:
        with process:  # closes the pipe and waits
            self._process = None
        return process.returncode

    def _note_death(self, status: int) -> None:
        quick = self.clock() - self._started_at < _QUICK_SECONDS
        self._quick_deaths = self._quick_deaths + 1 if quick else 0
        died = f"{self.child.name} died by {_cause(status)}"
        if self._quick_deaths == _QUICK_DEATHS:
            raise ChildFailedError(
                f"{died}, {_QUICK_DEATHS} times in a row soon after its start;"
                " what it printed above tells why"
            )
        self._due_at = self.clock() + _FIRST_DELAY_SECONDS * 2**self._quick_deaths
        self.say(f"{died} and is started again")


def _cause(status: int) -> str:
    if status >= 0:
        return f"exit status {status}"
    try:
        return signal.Signals(-status).name
    except ValueError:
        return f"signal {-status}"
