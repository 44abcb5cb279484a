"""Caps in memory."""

from collections.abc import Collection, Mapping

from attrs import frozen

from parlons.adapters.memory.in_memory_transaction import InMemoryTransaction
from parlons.application.ports.caps import ICaps
from parlons.domain.spending.scope import Cap, Scope


@frozen
class InMemoryCaps(ICaps):
    """The caps of a session."""

    transaction: InMemoryTransaction

    def among(self, scopes: Collection[Scope]) -> Mapping[Scope, int]:
        caps = self.transaction.reading.caps
        return {scope: caps[scope] for scope in scopes if scope in caps}

    def all(self) -> tuple[Cap, ...]:
        caps = sorted(self.transaction.reading.caps.items())
        return tuple(Cap(scope=scope, microdollars=cap) for scope, cap in caps)

    def put(self, cap: Cap) -> None:
        self.transaction.changing.caps[cap.scope] = cap.microdollars

    def remove(self, scope: Scope) -> bool:
        return self.transaction.changing.caps.pop(scope, None) is not None
