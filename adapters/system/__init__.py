"""The time and new identifiers."""

import os
import secrets
import socket
from collections.abc import Iterator

from parlons.application.ports.clock import IClock
from parlons.application.ports.id_generator import IIdGenerator


def clock() -> Iterator[IClock]:
    """The clock of this machine."""
    from parlons.adapters.system.system_clock import SystemClock

    yield SystemClock()


def id_generator() -> Iterator[IIdGenerator]:
    """Identifiers that are new everywhere."""
    from parlons.adapters.system.uuid7_generator import Uuid7Generator

    yield Uuid7Generator()


def process_name() -> Iterator[str]:
    """A name that no other process has, and that tells an operator where this one runs."""
    yield f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
