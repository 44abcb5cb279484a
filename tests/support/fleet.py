"""Two web processes and two workers of one installation, which share servers but no files."""

import os
import random
import signal
import socket
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

import redis
from attrs import field, frozen
from tests.chaos.census import MARK, Process, processes
from tests.chaos.installation import Service
from tests.support.brokers import delete_queues
from tests.support.command import environment, run_parlons
from tests.support.machine import Machine
from tests.support.processes import wait_until
from tests.support.services import rabbitmq_url, redis_url

from parlons.container import Container, Settings
from parlons.domain.work.work_item import UNFINISHED

_ANSWERS = "parlons:answer:*"
_LEAVING_SECONDS = 5.0
_PORTS = range(20_000, 30_000)


@frozen
class Fleet:
    """Machines that may be stopped and started one by one; all have the same settings."""

    home: Path
    variables: dict[str, str]
    mark: str = field(factory=lambda: uuid4().hex, init=False)
    webs: tuple[Machine, Machine] = field(init=False)
    workers: tuple[Machine, Machine] = field(init=False)

    @webs.default
    def _webs(self) -> tuple[Machine, Machine]:
        serve = ("serve", "--no-worker", "--no-migrate", "--port")
        return self._machine("web-a", *serve), self._machine("web-b", *serve)

    @workers.default
    def _workers(self) -> tuple[Machine, Machine]:
        work = ("worker", "--metrics-port")
        return self._machine("worker-a", *work), self._machine("worker-b", *work)

    def _machine(self, name: str, *command: str) -> Machine:
        own, port = self.home / name, _quiet_port()
        own.mkdir()
        environ = environment(own, **self.variables, **{MARK: self.mark})
        return Machine(Service((*command, str(port)), environ, self.home / f"{name}.log"), port)

    @property
    def machines(self) -> tuple[Machine, ...]:
        return (*self.webs, *self.workers)

    def start(self) -> None:
        """Return when all are ready; those that run go on."""
        for each in self.machines:
            each.start()
        for each in self.machines:
            each.wait()

    def stop(self) -> None:
        """Stop all at once."""
        with ThreadPoolExecutor() as pool:
            list(pool.map(Machine.stop, self.machines))

    def parlons(self, *arguments: str) -> str:
        """Run a command beside them, and return what it prints."""
        run = run_parlons(self.home, *arguments, **self.variables)
        assert run.returncode == 0, run.stderr
        return run.stdout

    def work(self) -> Counter[tuple[str, str]]:
        """Count the work items that there are, by queue and status."""
        web = next(each for each in self.webs if each.runs())
        counted = web.metric("parlons_work_items")
        return Counter({(each["queue"], each["status"]): number for each, number in counted})

    def wait_until_done(self) -> None:
        """Return when no work is unfinished."""
        wait_until(
            lambda: not any(status in UNFINISHED for _, status in self.work()),
            "the end of all work",
        )

    def left(self) -> list[Process]:
        """Return the processes that run, after some seconds within which all may leave."""
        deadline = time.monotonic() + _LEAVING_SECONDS
        while (left := processes(self.mark)) and time.monotonic() < deadline:
            time.sleep(0.05)
        return left

    def wipe_out(self) -> None:
        """Kill whatever there is."""
        for left in processes(self.mark):
            with suppress(ProcessLookupError):
                os.kill(left.pid, signal.SIGKILL)
        for each in self.machines:
            if each.service.process is not None:
                each.service.process.wait()


@contextmanager
def fleet_on(database_url: str, home: Path) -> Iterator[Fleet]:
    """Give one with the bundled course, of which nothing runs yet.

    At the end nothing runs any more, and RabbitMQ and Redis are as they were.
    """
    broker, cache, prefix = rabbitmq_url(), redis_url(), f"t{uuid4().hex[:12]}_"
    variables = {
        "PARLONS_DATABASE_URL": database_url,
        "PARLONS_TABLE_PREFIX": prefix,
        "PARLONS_DISPATCHER": "rabbitmq",
        "PARLONS_RABBITMQ_URL": broker,
        "PARLONS_CACHE": "redis",
        "PARLONS_REDIS_URL": cache,
        "PARLONS_TOKEN_SECRET": uuid4().hex,
    }
    queues = Container(settings=Settings.in_memory()).queues()
    fleet = Fleet(home, variables)
    with _answers_as_they_were(cache):
        try:
            fleet.parlons("db", "upgrade")
            fleet.parlons("courses", "import")
            yield fleet
        finally:
            fleet.wipe_out()
            delete_queues(broker, [f"parlons.{prefix}{queue}" for queue in queues])


@contextmanager
def _answers_as_they_were(cache: str) -> Iterator[None]:
    """Take away the tutor's answers that are kept within the block."""
    with redis.Redis.from_url(cache) as client:
        before = set(client.scan_iter(_ANSWERS))
        try:
            yield
        finally:
            for key in set(client.scan_iter(_ANSWERS)) - before:
                client.delete(key)


def _quiet_port() -> int:
    """A free port that no client gets for its end of a connection while nobody listens on it."""
    while True:
        port = random.choice(_PORTS)
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
