"""What a user may spend, when everything that was decided is taken together."""

from collections.abc import Mapping, Sequence

from attrs import frozen

from parlons.domain.spending.account import SpendingAccount
from parlons.domain.spending.budget import Budget
from parlons.domain.spending.plan import Plan
from parlons.domain.spending.scope import Scope, ScopeKind, scopes_of


@frozen(kw_only=True)
class Allowance:
    """The plan of a user, and the caps in micro-dollars a month of the scopes that pay.

    A scope without a cap may spend as much as it likes. Of `ranks` different ranks of plans, so
    many are `below` theirs.
    """

    user_id: str
    plan: Plan
    below: int
    ranks: int
    organisation: str | None
    caps: Mapping[Scope, int]

    @classmethod
    def of(
        cls,
        user_id: str,
        plans: Sequence[Plan],
        plan: str,
        account: SpendingAccount | None,
        caps: Mapping[Scope, int],
    ) -> "Allowance":
        """Take together the plans there are, the one that is named, and what else was decided.

        Whoever is on a plan that is gone is on the lowest one. `caps` are those of scopes wider
        than the user.
        """
        known = account or SpendingAccount(user_id=user_id)
        lowest = min(plans, key=lambda each: each.rank)
        named = known.plan or plan
        found = next((each for each in plans if each.name == named), lowest)
        ranks = {each.rank for each in plans}
        own = found.budget if known.budget is None else known.budget
        return cls(
            user_id=user_id,
            plan=found,
            below=sum(rank < found.rank for rank in ranks),
            ranks=len(ranks),
            organisation=known.organisation,
            caps={**caps, Scope(ScopeKind.USER, user_id): own},
        )

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """Whose budgets pay, from the narrowest to the widest."""
        return scopes_of(self.user_id, self.organisation, self.plan.name)

    def full(self, budgets: Mapping[Scope, Budget], amount: int) -> Scope | None:
        """Return the narrowest scope whose budget has no room for so much, or None."""
        capped = ((scope, self.caps[scope]) for scope in self.scopes if scope in self.caps)
        return next(
            (scope for scope, cap in capped if not budgets[scope].has_room(amount, cap)), None
        )
