"""Transactions and the repositories inside them."""

from abc import abstractmethod
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol

from parlons.application.ports.answer_reports import IAnswerReports
from parlons.application.ports.attempts import IAttempts
from parlons.application.ports.budgets import IBudgets
from parlons.application.ports.caps import ICaps
from parlons.application.ports.catalogue import ICatalogue
from parlons.application.ports.course_shelf import ICourseShelf
from parlons.application.ports.events import IEvents
from parlons.application.ports.insights import IInsights
from parlons.application.ports.ledger import ILedger
from parlons.application.ports.plans import IPlans
from parlons.application.ports.progress import IProgress
from parlons.application.ports.regrading import IRegrading
from parlons.application.ports.schedules import ISchedules
from parlons.application.ports.spending_accounts import ISpendingAccounts
from parlons.application.ports.spending_ledger import ISpendingLedger
from parlons.application.ports.usage import IUsage
from parlons.application.ports.users import IUsers
from parlons.application.ports.work_items import IWorkItems
from parlons.domain.errors import ConflictError, ParlonsError


class IReadSession(Protocol):
    """A consistent view: what it has read once, it reads again.

    A change asked of it, and any use after its block has ended, raises `SessionMisuseError`.
    """

    @property
    @abstractmethod
    def catalogue(self) -> ICatalogue: ...

    @property
    @abstractmethod
    def users(self) -> IUsers: ...

    @property
    @abstractmethod
    def attempts(self) -> IAttempts: ...

    @property
    @abstractmethod
    def reports(self) -> IAnswerReports: ...

    @property
    @abstractmethod
    def regrading(self) -> IRegrading: ...

    @property
    @abstractmethod
    def spending(self) -> ISpendingLedger: ...

    @property
    @abstractmethod
    def budgets(self) -> IBudgets: ...

    @property
    @abstractmethod
    def caps(self) -> ICaps: ...

    @property
    @abstractmethod
    def plans(self) -> IPlans: ...

    @property
    @abstractmethod
    def accounts(self) -> ISpendingAccounts: ...

    @property
    @abstractmethod
    def usage(self) -> IUsage: ...

    @property
    @abstractmethod
    def work(self) -> IWorkItems: ...

    @property
    @abstractmethod
    def schedules(self) -> ISchedules: ...

    @property
    @abstractmethod
    def events(self) -> IEvents: ...

    @property
    @abstractmethod
    def progress(self) -> IProgress: ...

    @property
    @abstractmethod
    def ledger(self) -> ILedger: ...

    @property
    @abstractmethod
    def insights(self) -> IInsights: ...


class IWriteSession(IReadSession, Protocol):
    """A view that also takes changes, and sees its own.

    After a `DuplicateError` or `StaleRevisionError` that is caught inside the block the session can
    be used on: the refused change alone is missing.
    """

    @property
    @abstractmethod
    def courses(self) -> ICourseShelf: ...

    @abstractmethod
    def after_commit(self, action: Callable[[], None]) -> None:
        """Run `action` once the changes are durable, in the order given; never on rollback.

        By then the session is over and holds no lock, so an action may open one of its own. What an
        action raises leaves `write()` although the changes stay, and later actions do not run.
        """


class IUnitOfWork(Protocol):
    """Opens sessions; one thread uses a session, any number of threads the unit of work.

    Changes become visible to others all at once when `write()` ends, and not at all when it ends by
    an exception. Keep a session short: none may be open across a model call or a `yield`. Where the
    store cannot be used, `StorageUnavailableError` is raised by opening a session or, if that finds
    out later, in its block.
    """

    @abstractmethod
    def read(self) -> AbstractContextManager[IReadSession]:
        """Open a session that cannot change anything and waits for no writer."""

    @abstractmethod
    def write(self) -> AbstractContextManager[IWriteSession]:
        """Open a session whose changes are committed at the end.

        Raises `DuplicateError` or `StaleRevisionError` from the repository that found it.
        """


class DuplicateError(ConflictError):
    """Something with this name is there already."""


class StaleRevisionError(ConflictError):
    """Somebody else changed it in the meantime; read it again."""


class StorageUnavailableError(ParlonsError):
    """The store cannot be used as it is; the message tells the operator, and nobody else."""


class SessionMisuseError(RuntimeError):
    """The calling program used a session after its end, or changed something while reading."""
