"""What scopes have spent and set aside."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Protocol

from parlons.domain.spending.budget import Budget
from parlons.domain.spending.period import Period
from parlons.domain.spending.scope import Scope


class IBudgets(Protocol):
    """Counters by scope and period; a scope without one has spent nothing."""

    @abstractmethod
    def of(self, scopes: Sequence[Scope], period: Period) -> tuple[Budget, ...]:
        """Return the counters of scopes, in their order."""

    @abstractmethod
    def lock(self, scopes: Sequence[Scope], period: Period) -> tuple[Budget, ...]:
        """Return the same, of a write session, and let nobody else change them until its end.

        They are locked in the order given, which must be one for all who lock several.
        """

    @abstractmethod
    def keep(self, period: Period, budgets: Mapping[Scope, Budget]) -> None:
        """Store counters of scopes that this write session has locked."""
