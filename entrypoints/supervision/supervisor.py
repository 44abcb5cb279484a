"""Keeps children running until it is told to stop."""

import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import Final

from attrs import define, field

from parlons.entrypoints.supervision.kept_child import KeptChild

_LOOK_SECONDS: Final = 0.1


@define
class Supervisor:
    """Starts the children in order and stops them in reverse, each within `grace_seconds`."""

    children: Sequence[KeptChild]
    on_ready: Callable[[], None]
    grace_seconds: float = 10.0
    _stopping: bool = field(default=False, init=False)

    def run(self) -> None:
        """Return after SIGTERM, SIGINT or SIGHUP, when no child runs any more.

        `on_ready` is called once, when all are ready for the first time. A second signal ends this
        process at once, and with it the children. Raises `ChildFailedError`, likewise after all
        have been stopped. To be called in the main thread.
        """
        announced = False
        with self._stopped_by_signals():
            try:
                while not self._stopping:
                    for kept in self.children:
                        kept.tend()
                    if not announced and all(kept.is_ready() for kept in self.children):
                        announced = True
                        self.on_ready()
                    time.sleep(_LOOK_SECONDS)
            finally:
                for kept in reversed(self.children):
                    kept.stop(self.grace_seconds)

    @contextmanager
    def _stopped_by_signals(self) -> Iterator[None]:
        before = {number: signal.getsignal(number) for number in _stop_signals()}

        def stop(_number: int, _frame: FrameType | None) -> None:
            self._stopping = True
            for number in before:
                signal.signal(number, signal.SIG_DFL)

        for number in before:
            signal.signal(number, stop)
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def _stop_signals() -> list[signal.Signals]:
    """Those that this system has and that nobody, such as nohup, had us ignore."""
    names = ("SIGINT", "SIGTERM", "SIGHUP")
    known = [signal.Signals[name] for name in names if name in signal.Signals.__members__]
    return [number for number in known if signal.getsignal(number) is not signal.SIG_IGN]
