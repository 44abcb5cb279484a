"""What scopes may spend."""

from abc import abstractmethod
from collections.abc import Collection, Mapping
from typing import Protocol

from parlons.domain.spending.scope import Cap, Scope


class ICaps(Protocol):
    """Caps that were set at run time; `put` and `remove` need a write session."""

    @abstractmethod
    def among(self, scopes: Collection[Scope]) -> Mapping[Scope, int]:
        """Return the caps of those scopes that have one, in micro-dollars a month."""

    @abstractmethod
    def all(self) -> tuple[Cap, ...]:
        """Return every cap, by the scope's kind and then its name."""

    @abstractmethod
    def put(self, cap: Cap) -> None:
        """Store a cap in place of the scope's last one."""

    @abstractmethod
    def remove(self, scope: Scope) -> bool:
        """Let a scope have no cap; say whether it had one."""
