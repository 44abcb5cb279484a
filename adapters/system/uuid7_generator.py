"""UUIDs of version 7."""

import secrets
import time
import uuid
from collections.abc import Callable
from threading import Lock
from typing import Final
from uuid import UUID

from attrs import define, field

from parlons.application.ports.id_generator import IIdGenerator

_RANDOM_BITS: Final = 62  # of the second half, below the variant
_TAIL_BITS: Final = 12 + _RANDOM_BITS


@define
class Uuid7Sequence:
    """RFC 9562, section 6.2, method 2: within a millisecond a random tail counts up.

    For Pythons before 3.14, whose standard library has no `uuid7`. When the clock steps back, the
    last millisecond goes on. A tail starts in its lower half, so 2^73 identifiers fit at least.
    """

    _milliseconds: int = field(default=0, init=False)
    _tail: int = field(default=0, init=False)
    _lock: Lock = field(factory=Lock, init=False, repr=False)

    def __call__(self) -> UUID:
        """Return an identifier above all that this sequence made before."""
        milliseconds = time.time_ns() // 1_000_000
        with self._lock:
            if milliseconds > self._milliseconds:
                self._milliseconds = milliseconds
                self._tail = secrets.randbits(_TAIL_BITS - 1)
            else:
                self._tail += 1 + secrets.randbits(32)
            return uuid7_of(self._milliseconds, self._tail)


def uuid7_of(milliseconds: int, tail: int) -> UUID:
    """Lay out a UUIDv7: 48 bits of Unix time, then 74 free bits around version and variant."""
    high = milliseconds << 16 | 0x7000 | tail >> _RANDOM_BITS
    low = 0b10 << _RANDOM_BITS | tail & (1 << _RANDOM_BITS) - 1
    return UUID(int=high << 64 | low)


@define
class Uuid7Generator(IIdGenerator):
    """Each identifier sorts after those that this process made before."""

    _uuid7: Callable[[], UUID] = field(
        factory=lambda: getattr(uuid, "uuid7", None) or Uuid7Sequence(), init=False, repr=False
    )

    def new_id(self) -> UUID:
        """Return an identifier that nobody has."""
        return self._uuid7()
