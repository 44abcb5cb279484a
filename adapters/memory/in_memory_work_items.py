"""Work items in memory."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from itertools import islice
from uuid import UUID

from attrs import evolve, frozen

from parlons.adapters.memory.in_memory_transaction import InMemoryTransaction
from parlons.application.ports.unit_of_work import StaleRevisionError
from parlons.application.ports.work_items import ALL, IWorkItems, WorkFilter
from parlons.domain.work.turns import take_turns
from parlons.domain.work.work_item import UNFINISHED, WorkFailure, WorkItem, WorkStatus

_FORGETTABLE = (WorkStatus.SUCCEEDED, WorkStatus.CANCELLED)


@frozen
class InMemoryWorkItems(IWorkItems):
    """The work items of a session."""

    transaction: InMemoryTransaction

    def add(self, items: Sequence[WorkItem]) -> int:
        work = self.transaction.changing.work
        before, known = len(work), {(item.queue, item.ref) for item in work.values()}
        for item in items:
            if (item.queue, item.ref) not in known:
                known.add((item.queue, item.ref))
                work[item.id] = item
        return len(work) - before

    def by_id(self, item_id: UUID) -> WorkItem | None:
        return self.transaction.reading.work.get(item_id)

    def replace(self, before: WorkItem, after: WorkItem) -> None:
        work = self.transaction.changing.work
        stored = work.get(before.id)
        if stored is None or _fence(stored) != _fence(before):
            raise StaleRevisionError("somebody else has the item now")
        work[before.id] = after

    def replace_expired(self, before: WorkItem, after: WorkItem, now: datetime) -> None:
        stored = self.transaction.changing.work.get(before.id)
        if stored is None or stored.lease_until is None or stored.lease_until > now:
            raise StaleRevisionError("the lease is not over")
        self.replace(before, after)

    def queues_due(self, now: datetime, lost_before: datetime) -> tuple[str, ...]:
        work = self.transaction.reading.work.values()
        return tuple(sorted({item.queue for item in work if _is_due(item, now, lost_before)}))

    def due(
        self, queue: str, now: datetime, lost_before: datetime, limit: int, given: int = 0
    ) -> tuple[WorkItem, ...]:
        work = self.transaction.changing.work.values()
        due = [item for item in work if item.queue == queue and _is_due(item, now, lost_before)]
        waiting = sorted(due, key=lambda item: (item.run_at, item.id))
        urgent = sorted(waiting, key=lambda item: item.priority, reverse=True)
        return take_turns(urgent, waiting, limit, given)

    def mark_dispatched(self, item_ids: Collection[UUID], at: datetime | None) -> None:
        work = self.transaction.changing.work
        for item in [work[item_id] for item_id in item_ids if item_id in work]:
            if item.status is WorkStatus.QUEUED:
                work[item.id] = evolve(item, dispatched_at=at)

    def in_flight(self, queue: str, lost_before: datetime) -> int:
        work = self.transaction.reading.work.values()
        return sum(_is_in_flight(item, lost_before) for item in work if item.queue == queue)

    def forget_dispatch(self) -> int:
        work = self.transaction.changing.work.values()
        queued = [item for item in work if item.status is WorkStatus.QUEUED and item.dispatched_at]
        self.mark_dispatched([item.id for item in queued], None)
        return len(queued)

    def expired(self, now: datetime, limit: int) -> tuple[WorkItem, ...]:
        work = self.transaction.reading.work.values()
        ends = (
            (item.lease_until, item.id, item)
            for item in work
            if item.status is WorkStatus.RUNNING and item.lease_until and item.lease_until <= now
        )
        return tuple(item for _, _, item in sorted(ends)[:limit])

    def unfinished_of(self, user_id: str, queue: str, limit: int = ALL) -> tuple[WorkItem, ...]:
        work = sorted(self.transaction.reading.work.items())
        wanted = (user_id, queue)
        found = (
            item
            for _, item in work
            if (item.user_id, item.queue) == wanted and item.status in UNFINISHED
        )
        return tuple(islice(found, limit))

    def page(self, wanted: WorkFilter, after: UUID | None, limit: int) -> tuple[WorkItem, ...]:
        work = sorted(self.transaction.reading.work.items(), reverse=True)
        return tuple(
            item
            for item_id, item in work
            if _is_wanted(item, wanted) and (after is None or item_id < after)
        )[:limit]

    def counts(self) -> Mapping[tuple[str, WorkStatus], int]:
        work = self.transaction.reading.work.values()
        return dict(Counter((item.queue, item.status) for item in work))

    def note_failure(self, item_id: UUID, failure: WorkFailure) -> None:
        failures = self.transaction.changing.work_failures
        known = failures.get(item_id, ())
        if all(each.attempt != failure.attempt for each in known):
            failures[item_id] = (*known, failure)

    def failures(self, item_id: UUID) -> tuple[WorkFailure, ...]:
        failures = self.transaction.reading.work_failures.get(item_id, ())
        return tuple(sorted(failures, key=lambda failure: failure.attempt))

    def forget(self, finished_before: datetime, limit: int) -> int:
        state = self.transaction.changing
        finished = [
            item.id
            for item in state.work.values()
            if item.status in _FORGETTABLE
            and item.finished_at
            and item.finished_at < finished_before
        ][:limit]
        for item_id in finished:
            del state.work[item_id]
            state.work_failures.pop(item_id, None)
        return len(finished)


def _fence(item: WorkItem) -> tuple[WorkStatus, int, str | None]:
    return item.status, item.attempt, item.owner


def _is_due(item: WorkItem, now: datetime, lost_before: datetime) -> bool:
    dispatched = item.dispatched_at is not None and item.dispatched_at >= lost_before
    return item.status is WorkStatus.QUEUED and item.run_at <= now and not dispatched


def _is_in_flight(item: WorkItem, lost_before: datetime) -> bool:
    if item.status is not WorkStatus.QUEUED:
        return item.status is WorkStatus.RUNNING
    return item.dispatched_at is not None and item.dispatched_at >= lost_before


def _is_wanted(item: WorkItem, wanted: WorkFilter) -> bool:
    return (
        wanted.queue in (None, item.queue)
        and wanted.status in (None, item.status)
        and wanted.user_id in (None, item.user_id)
    )
