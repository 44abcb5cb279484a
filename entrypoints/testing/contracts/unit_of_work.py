"""What every `IUnitOfWork` promises, its repositories included."""

from parlons.entrypoints.testing.contracts.answer_reports import AnswerReportsContract
from parlons.entrypoints.testing.contracts.attempts import AttemptsContract
from parlons.entrypoints.testing.contracts.catalogue import CatalogueContract
from parlons.entrypoints.testing.contracts.course_shelf import CourseShelfContract
from parlons.entrypoints.testing.contracts.regrading import RegradingContract
from parlons.entrypoints.testing.contracts.spending_ledger import SpendingLedgerContract
from parlons.entrypoints.testing.contracts.transactions import TransactionsContract
from parlons.entrypoints.testing.contracts.users import UsersContract


class UnitOfWorkContract(
    TransactionsContract,
    UsersContract,
    AttemptsContract,
    AnswerReportsContract,
    RegradingContract,
    SpendingLedgerContract,
    CatalogueContract,
    CourseShelfContract,
):
    """The whole exam; a subclass overrides the fixture `unit_of_work`."""
