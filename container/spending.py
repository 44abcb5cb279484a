"""Plans, budgets, and what language models cost."""

from dependency_injector import providers

from parlons.adapters.injection.factories import factories
from parlons.application.spending.admission import Admission
from parlons.application.spending.allowances import Allowances
from parlons.application.spending.books import Books
from parlons.application.spending.change_plan import ChangePlan
from parlons.application.spending.list_caps import ListCaps
from parlons.application.spending.list_plans import ListPlans
from parlons.application.spending.load_watch import LoadWatch
from parlons.application.spending.remove_cap import RemoveCap
from parlons.application.spending.remove_plan import RemovePlan
from parlons.application.spending.report_usage import ReportUsage
from parlons.application.spending.set_account import SetAccount
from parlons.application.spending.set_cap import SetCap
from parlons.application.spending.spending_desk import SpendingDesk
from parlons.application.spending.sweep_holds import SweepHolds
from parlons.application.spending.tell_budget import TellBudget
from parlons.application.spending.view_plan import ViewPlan
from parlons.application.spending.view_usage import ViewUsage
from parlons.container.desk import Desk


class Spending(Desk):
    """Plans, budgets, and what language models cost."""

    make = factories(vars(), Desk)

    limits = Desk.settings.provided
    allowances = make(Allowances, installation_cap=limits.monthly_budget)
    books = make(Books, desk=Desk.work_desk)
    spending_desk = make(SpendingDesk, hold_for=limits.hold_for)
    load_watch = providers.ThreadSafeSingleton(
        LoadWatch,
        unit_of_work=Desk.unit_of_work,
        allowances=allowances,
        clock=Desk.clock,
        telemetry=Desk.telemetry,
        places=limits.llm_in_flight,
    )
    admission = make(Admission)

    view_usage = make(ViewUsage)
    report_usage = make(ReportUsage)
    list_plans = make(ListPlans)
    view_plan = make(ViewPlan)
    change_plan = make(ChangePlan)
    remove_plan = make(RemovePlan)
    set_account = make(SetAccount)
    list_caps = make(ListCaps)
    set_cap = make(SetCap)
    remove_cap = make(RemoveCap)

    sweep_holds = make(SweepHolds)
    tell_budget = make(TellBudget)
