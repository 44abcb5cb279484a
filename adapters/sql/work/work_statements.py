"""Statements about the work items of a database."""

from typing import Any, Final

from attrs import frozen
from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Table,
    Text,
    Update,
    bindparam,
    exists,
    func,
    or_,
    select,
    true,
)

from parlons.adapters.sql.columns import Instant, Number
from parlons.adapters.sql.described.work_tables import QUEUED, RUNNING, UNFINISHED
from parlons.adapters.sql.rows import AnySelect

FENCE: Final = ("id", "status", "attempt", "owner")
"""What must still be stored of an item that is replaced."""

REPLACED: Final = (
    *("priority", "status", "attempt", "max_attempts", "run_at", "lease_until", "owner"),
    *("dispatched_at", "finished_at", "progress", "last_error"),
)
"""What changes about an item; what names it does not, which spares its largest index."""

_QUEUE: Final = bindparam("queue", type_=Text())
_NOW: Final = bindparam("now", type_=Instant())
_LOST_BEFORE: Final = bindparam("lost_before", type_=Instant())
_LIMIT: Final = bindparam("limit", type_=Number())


@frozen
class WorkStatements:
    """What is asked often, in the words of the partial indexes."""

    items: Table

    def by_id(self) -> AnySelect:
        """Select the item `id`."""
        items = self.items.c
        return select(self.items).where(items.id == bindparam("id", type_=items.id.type))

    def replace(self) -> Update:
        """Set `new_…` where `old_…` is stored."""
        items = self.items.c
        old = {name: bindparam(f"old_{name}", type_=items[name].type) for name in FENCE}
        new = {name: bindparam(f"new_{name}", type_=items[name].type) for name in REPLACED}
        is_tried = (items.status == old["status"], items.attempt == old["attempt"])
        is_owned = items.owner.is_not_distinct_from(old["owner"])
        return self.items.update().where(items.id == old["id"], *is_tried, is_owned).values(new)

    def replace_expired(self) -> Update:
        """Do the same where the lease is over by `now`."""
        return self.replace().where(self.items.c.lease_until <= _NOW)

    def urgent(self) -> AnySelect:
        """Lock the `limit` most urgent items of `queue` that are due `now`."""
        items = self.items.c
        # With IS true SQLite does not search by run_at: it would sort all that is due, where by
        # the other index it reads no more than it returns.
        has_come = self._has_come().is_(true())
        return self._next(has_come, items.priority.desc(), items.run_at, items.id)

    def waiting(self) -> AnySelect:
        """Lock the `limit` items of `queue` that are due `now` and have waited longest."""
        return self._next(self._has_come(), self.items.c.run_at, self.items.c.id)

    def queues_due(self) -> AnySelect:
        """Select the queues of which something is due `now`, going from name to name."""
        items = self.items.c
        queues = select(func.min(items.queue).label("queue")).where(QUEUED).cte(recursive=True)
        following = select(func.min(items.queue)).where(QUEUED, items.queue > queues.c.queue)
        queues = queues.union_all(
            select(following.scalar_subquery()).where(queues.c.queue.is_not(None))
        )
        of_queue = items.queue == queues.c.queue
        due = exists().where(of_queue, QUEUED, self._has_come(), self._is_left())
        return select(queues.c.queue).where(due)

    def in_flight(self) -> AnySelect:
        """Count the items of `queue` that are running, or queued and dispatched."""
        dispatched = self.items.c.dispatched_at >= _LOST_BEFORE
        return select(self._count(RUNNING) + self._count(QUEUED, dispatched))

    def expired(self) -> AnySelect:
        """Select the `limit` items whose lease ended first, and by `now`."""
        lease_until = self.items.c.lease_until
        ended = select(self.items).where(RUNNING, lease_until <= _NOW)
        return ended.order_by(lease_until, self.items.c.id).limit(_LIMIT)

    def unfinished_of(self) -> AnySelect:
        """Select up to `limit` of what is not finished of `user_id` in `queue`."""
        items = self.items.c
        of_user = (items.user_id == bindparam("user_id"), items.queue == _QUEUE)
        found = select(self.items).where(*of_user, UNFINISHED).order_by(items.id)
        return found.limit(_LIMIT)

    def counts(self) -> AnySelect:
        """Count all items by queue and status."""
        kind = (self.items.c.queue, self.items.c.status)
        return select(*kind, func.count()).group_by(*kind)

    def _next(self, has_come: ColumnElement[bool], *order: ColumnElement[Any]) -> AnySelect:
        return (
            select(self.items)
            .where(self.items.c.queue == _QUEUE, QUEUED, has_come, self._is_left())
            .order_by(*order)
            .limit(_LIMIT)
            .with_for_update(skip_locked=True)
        )

    def _has_come(self) -> ColumnElement[bool]:
        return self.items.c.run_at <= _NOW

    def _is_left(self) -> ColumnElement[bool]:
        dispatched_at = self.items.c.dispatched_at
        return or_(dispatched_at.is_(None), dispatched_at < _LOST_BEFORE)

    def _count(self, *conditions: Any) -> ScalarSelect[int]:
        of_queue = self.items.c.queue == _QUEUE
        return select(func.count()).where(of_queue, *conditions).scalar_subquery()
