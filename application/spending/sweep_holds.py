"""Book what nobody came back to."""

from typing import Final

from attrs import define

from parlons.application.ports.clock import IClock
from parlons.application.ports.unit_of_work import IUnitOfWork, StaleRevisionError
from parlons.application.spending.allowances import Allowances
from parlons.application.spending.books import Books
from parlons.application.work.handler import Beat, Effect, WorkHandler, nothing
from parlons.domain.spending.hold import Hold
from parlons.domain.work.work_item import WorkItem

_BATCH: Final = 100


@define
class SweepHolds(WorkHandler):
    """A hold whose time is over is released if nothing was sent, else booked at its worst.

    Each in a session of its own: budgets are locked in one order within a hold only.
    """

    unit_of_work: IUnitOfWork
    allowances: Allowances
    books: Books
    clock: IClock

    def __call__(self, item: WorkItem, beat: Beat) -> Effect:  # noqa: ARG002  # all items are alike
        while self.sweep():
            beat(None)
        return nothing

    def sweep(self) -> int:
        """End up to a hundred holds; return how many."""
        with self.unit_of_work.read() as session:
            expired = session.spending.expired(self.clock.now(), _BATCH)
        return sum(self._end(hold) for hold in expired)

    def _end(self, hold: Hold) -> bool:
        try:
            with self.unit_of_work.write() as session:
                caps = self.allowances.of(session, hold.user_id, hold.plan).caps
                self.books.go_on(session, hold, hold.expired(self.clock.now()), caps)
        except StaleRevisionError:
            return False  # its owner came back at the last moment
        return True
