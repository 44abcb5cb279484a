"""All that is due, done here and now."""

from collections.abc import Callable, Collection
from threading import RLock

from attrs import define, field

from parlons.application.ports.dispatcher import IDispatcher
from parlons.application.work.relay_work import RelayWork
from parlons.application.work.run_work_item import RunWorkItem


@define
class WorkDrain:
    """Does the work of a process that has no workers, before whoever made it goes on.

    What fails waits for its next attempt, which comes with the next work or the next call.
    """

    dispatcher: IDispatcher
    relay: Callable[[], RelayWork]
    run: Callable[[], RunWorkItem]
    queues: Collection[str]
    _lock: RLock = field(factory=RLock, init=False)
    _busy: bool = field(default=False, init=False)

    def __call__(self) -> None:
        """Do what is due; what that makes due is done by the same call."""
        with self._lock:
            if self._busy:
                return
            self._busy = True
            try:
                relay = self.relay()
                with self.dispatcher.receive(self.queues, self.run(), threads=1):
                    while relay():
                        pass
            finally:
                self._busy = False
