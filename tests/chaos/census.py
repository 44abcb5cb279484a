"""Which processes there are of a run, told by a mark in the environment they inherit."""

import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from attrs import frozen

MARK: Final = "PARLONS_TEST_CHAOS"
"""The variable that holds the mark; settings leave those of tests alone."""

SUPERVISOR: Final = "supervisor"
WEB: Final = "web"
WEB_PROCESS: Final = "web process"
WORKER: Final = "worker"
RELAY: Final = "relay"
OTHER: Final = "other"


@frozen
class Process:
    """A process and what it does in the installation."""

    pid: int
    role: str

    def kill(self) -> bool:
        """End it, and all of its group unless it is one of the web server's own processes."""
        try:
            if self.role == WEB_PROCESS:
                os.kill(self.pid, signal.SIGKILL)
            else:
                os.killpg(os.getpgid(self.pid), signal.SIGKILL)
        except ProcessLookupError:
            return False
        return True


def processes(mark: str) -> list[Process]:
    """Return all that run; zombies have no environment."""
    return list(_processes(f"{MARK}={mark}".encode()))


def _processes(wanted: bytes) -> Iterator[Process]:
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with suppress(OSError):
                if wanted in (folder / "environ").read_bytes().split(b"\0"):
                    words = (folder / "cmdline").read_bytes().decode().split("\0")
                    yield Process(int(folder.name), _role(words))


def _role(words: list[str]) -> str:
    if any("spawn_main" in word for word in words):
        return WEB_PROCESS
    if "worker" in words:
        return RELAY if "--no-work" in words else WORKER
    commands = {"serve": SUPERVISOR, "web": WEB}
    return next((role for word, role in commands.items() if word in words), OTHER)
