"""What every `IUnitOfWork` promises, its repositories included."""

from parlons.entrypoints.testing.contracts.answer_reports import AnswerReportsContract
from parlons.entrypoints.testing.contracts.attempts import AttemptsContract
from parlons.entrypoints.testing.contracts.budgets import BudgetsContract
from parlons.entrypoints.testing.contracts.caps import CapsContract
from parlons.entrypoints.testing.contracts.catalogue import CatalogueContract
from parlons.entrypoints.testing.contracts.course_shelf import CourseShelfContract
from parlons.entrypoints.testing.contracts.events import EventsContract
from parlons.entrypoints.testing.contracts.insights import InsightsContract
from parlons.entrypoints.testing.contracts.ledger import LedgerContract
from parlons.entrypoints.testing.contracts.lesson_progress import LessonProgressContract
from parlons.entrypoints.testing.contracts.path_progress import PathProgressContract
from parlons.entrypoints.testing.contracts.places import PlacesContract
from parlons.entrypoints.testing.contracts.plans import PlansContract
from parlons.entrypoints.testing.contracts.progress import ProgressContract
from parlons.entrypoints.testing.contracts.regrading import RegradingContract
from parlons.entrypoints.testing.contracts.schedules import SchedulesContract
from parlons.entrypoints.testing.contracts.spending_accounts import SpendingAccountsContract
from parlons.entrypoints.testing.contracts.spending_ledger import SpendingLedgerContract
from parlons.entrypoints.testing.contracts.transactions import TransactionsContract
from parlons.entrypoints.testing.contracts.unit_progress import UnitProgressContract
from parlons.entrypoints.testing.contracts.usage import UsageContract
from parlons.entrypoints.testing.contracts.users import UsersContract
from parlons.entrypoints.testing.contracts.work_items import WorkItemsContract


class UnitOfWorkContract(
    TransactionsContract,
    UsersContract,
    AttemptsContract,
    AnswerReportsContract,
    RegradingContract,
    SpendingLedgerContract,
    BudgetsContract,
    CapsContract,
    PlansContract,
    SpendingAccountsContract,
    UsageContract,
    CatalogueContract,
    CourseShelfContract,
    PlacesContract,
    WorkItemsContract,
    SchedulesContract,
    EventsContract,
    ProgressContract,
    LessonProgressContract,
    UnitProgressContract,
    PathProgressContract,
    LedgerContract,
    InsightsContract,
):
    """The whole exam; a subclass overrides the fixture `unit_of_work`."""
