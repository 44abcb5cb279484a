"""Change what a plan allows."""

from typing import ClassVar

from attrs import define, evolve, field, frozen

from parlons.application.ports.unit_of_work import (
    DuplicateError,
    IUnitOfWork,
    StaleRevisionError,
)
from parlons.domain import fields
from parlons.domain.errors import ConflictError, checking_input
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal
from parlons.domain.spending.plan import Plan
from parlons.domain.spending.rate_limit import RateLimit


@frozen(kw_only=True)
class PlanChange:
    """All that a plan is from now on; see `Plan`."""

    rank: int = field(validator=fields.between(0, 9))
    requests: RateLimit
    budget: int = field(validator=fields.between(0, 10**12))
    models: tuple[str, ...] = field(default=(), validator=(fields.items(0, 10), fields.unique))


@define
class ChangePlan:
    """A plan that there is not yet is made. What users ask from now on is judged by it."""

    permission: ClassVar = Permission.MANAGE_SPENDING

    unit_of_work: IUnitOfWork

    def __call__(self, principal: Principal, name: str, change: PlanChange) -> Plan:
        """Raises `InvalidInputError`, and `ConflictError` when two change it at once."""
        principal.require(self.permission)
        with checking_input():
            plan = Plan(
                name=name,
                rank=change.rank,
                requests=change.requests,
                budget=change.budget,
                models=change.models,
            )
        try:
            with self.unit_of_work.write() as session:
                stored = {each.name: each.revision for each in session.plans.all()}
                plan = evolve(plan, revision=stored.get(name, 0) + 1)
                session.plans.put(plan)
        except (DuplicateError, StaleRevisionError) as error:
            raise ConflictError(f"somebody else is changing the plan {name}") from error
        return plan
