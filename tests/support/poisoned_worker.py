"""A worker that one learner's events kill, and a test that starts it again each time."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import Event, Thread

from attrs import Factory, define
from dependency_injector import providers
from tests.support.clocks import FastClock
from tests.support.consumers import Listener

from parlons.container import Container, settings_from
from parlons.domain.identity.principal import Principal
from parlons.domain.progress import event
from parlons.entrypoints.worker.working import working

REPOSITORY = Path(__file__).parents[2]
MALLORY = Principal("mallory")

_START, _FACTOR = "CLOCK_START", "CLOCK_FACTOR"


def subscribe_poison(container: Container, clock: FastClock) -> None:
    """Let mallory's events kill whichever process works on them, and all have the same clock."""
    container.clock.override(providers.Object(clock))
    container.consumers.add_args(providers.Object(Listener(fails=_kill)))


def _kill(heard: event.Event) -> bool:
    if heard.user_id == MALLORY.user_id:
        os._exit(1)
    return False


@define
class KeptWorker:
    """Counts how often the worker has died."""

    deaths: int = 0
    _ended: Event = Factory(Event)

    def keep(self, environ: dict[str, str]) -> None:
        while not self._ended.is_set():
            with subprocess.Popen([sys.executable, __file__], env=environ) as process:
                while process.poll() is None and not self._ended.wait(0.02):
                    pass
                if process.poll() is None:
                    process.kill()
                else:
                    self.deaths += 1

    def end(self) -> None:
        self._ended.set()


@contextmanager
def kept_worker(variables: dict[str, str], clock: FastClock) -> Iterator[KeptWorker]:
    """Run the worker, and run it again whenever it dies, until the block ends."""
    own = {_START: clock.start.isoformat(), _FACTOR: str(clock.factor)}
    environ = os.environ | variables | own | {"PYTHONPATH": str(REPOSITORY)}
    kept = KeptWorker()
    thread = Thread(target=kept.keep, args=(environ,), name="kept-worker")
    thread.start()
    try:
        yield kept
    finally:
        kept.end()
        thread.join()


def _work() -> None:
    clock = FastClock(datetime.fromisoformat(os.environ[_START]), float(os.environ[_FACTOR]))
    container = Container(settings=settings_from(os.environ))
    subscribe_poison(container, clock)
    with working(container):
        while True:
            time.sleep(60)


if __name__ == "__main__":
    _work()
