"""Sessions on a SQL database."""

from collections.abc import Callable

from attrs import define, field, frozen

from parlons.adapters.sql.catalogue_queries import CatalogueQueries
from parlons.adapters.sql.sql_answer_reports import ReportQueries, SqlAnswerReports
from parlons.adapters.sql.sql_attempts import AttemptQueries, SqlAttempts
from parlons.adapters.sql.sql_catalogue import SqlCatalogue
from parlons.adapters.sql.sql_course_shelf import SqlCourseShelf
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.adapters.sql.sql_regrading import RegradingQueries, SqlRegrading
from parlons.adapters.sql.sql_spending_ledger import SpendingQueries, SqlSpendingLedger
from parlons.adapters.sql.sql_transaction import SqlTransaction
from parlons.adapters.sql.sql_users import SqlUsers, UserQueries
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
