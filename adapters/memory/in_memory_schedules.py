"""Schedules in memory."""

from attrs import frozen

from parlons.adapters.memory.in_memory_transaction import InMemoryTransaction
from parlons.application.ports.schedules import ISchedules
from parlons.application.ports.unit_of_work import DuplicateError, StaleRevisionError
from parlons.domain.work.schedule import NextRun


@frozen
class InMemorySchedules(ISchedules):
    """The schedules of a session."""

    transaction: InMemoryTransaction

    def by_name(self, name: str) -> NextRun | None:
        return self.transaction.reading.schedules.get(name)

    def add(self, run: NextRun) -> None:
        schedules = self.transaction.changing.schedules
        if run.name in schedules:
            raise DuplicateError("the schedule has its next run already")
        schedules[run.name] = run

    def replace(self, before: NextRun, after: NextRun) -> None:
        schedules = self.transaction.changing.schedules
        if schedules.get(before.name) != before:
            raise StaleRevisionError("the schedule fired in the meantime")
        schedules[before.name] = after
