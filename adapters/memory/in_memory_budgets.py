"""Budgets in memory."""

from collections.abc import Mapping, Sequence

from attrs import frozen

from parlons.adapters.memory.in_memory_transaction import InMemoryTransaction
from parlons.application.ports.budgets import IBudgets
from parlons.domain.spending.budget import Budget
from parlons.domain.spending.period import Period
from parlons.domain.spending.scope import Scope


@frozen
class InMemoryBudgets(IBudgets):
    """The budgets of a session, which is the only one that writes."""

    transaction: InMemoryTransaction

    def of(self, scopes: Sequence[Scope], period: Period) -> tuple[Budget, ...]:
        budgets = self.transaction.reading.budgets
        return tuple(budgets.get((scope, period), Budget()) for scope in scopes)

    def lock(self, scopes: Sequence[Scope], period: Period) -> tuple[Budget, ...]:
        budgets = self.transaction.changing.budgets
        for scope in scopes:
            budgets.setdefault((scope, period), Budget())
        return self.of(scopes, period)

    def keep(self, period: Period, budgets: Mapping[Scope, Budget]) -> None:
        stored = self.transaction.changing.budgets
        for scope, budget in budgets.items():
            stored[scope, period] = budget
