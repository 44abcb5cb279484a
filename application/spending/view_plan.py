"""See a plan."""

from typing import ClassVar

from attrs import define

from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.application.spending.allowances import Allowances
from parlons.domain.errors import NotFoundError
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal
from parlons.domain.spending.plan import Plan


@define
class ViewPlan:
    """Open to those who manage spending."""

    permission: ClassVar = Permission.MANAGE_SPENDING

    unit_of_work: IUnitOfWork
    allowances: Allowances

    def __call__(self, principal: Principal, name: str) -> Plan:
        """Return it as it is in force; raises `NotFoundError`."""
        principal.require(self.permission)
        with self.unit_of_work.read() as session:
            plans = self.allowances.plans(session)
        found = next((each for each in plans if each.name == name), None)
        if found is None:
            raise NotFoundError(f"there is no plan {name}")
        return found
