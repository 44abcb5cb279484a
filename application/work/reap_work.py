"""Take work from workers that have died."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from attrs import define

from parlons.application.ports.clock import IClock
from parlons.application.ports.telemetry import ITelemetry, WorkFailed
from parlons.application.ports.unit_of_work import (
    IUnitOfWork,
    IWriteSession,
    StaleRevisionError,
)
from parlons.domain.work.work_item import WorkFailure, WorkItem

_BATCH: Final = 100
_REASON: Final = "the lease ended: the worker died, or took too long without renewing it"


@define
class ReapWork:
    """An item whose lease has ended counts as failed, so one that kills its workers dies itself."""

    unit_of_work: IUnitOfWork
    clock: IClock
    telemetry: ITelemetry
    chance: Callable[[], float]

    def __call__(self) -> int:
        """Return how many items were taken."""
        now = self.clock.now()
        with self.unit_of_work.read() as session:
            if not session.work.expired(now, 1):
                return 0
        with self.unit_of_work.write() as session:
            expired = session.work.expired(now, _BATCH)
            return sum(self._take(session, item, now) for item in expired)

    def _take(self, session: IWriteSession, item: WorkItem, now: datetime) -> bool:
        failed = item.failed(_REASON, now, self.chance())
        try:
            session.work.replace_expired(item, failed, now)
        except StaleRevisionError:
            return False
        failure = WorkFailure(attempt=item.attempt, owner=item.owner, failed_at=now, error=_REASON)
        session.work.note_failure(item.id, failure)
        told = WorkFailed.of(item, failed.status, _REASON)
        session.after_commit(lambda: self.telemetry.record(told))
        return True
