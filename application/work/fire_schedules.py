"""Queue work that has come round."""

from collections.abc import Sequence
from datetime import datetime

from attrs import define

from parlons.application.ports.clock import IClock
from parlons.application.ports.cron import ICron
from parlons.application.ports.unit_of_work import (
    DuplicateError,
    IUnitOfWork,
    IWriteSession,
    StaleRevisionError,
)
from parlons.application.work.work_desk import WorkDesk
from parlons.domain.work.priority import BACKGROUND
from parlons.domain.work.schedule import NextRun, Schedule


@define
class FireSchedules:
    """However many look at the clock, an instant fires once; those missed while nobody did, once.

    A schedule that is new, or whose expression was changed, fires at its next instant.
    """

    unit_of_work: IUnitOfWork
    cron: ICron
    clock: IClock
    desk: WorkDesk
    schedules: Sequence[Schedule]

    def __call__(self) -> int:
        """Return how many schedules fired."""
        return sum(self._look_at(schedule, self.clock.now()) for schedule in self.schedules)

    def _look_at(self, schedule: Schedule, now: datetime) -> bool:
        with self.unit_of_work.read() as session:
            stored = session.schedules.by_name(schedule.name)
        if stored and stored.cron == schedule.cron and stored.next_run_at > now:
            return False
        try:
            with self.unit_of_work.write() as session:
                return self._fire(session, schedule, stored, now)
        except (DuplicateError, StaleRevisionError):
            return False  # somebody else was faster

    def _fire(
        self, session: IWriteSession, schedule: Schedule, stored: NextRun | None, now: datetime
    ) -> bool:
        coming = NextRun(
            name=schedule.name,
            cron=schedule.cron,
            next_run_at=self.cron.next_after(schedule.cron, now),
        )
        if stored is None:
            session.schedules.add(coming)
            return False
        session.schedules.replace(stored, coming)
        if stored.cron != schedule.cron:
            return False
        ref = schedule.ref(stored.next_run_at)
        return bool(
            self.desk.put(session, [schedule.queue], ref, priority=BACKGROUND, kind=schedule.kind)
        )
