"""Plans, budgets, and what was spent."""

from typing import Final

from parlons.application.spending.change_plan import ChangePlan, PlanChange
from parlons.application.spending.list_caps import CapList, ListCaps
from parlons.application.spending.list_plans import ListPlans, PlanList
from parlons.application.spending.remove_cap import RemoveCap
from parlons.application.spending.remove_plan import RemovePlan
from parlons.application.spending.report_usage import ReportUsage, UsageQuestion, UsageReport
from parlons.application.spending.set_account import AccountChange, SetAccount
from parlons.application.spending.set_cap import CapChange, SetCap
from parlons.application.spending.view_plan import ViewPlan
from parlons.application.spending.view_usage import UserUsage, ViewUsage
from parlons.domain.spending.account import SpendingAccount
from parlons.domain.spending.plan import Plan
from parlons.domain.spending.scope import Cap
from parlons.entrypoints.http.call import Call
from parlons.entrypoints.http.csv_file import CsvFile
from parlons.entrypoints.http.operation import operation
from parlons.entrypoints.http.problem import CONFLICT
from parlons.entrypoints.usage_table import usage_csv

_PLAN: Final = {
    "rank": 1,
    "requests": {"requests": 30, "seconds": 60, "burst": 10},
    "budget": 5_000_000,
    "models": ["gpt-4.1", "gpt-4.1-mini"],
}


@operation("GET", "/api/user/usage", use_case=ViewUsage)
def view_usage(call: Call) -> UserUsage:
    """See what you have used of this month's budget, and how often you may ask.

    Amounts are micro-dollars; the budget begins anew at `resetsAt`.
    """
    return call.container.view_usage()(call.principal)


@operation("GET", "/api/admin/usage", use_case=ReportUsage)
def report_usage(call: Call, query: UsageQuestion) -> UsageReport:
    """See what everybody has used: in all, by user, organisation, plan, task, model or day.

    Amounts are micro-dollars, days are those of UTC. `month` projects the spending of this month to
    its end; `cacheHits` are answers that took no model, and `saved` is what these had cost.
    """
    return call.container.report_usage()(call.principal, query)


@operation("GET", "/api/admin/usage.csv", use_case=ReportUsage)
def export_usage(call: Call, query: UsageQuestion) -> CsvFile:
    """Get the rows of the same report as a table."""
    report = call.container.report_usage()(call.principal, query)
    return CsvFile(usage_csv(report).encode())


@operation("GET", "/api/admin/plans", use_case=ListPlans)
def list_plans(call: Call) -> PlanList:
    """See all plans as they are in force, the lowest first."""
    return call.container.list_plans()(call.principal)


@operation("GET", "/api/admin/plans/{plan}", use_case=ViewPlan)
def view_plan(call: Call, plan: str) -> Plan:
    """See a plan as it is in force."""
    return call.container.view_plan()(call.principal, plan)


@operation(
    "PUT", "/api/admin/plans/{plan}", use_case=ChangePlan, example=_PLAN, problems=(CONFLICT,)
)
def change_plan(call: Call, plan: str, body: PlanChange) -> Plan:
    """Change what a plan allows, or make one; it is in force at once.

    `models` is the ladder from the best to the cheapest; where it is empty, the model is that of
    the installation.
    """
    return call.container.change_plan()(call.principal, plan, body)


@operation("DELETE", "/api/admin/plans/{plan}", use_case=RemovePlan, status=204)
def remove_plan(call: Call, plan: str) -> None:
    """Take back what was changed of a plan at run time.

    One that was made at run time is gone; whoever is on it is on the lowest plan.
    """
    call.container.remove_plan()(call.principal, plan)


@operation(
    "PUT",
    "/api/admin/users/{userId}/plan",
    use_case=SetAccount,
    example={"plan": "school", "organisation": "lycee-voltaire", "budget": 2_000_000},
    problems=(CONFLICT,),
)
def set_account(call: Call, user_id: str, body: AccountChange) -> SpendingAccount:
    """Put a user on a plan, into an organisation, or give them a budget of their own.

    What is left out is as the user's token and plan say.
    """
    return call.container.set_account()(call.principal, user_id, body)


@operation("GET", "/api/admin/caps", use_case=ListCaps)
def list_caps(call: Call) -> CapList:
    """See what organisations, plans and the installation may spend a month."""
    return call.container.list_caps()(call.principal)


@operation(
    "PUT",
    "/api/admin/caps/{kind}/{name}",
    use_case=SetCap,
    example={"microdollars": 50_000_000},
)
def set_cap(call: Call, kind: str, name: str, body: CapChange) -> Cap:
    """Set what `organisation/NAME`, `plan/NAME` or `installation/all` may spend a month."""
    return call.container.set_cap()(call.principal, kind, name, body)


@operation("DELETE", "/api/admin/caps/{kind}/{name}", use_case=RemoveCap, status=204)
def remove_cap(call: Call, kind: str, name: str) -> None:
    """Take such a cap away."""
    call.container.remove_cap()(call.principal, kind, name)
