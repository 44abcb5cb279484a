"""Work items and those who work on them, around one store in memory."""

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from attrs import Factory, define, field

from parlons.adapters.dispatch.in_memory_dispatcher import InMemoryDispatcher
from parlons.adapters.memory.in_memory_unit_of_work import InMemoryUnitOfWork
from parlons.adapters.system.fixed_clock import FixedClock
from parlons.adapters.system.sequence_id_generator import SequenceIdGenerator
from parlons.adapters.telemetry.in_memory_telemetry import InMemoryTelemetry
from parlons.application.ports.telemetry import TelemetryEvent
from parlons.application.work.handler import Beat, Effect, WorkHandler, nothing
from parlons.application.work.reap_work import ReapWork
from parlons.application.work.relay_work import RelayWork
from parlons.application.work.run_work_item import RunWorkItem
from parlons.application.work.work_desk import WorkDesk
from parlons.domain.work.work_item import WorkFailure, WorkItem
from parlons.entrypoints.testing.samples import NOON
from parlons.entrypoints.testing.work_samples import LEASE, work_item

LOST_AFTER: Final = timedelta(minutes=2)
CHANCE: Final = 0.5
"""Makes each delay three quarters of what it is at most."""


@define
class Handler(WorkHandler):
    """Does what it is told, and remembers which items it was given."""

    does: Any = None
    effect: Effect = nothing
    given: list[WorkItem] = Factory(list)

    def __call__(self, item: WorkItem, beat: Beat) -> Effect:
        self.given.append(item)
        if self.does is not None:
            self.does(item, beat)
        return self.effect


@define
class Workshop:
    """A store, a clock that stands at noon, a broker, and a handler of one kind of work."""

    unit_of_work: InMemoryUnitOfWork = Factory(InMemoryUnitOfWork)
    clock: FixedClock = Factory(lambda: FixedClock(NOON))
    telemetry: InMemoryTelemetry = Factory(InMemoryTelemetry)
    dispatcher: InMemoryDispatcher = Factory(InMemoryDispatcher)
    handler: Handler = Factory(Handler)
    rung: list[None] = Factory(list)
    desk: WorkDesk = field(init=False)

    def __attrs_post_init__(self) -> None:
        ids = SequenceIdGenerator()
        self.desk = WorkDesk(self.clock, ids, lambda: self.rung.append(None))

    def worker(self, owner: str = "a worker") -> RunWorkItem:
        return RunWorkItem(
            self.unit_of_work,
            {"write-letter": self.handler},
            self.clock,
            self.telemetry,
            owner,
            LEASE,
            lambda: CHANCE,
        )

    def relay(self, in_flight: int = 4) -> RelayWork:
        return RelayWork(
            self.unit_of_work, self.dispatcher, self.clock, self.telemetry, in_flight, LOST_AFTER
        )

    def reaper(self) -> ReapWork:
        return ReapWork(self.unit_of_work, self.clock, self.telemetry, lambda: CHANCE)

    def add(self, *items: WorkItem) -> None:
        with self.unit_of_work.write() as session:
            session.work.add(items)

    def added(self, **changes: Any) -> WorkItem:
        item = work_item(**changes)
        self.add(item)
        return item

    def replace(self, before: WorkItem, after: WorkItem) -> None:
        with self.unit_of_work.write() as session:
            session.work.replace(before, after)

    def item(self, item_id: UUID) -> WorkItem:
        return self.unit_of_work._state.work[item_id]

    def items(self) -> list[WorkItem]:
        return list(self.unit_of_work._state.work.values())

    def failures(self, item_id: UUID) -> tuple[WorkFailure, ...]:
        with self.unit_of_work.read() as session:
            return session.work.failures(item_id)

    def told(self, kind: type[TelemetryEvent]) -> list[TelemetryEvent]:
        return [event for event in self.telemetry.events if isinstance(event, kind)]
