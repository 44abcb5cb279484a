"""A budget of which much is spent."""

from attrs import frozen

from parlons.domain.spending.period import Period
from parlons.domain.spending.scope import Scope, ScopeKind


@frozen(kw_only=True)
class BudgetAlert:
    """So many percent of a scope's cap are spent in a period."""

    scope: Scope
    period: Period
    percentage: int

    @property
    def ref(self) -> str:
        """Name it, so that nobody is told twice."""
        kind, name = self.scope.kind, self.scope.name
        return f"budget-alert:{self.period.name}:{self.percentage}:{kind}:{name}"

    @property
    def user_id(self) -> str | None:
        """The learner whose budget it is, or None."""
        return self.scope.name if self.scope.kind is ScopeKind.USER else None

    @classmethod
    def read(cls, ref: str) -> "BudgetAlert":
        """Read such a name; raises `ValueError`."""
        _, period, percentage, kind, name = ref.split(":", 4)
        scope = Scope(ScopeKind(kind), name)
        return cls(scope=scope, period=Period(period), percentage=int(percentage))
