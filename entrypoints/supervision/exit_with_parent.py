"""Leave no orphans, even when a parent is killed."""

import multiprocessing
import os
from collections.abc import Callable
from multiprocessing.connection import wait
from threading import Thread


def exit_with_parent() -> None:
    """End this process as soon as the process that made it is gone.

    Only a child of `multiprocessing`, such as granian's workers, is watched: the parent of any
    other process may well end before it, as the shell does under `nohup`.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        sentinel = parent.sentinel
        _exit_after(lambda: wait([sentinel]))


def exit_at_end_of(pipe: int) -> None:
    """End this process as soon as nobody holds the writing end of the pipe any more."""

    def read_all() -> None:
        while os.read(pipe, 1024):
            pass

    _exit_after(read_all)


def _exit_after(event: Callable[[], object]) -> None:
    def watch() -> None:
        event()
        os._exit(1)  # what was begun, the database rolls back; waiting for it could take for ever

    Thread(target=watch, name="exit-with-parent", daemon=True).start()
