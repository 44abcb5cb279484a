"""Which process is the first on a machine."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Final

from parlons.application.settings import Settings

_LOCK: Final = "workers.lock"


@contextmanager
def first_here(settings: Settings) -> Iterator[bool]:
    """Say whether no other block like this is open, in any process with the same data folder.

    Where nothing can be locked each is the first.
    """
    with ExitStack() as stack:
        try:
            settings.data_folder.mkdir(parents=True, exist_ok=True)
            file = stack.enter_context((settings.data_folder / _LOCK).open("ab"))
            is_first = _share(file.fileno())
        except OSError:
            is_first = True
        yield is_first


def _share(file: int) -> bool:
    """Share the lock until the file is closed, and say whether nobody had it before."""
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        is_first = True
    except BlockingIOError:
        is_first = False
    fcntl.flock(file, fcntl.LOCK_SH)
    return is_first
