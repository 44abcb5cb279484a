"""What users may spend."""

from collections.abc import Sequence

from attrs import define

from parlons.application.ports.unit_of_work import IReadSession
from parlons.domain.spending.allowance import Allowance
from parlons.domain.spending.plan import Plan
from parlons.domain.spending.scope import INSTALLATION, Scope


@define
class Allowances:
    """What is stored wins over what is set up: `plans`, and a cap of the installation or None."""

    configured_plans: Sequence[Plan]
    installation_cap: int | None

    def of(self, session: IReadSession, user_id: str, plan: str) -> Allowance:
        """Return what a user may spend who says to be on a plan, by three statements."""
        account, plans = session.accounts.by_user(user_id), self.plans(session)
        bare = Allowance.of(user_id, plans, plan, account, {})
        caps = self.caps(session, bare.scopes)
        return Allowance.of(user_id, plans, plan, account, caps)

    def plans(self, session: IReadSession) -> tuple[Plan, ...]:
        """Return all plans, the lowest first."""
        stored = session.plans.all()
        names = {each.name for each in stored}
        others = (each for each in self.configured_plans if each.name not in names)
        return tuple(sorted((*stored, *others), key=lambda each: (each.rank, each.name)))

    def caps(self, session: IReadSession, scopes: Sequence[Scope]) -> dict[Scope, int]:
        """Return the caps of those scopes that have one."""
        caps = dict(session.caps.among(scopes))
        if self.installation_cap is not None and INSTALLATION in scopes:
            caps.setdefault(INSTALLATION, self.installation_cap)
        return caps
