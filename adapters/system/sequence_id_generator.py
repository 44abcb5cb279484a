"""Identifiers that a test can foresee."""

from itertools import count
from uuid import UUID

from attrs import define, field

from parlons.adapters.system.uuid7_generator import uuid7_of
from parlons.application.ports.id_generator import IIdGenerator


@define
class SequenceIdGenerator(IIdGenerator):
    """Counts: the first identifier is `00000000-0001-7000-8000-000000000000`.

    Only for tests: every generator makes the same ones.
    """

    _numbers: "count[int]" = field(factory=lambda: count(1), init=False, repr=False)

    def new_id(self) -> UUID:
        """Return the next identifier, a millisecond after the one before."""
        return uuid7_of(next(self._numbers), 0)
