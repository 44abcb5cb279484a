"""`parlons serve` as a process, and the family of processes below it."""

import os
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from attrs import frozen
from tests.support.command import PARLONS, environment, free_port
from tests.support.processes import descendants, wait_until


@frozen
class Server:
    """A running `parlons serve`; what it printed is in a file."""

    process: "subprocess.Popen[bytes]"
    port: int
    printed: Path

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(
                f"http://127.0.0.1:{self.port}/healthz", timeout=5
            ) as reply:
                return reply.status == 200
        except OSError:
            return False

    def family(self) -> list[int]:
        """All processes below it."""
        return descendants(self.process.pid)

    def children(self) -> dict[str, int]:
        """The children that it keeps running, by the name of their command."""
        commands = {pid: _command(pid) for pid in self.family()}
        return {
            command[command.index("parlons") + 1]: pid
            for pid, command in commands.items()
            if "--supervised" in command
        }

    def application(self) -> int:
        """The process that runs the web application."""
        [pid] = [
            pid for pid in self.family() if any("spawn_main" in each for each in _command(pid))
        ]
        return pid

    def kill(self, child: str, number: int) -> int:
        """Kill a child, and return its id once it has ended and another runs in its place."""
        pid = self.children()[child]
        os.kill(pid, number)
        wait_until(lambda: self.children().get(child, pid) != pid, f"another {child}", seconds=30)
        return pid


@contextmanager
def supervised(home: Path, *options: str, **variables: str) -> Iterator[Server]:
    """Serve the installation whose home this is until the block ends."""
    port, printed, errors = free_port(), home / "stdout", home / "stderr"
    with (
        printed.open("wb") as stdout,
        errors.open("wb") as stderr,
        subprocess.Popen(
            [*PARLONS, "serve", "--port", str(port), *options],
            env=environment(home, **variables),
            stdout=stdout,
            stderr=stderr,
        ) as process,
    ):
        try:
            wait_until(
                lambda: bool(printed.read_text()) or process.poll() is not None,
                "the address",
                seconds=60,
            )
            assert process.poll() is None, errors.read_text()
            yield Server(process, port, printed)
        finally:
            process.kill()


def _command(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().split("\0")
    except OSError:  # it has just ended
        return []
