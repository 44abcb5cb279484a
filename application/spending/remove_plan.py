"""Take a plan away."""

from typing import ClassVar

from attrs import define

from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.domain.errors import NotFoundError
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal


@define
class RemovePlan:
    """One that is set up is again as it is set up; whoever is on any other is on the lowest plan.

    Calls under way are paid as they were begun.
    """

    permission: ClassVar = Permission.MANAGE_SPENDING

    unit_of_work: IUnitOfWork

    def __call__(self, principal: Principal, name: str) -> None:
        """Raises `NotFoundError` for a plan that was not stored."""
        principal.require(self.permission)
        with self.unit_of_work.write() as session:
            if not session.plans.remove(name):
                raise NotFoundError(f"no plan {name} was made or changed at run time")
