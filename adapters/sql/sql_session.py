"""Sessions on a SQL database."""

from collections.abc import Callable

from attrs import define, field, frozen

from parlons.adapters.sql.grading.sql_answer_reports import ReportQueries, SqlAnswerReports
from parlons.adapters.sql.grading.sql_attempts import AttemptQueries, SqlAttempts
from parlons.adapters.sql.grading.sql_regrading import RegradingQueries, SqlRegrading
from parlons.adapters.sql.identity.sql_users import SqlUsers, UserQueries
from parlons.adapters.sql.learning.catalogue_queries import CatalogueQueries
from parlons.adapters.sql.learning.sql_catalogue import SqlCatalogue
from parlons.adapters.sql.learning.sql_course_shelf import SqlCourseShelf
from parlons.adapters.sql.progress.event_queries import EventQueries
from parlons.adapters.sql.progress.ledger_queries import LedgerQueries
from parlons.adapters.sql.progress.progress_queries import ProgressQueries
from parlons.adapters.sql.progress.sql_events import SqlEvents
from parlons.adapters.sql.progress.sql_insights import InsightQueries, SqlInsights
from parlons.adapters.sql.progress.sql_ledger import SqlLedger
from parlons.adapters.sql.progress.sql_progress import SqlProgress
from parlons.adapters.sql.spending.sql_budgets import BudgetQueries, SqlBudgets
from parlons.adapters.sql.spending.sql_caps import CapQueries, SqlCaps
from parlons.adapters.sql.spending.sql_plans import PlanQueries, SqlPlans
from parlons.adapters.sql.spending.sql_spending_accounts import AccountQueries, SqlSpendingAccounts
from parlons.adapters.sql.spending.sql_spending_ledger import SpendingQueries, SqlSpendingLedger
from parlons.adapters.sql.spending.sql_usage import SqlUsage, UsageQueries
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.adapters.sql.sql_transaction import SqlTransaction
from parlons.adapters.sql.work.sql_schedules import ScheduleQueries, SqlSchedules
from parlons.adapters.sql.work.sql_work_items import SqlWorkItems, WorkQueries
from parlons.application.ports.codec import ICodec
from parlons.application.ports.unit_of_work import IReadSession, IWriteSession


@frozen(kw_only=True)
class Queries:
    """All statements, prepared for one database."""

    database: SqlDatabase
    codec: ICodec
    catalogue: CatalogueQueries
    users: UserQueries
    attempts: AttemptQueries
    reports: ReportQueries
    regrading: RegradingQueries
    spending: SpendingQueries
    budgets: BudgetQueries
    caps: CapQueries
    plans: PlanQueries
    accounts: AccountQueries
    usage: UsageQueries
    work: WorkQueries
    schedules: ScheduleQueries
    events: EventQueries
    progress: ProgressQueries
    ledger: LedgerQueries
    insights: InsightQueries

    @classmethod
    def on(cls, database: SqlDatabase, codec: ICodec) -> "Queries":
        """Prepare the statements."""
        return cls(
            database=database,
            codec=codec,
            catalogue=CatalogueQueries.on(database, codec),
            users=UserQueries.on(database),
            attempts=AttemptQueries.on(database, codec),
            reports=ReportQueries.on(database, codec),
            regrading=RegradingQueries.on(database, codec),
            spending=SpendingQueries.on(database),
            budgets=BudgetQueries.on(database),
            caps=CapQueries.on(database),
            plans=PlanQueries.on(database),
            accounts=AccountQueries.on(database),
            usage=UsageQueries.on(database),
            work=WorkQueries.on(database),
            schedules=ScheduleQueries.on(database),
            events=EventQueries.on(database, codec),
            progress=ProgressQueries.on(database, codec),
            ledger=LedgerQueries.on(database),
            insights=InsightQueries.on(database),
        )


@define
class SqlReadSession(IReadSession):
    """A transaction with one view of the database."""

    transaction: SqlTransaction
    queries: Queries

    @property
    def catalogue(self) -> SqlCatalogue:
        return SqlCatalogue(self.transaction, self.queries.catalogue)

    @property
    def users(self) -> SqlUsers:
        return SqlUsers(self.transaction, self.queries.users)

    @property
    def attempts(self) -> SqlAttempts:
        return SqlAttempts(self.transaction, self.queries.attempts)

    @property
    def reports(self) -> SqlAnswerReports:
        return SqlAnswerReports(self.transaction, self.queries.reports)

    @property
    def regrading(self) -> SqlRegrading:
        return SqlRegrading(self.transaction, self.queries.regrading)

    @property
    def spending(self) -> SqlSpendingLedger:
        return SqlSpendingLedger(self.transaction, self.queries.spending)

    @property
    def budgets(self) -> SqlBudgets:
        return SqlBudgets(self.transaction, self.queries.budgets)

    @property
    def caps(self) -> SqlCaps:
        return SqlCaps(self.transaction, self.queries.caps)

    @property
    def plans(self) -> SqlPlans:
        return SqlPlans(self.transaction, self.queries.plans)

    @property
    def accounts(self) -> SqlSpendingAccounts:
        return SqlSpendingAccounts(self.transaction, self.queries.accounts)

    @property
    def usage(self) -> SqlUsage:
        return SqlUsage(self.transaction, self.queries.usage)

    @property
    def work(self) -> SqlWorkItems:
        return SqlWorkItems(self.transaction, self.queries.work)

    @property
    def schedules(self) -> SqlSchedules:
        return SqlSchedules(self.transaction, self.queries.schedules)

    @property
    def events(self) -> SqlEvents:
        return SqlEvents(self.transaction, self.queries.events)

    @property
    def progress(self) -> SqlProgress:
        return SqlProgress(self.transaction, self.queries.progress)

    @property
    def ledger(self) -> SqlLedger:
        return SqlLedger(self.transaction, self.queries.ledger)

    @property
    def insights(self) -> SqlInsights:
        return SqlInsights(self.transaction, self.queries.insights)


@define
class SqlWriteSession(SqlReadSession, IWriteSession):
    """A transaction that may write."""

    actions: list[Callable[[], None]] = field(factory=list, init=False)

    @property
    def courses(self) -> SqlCourseShelf:
        return SqlCourseShelf.on(self.transaction, self.queries.database, self.queries.codec)

    def after_commit(self, action: Callable[[], None]) -> None:
        self.transaction.require_open()
        self.actions.append(action)
