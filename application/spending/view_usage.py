"""See what one has used."""

from datetime import datetime
from typing import ClassVar

from attrs import define, frozen

from parlons.application.ports.clock import IClock
from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.application.spending.allowances import Allowances
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal
from parlons.domain.spending.budget import reached
from parlons.domain.spending.period import Period
from parlons.domain.spending.rate_limit import RateLimit
from parlons.domain.spending.scope import Scope, ScopeKind


@frozen(kw_only=True)
class UserUsage:
    """A user's budget in a month (UTC), in micro-dollars, and how often they may ask.

    `spent` is what calls cost, `held` what is set aside for those under way, `left` what remains of
    the `cap`; it all begins anew at `resets_at`. `alerts` are the shares of the cap, in percent,
    that are spent. `requests` is whole while little goes on.
    """

    plan: str
    period: str
    cap: int
    spent: int
    held: int
    left: int
    alerts: tuple[int, ...]
    resets_at: datetime
    requests: RateLimit


@define
class ViewUsage:
    """Everybody sees what they have used themselves."""

    permission: ClassVar = Permission.ASK_TUTOR

    unit_of_work: IUnitOfWork
    allowances: Allowances
    clock: IClock

    def __call__(self, principal: Principal) -> UserUsage:
        """Return the budget of the current month."""
        principal.require(self.permission)
        period, user = Period.at(self.clock.now()), Scope(ScopeKind.USER, principal.user_id)
        with self.unit_of_work.read() as session:
            allowance = self.allowances.of(session, principal.user_id, principal.plan)
            (budget,) = session.budgets.of((user,), period)
        cap = allowance.caps[user]
        return UserUsage(
            plan=allowance.plan.name,
            period=period.name,
            cap=cap,
            spent=budget.spent,
            held=budget.held,
            left=budget.left(cap),
            alerts=reached(budget.spent, cap),
            resets_at=period.end,
            requests=allowance.plan.requests,
        )
