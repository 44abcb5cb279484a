"""The `parlons` command as a process of its own."""

import os
import socket
import subprocess
import sys
from pathlib import Path

PARLONS = (sys.executable, "-P", "-m", "parlons")


def environment(home: Path, **variables: str) -> dict[str, str]:
    """This process's environment with an empty home and no settings but the given ones."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PARLONS_")}
    return kept | {"HOME": str(home)} | variables


def run_parlons(
    home: Path, *arguments: str, stdin: str = "", **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        [*PARLONS, *arguments],
        env=environment(home, **variables),
        input=stdin,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
