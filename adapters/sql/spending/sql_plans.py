"""Plans in SQL."""

import json
from typing import Any

from attrs import asdict, frozen
from sqlalchemy import Delete, bindparam, select

from parlons.adapters.sql.query import Query, names_of, reader_of
from parlons.adapters.sql.revisions import Revisions
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.adapters.sql.sql_transaction import SqlTransaction
from parlons.application.ports.plans import IPlans
from parlons.domain.spending.plan import Plan
from parlons.domain.spending.rate_limit import RateLimit

_LIMIT = names_of(RateLimit)


@frozen(kw_only=True)
class PlanQueries:
    """What is asked about plans, and what changes them."""

    all: Query[Plan]
    revisions: Revisions
    remove: Delete

    @classmethod
    def on(cls, database: SqlDatabase) -> "PlanQueries":
        """Prepare the statements for a database."""
        plans = database.tables.spending_plans
        return cls(
            all=Query(database.prepare(select(plans)), reader_of(_plan, plans.c.keys())),
            revisions=Revisions.of(plans, "name", database),
            remove=plans.delete().where(plans.c.name == bindparam("of_name")),
        )


@frozen
class SqlPlans(IPlans):
    """The plans of a session; how many requests a plan allows is spread over columns."""

    transaction: SqlTransaction
    queries: PlanQueries

    def all(self) -> tuple[Plan, ...]:
        plans = self.queries.all.all(self.transaction, {})
        return tuple(sorted(plans, key=lambda plan: plan.name))

    def put(self, plan: Plan) -> None:
        row = asdict(plan, recurse=False) | asdict(plan.requests) | {"models": list(plan.models)}
        self.queries.revisions.put(self.transaction, "name", row)

    def remove(self, name: str) -> bool:
        return bool(self.transaction.change(self.queries.remove, {"of_name": name}).rowcount)


def _plan(*, models: str, **values: Any) -> Plan:
    requests = RateLimit(**{name: values.pop(name) for name in _LIMIT})
    return Plan(**values, requests=requests, models=tuple(json.loads(models)))
