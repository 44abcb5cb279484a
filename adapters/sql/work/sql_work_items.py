"""Work items in SQL."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

import attrs
from attrs import frozen
from sqlalchemy import bindparam, select

from parlons.adapters.sql.described.work_tables import FORGETTABLE, QUEUED
from parlons.adapters.sql.prepared import Prepared
from parlons.adapters.sql.query import Query, columns_of, names_of, reader_of
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.adapters.sql.sql_transaction import SqlTransaction
from parlons.adapters.sql.tables import Tables
from parlons.adapters.sql.work.work_statements import FENCE, REPLACED, WorkStatements
from parlons.application.ports.unit_of_work import StaleRevisionError
from parlons.application.ports.work_items import ALL, IWorkItems, WorkFilter
from parlons.domain.work.turns import take_turns
from parlons.domain.work.work_item import WorkFailure, WorkItem, WorkStatus

_FAILURE = names_of(WorkFailure)
_ITEM = names_of(WorkItem)


@frozen(kw_only=True)
class WorkQueries:
    """What is asked about work items, and what adds and changes them."""

    tables: Tables
    add: Prepared
    by_id: Query[WorkItem]
    replace: Prepared
    replace_expired: Prepared
    queues_due: Query[str]
    urgent: Query[WorkItem]
    waiting: Query[WorkItem]
    in_flight: Query[int]
    expired: Query[WorkItem]
    unfinished_of: Query[WorkItem]
    counts: Query[tuple[tuple[str, WorkStatus], int]]
    note_failure: Prepared
    failures: Query[WorkFailure]

    @classmethod
    def on(cls, database: SqlDatabase) -> "WorkQueries":
        """Prepare the statements for a database."""
        prepare, tables = database.prepare, database.tables
        work, failures = WorkStatements(tables.work_items), tables.work_failures
        insert = database.insert(tables.work_items)
        of_item = failures.c.item_id == bindparam("id", type_=tables.work_items.c.id.type)
        failed = select(*columns_of(WorkFailure, failures)).where(of_item)
        read = reader_of(WorkItem, tables.work_items.c.keys())
        return cls(
            tables=tables,
            add=prepare(insert.on_conflict_do_nothing(index_elements=["queue", "ref"])),
            by_id=Query(prepare(work.by_id()), read),
            replace=prepare(work.replace()),
            replace_expired=prepare(work.replace_expired()),
            queues_due=Query(prepare(work.queues_due()), lambda row: row[0]),
            urgent=Query(prepare(work.urgent()), read),
            waiting=Query(prepare(work.waiting()), read),
            in_flight=Query(prepare(work.in_flight()), lambda row: row[0]),
            expired=Query(prepare(work.expired()), read),
            unfinished_of=Query(prepare(work.unfinished_of()), read),
            counts=Query(prepare(work.counts()), lambda row: ((row[0], row[1]), row[2])),
            note_failure=prepare(database.insert(failures).on_conflict_do_nothing()),
            failures=Query(
                prepare(failed.order_by(failures.c.attempt)), reader_of(WorkFailure, _FAILURE)
            ),
        )


@frozen
class SqlWorkItems(IWorkItems):
    """The work items of a session."""

    transaction: SqlTransaction
    queries: WorkQueries

    def add(self, items: Sequence[WorkItem]) -> int:
        values = [{name: getattr(item, name) for name in _ITEM} for item in items]
        return self.transaction.add(self.queries.add, *values)

    def by_id(self, item_id: UUID) -> WorkItem | None:
        return self.queries.by_id.first(self.transaction, {"id": item_id})

    def replace(self, before: WorkItem, after: WorkItem) -> None:
        if not self.transaction.add(self.queries.replace, _replaced(before, after)):
            raise StaleRevisionError("somebody else has the item now")

    def replace_expired(self, before: WorkItem, after: WorkItem, now: datetime) -> None:
        values = {**_replaced(before, after), "now": now}
        if not self.transaction.add(self.queries.replace_expired, values):
            raise StaleRevisionError("somebody else has the item now, or has it still")

    def queues_due(self, now: datetime, lost_before: datetime) -> tuple[str, ...]:
        values = {"now": now, "lost_before": lost_before}
        return self.queries.queues_due.all(self.transaction, values)

    def due(
        self, queue: str, now: datetime, lost_before: datetime, limit: int, given: int = 0
    ) -> tuple[WorkItem, ...]:
        self.transaction.require_writable()
        values = {"queue": queue, "now": now, "lost_before": lost_before, "limit": limit}
        urgent = self.queries.urgent.all(self.transaction, values)
        waiting = self.queries.waiting.all(self.transaction, values)
        return take_turns(urgent, waiting, limit, given)

    def mark_dispatched(self, item_ids: Collection[UUID], at: datetime | None) -> None:
        items = self.queries.tables.work_items
        update = items.update().where(items.c.id.in_(item_ids), QUEUED)
        self.transaction.change(update, {"dispatched_at": at})

    def in_flight(self, queue: str, lost_before: datetime) -> int:
        values = {"queue": queue, "lost_before": lost_before}
        return self.queries.in_flight.first(self.transaction, values) or 0

    def forget_dispatch(self) -> int:
        items = self.queries.tables.work_items
        update = items.update().where(QUEUED, items.c.dispatched_at.is_not(None))
        return self.transaction.change(update, {"dispatched_at": None}).rowcount

    def expired(self, now: datetime, limit: int) -> tuple[WorkItem, ...]:
        values = {"now": now, "limit": limit}
        return self.queries.expired.all(self.transaction, values)

    def unfinished_of(self, user_id: str, queue: str, limit: int = ALL) -> tuple[WorkItem, ...]:
        values = {"user_id": user_id, "queue": queue, "limit": limit}
        return self.queries.unfinished_of.all(self.transaction, values)

    def page(self, wanted: WorkFilter, after: UUID | None, limit: int) -> tuple[WorkItem, ...]:
        items = self.queries.tables.work_items
        page = select(items).order_by(items.c.id.desc()).limit(limit)
        for name, value in attrs.asdict(wanted).items():
            if value is not None:
                page = page.where(items.c[name] == value)
        if after is not None:
            page = page.where(items.c.id < after)
        return tuple(map(self.queries.by_id.read, self.transaction.read(page, {})))

    def counts(self) -> Mapping[tuple[str, WorkStatus], int]:
        return dict(self.queries.counts.all(self.transaction, {}))

    def note_failure(self, item_id: UUID, failure: WorkFailure) -> None:
        values = {"item_id": item_id, **attrs.asdict(failure)}
        self.transaction.add(self.queries.note_failure, values)

    def failures(self, item_id: UUID) -> tuple[WorkFailure, ...]:
        return self.queries.failures.all(self.transaction, {"id": item_id})

    def forget(self, finished_before: datetime, limit: int) -> int:
        items, failures = self.queries.tables.work_items, self.queries.tables.work_failures
        finished = (
            select(items.c.id)
            .where(FORGETTABLE, items.c.finished_at < finished_before)
            .order_by(items.c.finished_at)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        self.transaction.require_writable()
        ids = self.transaction.read(finished, {}).scalars().all()
        self.transaction.change(failures.delete().where(failures.c.item_id.in_(ids)), {})
        return self.transaction.change(items.delete().where(items.c.id.in_(ids)), {}).rowcount


def _replaced(before: WorkItem, after: WorkItem) -> Mapping[str, object]:
    old = {f"old_{name}": getattr(before, name) for name in FENCE}
    return old | {f"new_{name}": getattr(after, name) for name in REPLACED}
