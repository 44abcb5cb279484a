"""The time and new identifiers."""

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
