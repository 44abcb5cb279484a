"""Waiting for other processes, with an end to it."""

import time
from collections.abc import Callable
from pathlib import Path


def wait_until(reached: Callable[[], bool], what: str, seconds: float = 20.0) -> None:
    """Fail with `what` unless it is so within the time."""
    deadline = time.monotonic() + seconds
    while not reached():
        assert time.monotonic() < deadline, f"not within {seconds:g} s: {what}"
        time.sleep(0.02)


def wait_for(path: Path) -> str:
    """Return what is in the file, once there is one."""
    wait_until(path.exists, f"the file {path.name}")
    return path.read_text()


def wait_for_end(pid: int, seconds: float = 2.0) -> None:
    """Return when no such process runs any more."""
    wait_until(lambda: not is_running(pid), f"the end of process {pid}", seconds)


def is_running(pid: int) -> bool:
    """Say whether it runs; a zombie, which nobody has waited for, does not."""
    status = _status(pid)
    return status is not None and status[0] != "Z"


def descendants(pid: int) -> list[int]:
    """Return all processes below this one."""
    parents = {
        int(folder.name): int(status[1])
        for folder in Path("/proc").iterdir()
        if folder.name.isdigit() and (status := _status(int(folder.name))) is not None
    }
    found = [pid]
    for parent in found:
        found += [child for child, its_parent in parents.items() if its_parent == parent]
    return found[1:]


def _status(pid: int) -> list[str] | None:
    """The fields of proc(5) after the name: state, parent, ..."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
