"""What goes on beside the work itself: handing out, reaping, looking at the clock."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic
from typing import Final

from attrs import define, field

from parlons.application.ports.dispatcher import BrokerUnavailableError
from parlons.application.ports.unit_of_work import StorageUnavailableError

_IDLE_SECONDS: Final = 0.1
_BUSY_SECONDS: Final = 0.01
_UPKEEP_SECONDS: Final = 1.0
_TROUBLE_SECONDS: Final = 1.0

_log = logging.getLogger(__name__)


@define
class WorkLoop:
    """Relays ten times a second, more often while there is something to relay.

    Reaps and fires schedules once a second. Any number of loops may run at once, in any processes:
    each is harmless to the others. Nothing that goes wrong ends a loop.
    """

    relay: Callable[[], int]
    upkeep: tuple[Callable[[], int], ...]
    wait: Callable[[float], None]
    _ended: Event = field(factory=Event, init=False)
    _upkeep_at: float = field(default=0.0, init=False)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Run the loop in a thread of its own for the time of the block."""
        thread = Thread(target=self._run, name="work-loop")
        thread.start()
        try:
            yield
        finally:
            self._ended.set()
            thread.join()

    def _run(self) -> None:
        while not self._ended.is_set():
            self._keep_up()
            relayed = _tried(self.relay)
            if relayed is None:
                self._ended.wait(_TROUBLE_SECONDS)
            else:
                self.wait(_BUSY_SECONDS if relayed else _IDLE_SECONDS)

    def _keep_up(self) -> None:
        if monotonic() < self._upkeep_at:
            return
        self._upkeep_at = monotonic() + _UPKEEP_SECONDS
        for task in self.upkeep:
            _tried(task)


def _tried(task: Callable[[], int]) -> int | None:
    """Return what the task returns, or None where it fails, which keeps no other from its turn."""
    try:
        return task()
    except (BrokerUnavailableError, StorageUnavailableError) as error:
        _log.warning("work_cannot_be_handed_out", extra={"reason": str(error)})
    except Exception:  # noqa: BLE001  # a loop that ends hands out nothing for ever
        _log.exception("work_loop_failed")
    return None
