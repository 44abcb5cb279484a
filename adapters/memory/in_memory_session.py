"""Sessions of the in-memory store."""

from collections.abc import Callable

from attrs import define, field

from parlons.adapters.memory.in_memory_answer_reports import InMemoryAnswerReports
from parlons.adapters.memory.in_memory_attempts import InMemoryAttempts
from parlons.adapters.memory.in_memory_budgets import InMemoryBudgets
from parlons.adapters.memory.in_memory_caps import InMemoryCaps
from parlons.adapters.memory.in_memory_catalogue import InMemoryCatalogue
from parlons.adapters.memory.in_memory_course_shelf import InMemoryCourseShelf
from parlons.adapters.memory.in_memory_events import InMemoryEvents
from parlons.adapters.memory.in_memory_insights import InMemoryInsights
from parlons.adapters.memory.in_memory_ledger import InMemoryLedger
from parlons.adapters.memory.in_memory_plans import InMemoryPlans
from parlons.adapters.memory.in_memory_progress import InMemoryProgress
from parlons.adapters.memory.in_memory_regrading import InMemoryRegrading
from parlons.adapters.memory.in_memory_schedules import InMemorySchedules
from parlons.adapters.memory.in_memory_spending_accounts import InMemorySpendingAccounts
from parlons.adapters.memory.in_memory_spending_ledger import InMemorySpendingLedger
from parlons.adapters.memory.in_memory_transaction import InMemoryTransaction
from parlons.adapters.memory.in_memory_usage import InMemoryUsage
from parlons.adapters.memory.in_memory_users import InMemoryUsers
from parlons.adapters.memory.in_memory_work_items import InMemoryWorkItems
from parlons.application.ports.unit_of_work import IReadSession, IWriteSession


@define
class InMemoryReadSession(IReadSession):
    """A view of the state as it was when the session began."""

    transaction: InMemoryTransaction

    @property
    def catalogue(self) -> InMemoryCatalogue:
        return InMemoryCatalogue(self.transaction)

    @property
    def users(self) -> InMemoryUsers:
        return InMemoryUsers(self.transaction)

    @property
    def attempts(self) -> InMemoryAttempts:
        return InMemoryAttempts(self.transaction)

    @property
    def reports(self) -> InMemoryAnswerReports:
        return InMemoryAnswerReports(self.transaction)

    @property
    def regrading(self) -> InMemoryRegrading:
        return InMemoryRegrading(self.transaction)

    @property
    def spending(self) -> InMemorySpendingLedger:
        return InMemorySpendingLedger(self.transaction)

    @property
    def budgets(self) -> InMemoryBudgets:
        return InMemoryBudgets(self.transaction)

    @property
    def caps(self) -> InMemoryCaps:
        return InMemoryCaps(self.transaction)

    @property
    def plans(self) -> InMemoryPlans:
        return InMemoryPlans(self.transaction)

    @property
    def accounts(self) -> InMemorySpendingAccounts:
        return InMemorySpendingAccounts(self.transaction)

    @property
    def usage(self) -> InMemoryUsage:
        return InMemoryUsage(self.transaction)

    @property
    def work(self) -> InMemoryWorkItems:
        return InMemoryWorkItems(self.transaction)

    @property
    def schedules(self) -> InMemorySchedules:
        return InMemorySchedules(self.transaction)

    @property
    def events(self) -> InMemoryEvents:
        return InMemoryEvents(self.transaction)

    @property
    def progress(self) -> InMemoryProgress:
        return InMemoryProgress(self.transaction)

    @property
    def ledger(self) -> InMemoryLedger:
        return InMemoryLedger(self.transaction)

    @property
    def insights(self) -> InMemoryInsights:
        return InMemoryInsights(self.transaction)


@define
class InMemoryWriteSession(InMemoryReadSession, IWriteSession):
    """A copy of the state, which takes its place at the end."""

    actions: list[Callable[[], None]] = field(factory=list, init=False)

    @property
    def courses(self) -> InMemoryCourseShelf:
        return InMemoryCourseShelf(self.transaction)

    def after_commit(self, action: Callable[[], None]) -> None:
        self.transaction.require_open()
        self.actions.append(action)
