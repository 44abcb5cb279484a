"""The processes of an installation, started again whenever they die."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from threading import Event, Thread
from typing import Final
from uuid import uuid4

from attrs import define, field
from tests.chaos.census import MARK, SUPERVISOR, Process, processes
from tests.support.command import PARLONS, environment
from tests.support.live_server import Visitor

from parlons.container import Container, settings_from

_LOOK_SECONDS: Final = 0.2
_STOP_SECONDS: Final = 30.0
_PORTS: Final = range(20_000, 30_000)


def _quiet_port() -> int:
    """A free port that no client gets for its end of a connection while nobody listens on it."""
    for port in _PORTS:
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
    raise OSError("no port is free")


@define
class Service:
    """A command that is to run."""

    arguments: Sequence[str]
    environ: Mapping[str, str]
    log: Path
    starts: int = field(default=0, init=False)
    process: "subprocess.Popen[bytes] | None" = field(default=None, init=False)

    def tend(self) -> None:
        """Start it where it does not run."""
        if self.process is None or self.process.poll() is not None:
            with self.log.open("ab") as log:
                self.process = subprocess.Popen(
                    [*PARLONS, *self.arguments],
                    env=self.environ,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                )
            self.starts += 1

    def stop(self, seconds: float = _STOP_SECONDS) -> int | None:
        """Ask it to end; return its status, or None when it does not within the time."""
        if self.process is None:
            return 0
        self.process.terminate()
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None


@define
class Installation:
    """Settings, and the services that run with them; `mark` tells their processes from others."""

    home: Path
    variables: Mapping[str, str]
    commands: Sequence[Sequence[str]]
    mark: str = field(factory=lambda: uuid4().hex)
    port: int = field(factory=_quiet_port)
    services: Sequence[Service] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.services = [Service(each, self.environ, self.log) for each in self.commands]

    @property
    def log(self) -> Path:
        """The file of all that they print."""
        return self.home / "log"

    @property
    def environ(self) -> dict[str, str]:
        """The environment of each process."""
        own = {"PARLONS_DATA_DIR": str(self.home), "PARLONS_PORT": str(self.port)}
        return environment(self.home, **self.variables, **own, **{MARK: self.mark})

    @property
    def restarts(self) -> int:
        """How often a service was started again; what a supervisor starts again is not counted."""
        return sum(each.starts - 1 for each in self.services)

    def container(self) -> Container:
        """The use cases, in this process."""
        return Container(settings=settings_from(self.environ))

    def processes(self) -> list[Process]:
        """Return all processes that run."""
        return processes(self.mark)

    def answers(self) -> bool:
        """Say whether the web server is there."""
        with suppress(OSError):
            return Visitor(self.port).get("/healthz").status == 200
        return False

    @contextmanager
    def kept_running(self) -> Iterator[None]:
        """Start what has died, for the time of the block; what runs then goes on running."""
        ended = Event()

        def tend() -> None:
            while not ended.is_set():
                for service in self.services:
                    service.tend()
                ended.wait(_LOOK_SECONDS)

        thread = Thread(target=tend, name="tending")
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()

    def end(self) -> list[int | None]:
        """Ask all services to end and return their statuses; but kill one that is alone."""
        if len(self.services) > 1:
            return [each.stop() for each in self.services]
        for each in self.processes():
            if each.role == SUPERVISOR:
                each.kill()
        return []

    def left_after(self, seconds: float) -> list[Process]:
        """Return those that still run when there should be none for so long."""
        deadline = time.monotonic() + seconds
        while (left := self.processes()) and time.monotonic() < deadline:
            time.sleep(0.05)
        return left

    def wipe_out(self) -> None:
        """Kill whatever there is, and forget the children of this process."""
        for each in self.processes():
            with suppress(ProcessLookupError):
                os.kill(each.pid, signal.SIGKILL)
        with ExitStack() as stack:
            for service in self.services:
                if service.process is not None:
                    stack.enter_context(service.process)
