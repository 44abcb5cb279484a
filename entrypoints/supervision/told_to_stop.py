"""Hear that this process is to stop, whoever else handles the signal."""

import signal
import socket
from collections.abc import Callable
from threading import Thread
from typing import Final

_STOP: Final = frozenset({signal.SIGTERM, signal.SIGINT})


def when_told_to_stop(act: Callable[[], object]) -> None:
    """Call `act`, in a thread of its own, whenever SIGTERM or SIGINT comes.

    Python writes the numbers of signals to a wakeup file (`signal.set_wakeup_fd`) besides calling
    their handlers, which may be set later and by somebody else. To be called in the main thread.
    """
    told, teller = socket.socketpair()
    teller.settimeout(0)
    signal.set_wakeup_fd(teller.detach(), warn_on_full_buffer=False)

    def watch() -> None:
        while numbers := told.recv(64):
            if not _STOP.isdisjoint(numbers):
                act()

    Thread(target=watch, name="told-to-stop", daemon=True).start()
