"""Plans in memory."""

from attrs import frozen

from parlons.adapters.memory.in_memory_transaction import InMemoryTransaction
from parlons.adapters.memory.revisions import put_revision
from parlons.application.ports.plans import IPlans
from parlons.domain.spending.plan import Plan


@frozen
class InMemoryPlans(IPlans):
    """The plans of a session."""

    transaction: InMemoryTransaction

    def all(self) -> tuple[Plan, ...]:
        return tuple(plan for _, plan in sorted(self.transaction.reading.plans.items()))

    def put(self, plan: Plan) -> None:
        put_revision(self.transaction.changing.plans, plan.name, plan)

    def remove(self, name: str) -> bool:
        return self.transaction.changing.plans.pop(name, None) is not None
