"""See the plans."""

from typing import ClassVar

from attrs import define, frozen

from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.application.spending.allowances import Allowances
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal
from parlons.domain.spending.plan import Plan


@frozen(kw_only=True)
class PlanList:
    """All plans, the lowest first."""

    plans: tuple[Plan, ...]


@define
class ListPlans:
    """Open to those who manage spending."""

    permission: ClassVar = Permission.MANAGE_SPENDING

    unit_of_work: IUnitOfWork
    allowances: Allowances

    def __call__(self, principal: Principal) -> PlanList:
        """Return them as they are in force: what is stored, then what is set up."""
        principal.require(self.permission)
        with self.unit_of_work.read() as session:
            return PlanList(plans=self.allowances.plans(session))
