"""What is in the store when all is over."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from attrs import frozen
from sqlalchemy import ColumnElement, Connection, select

from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.application.events.consumer import Subscriptions
from parlons.domain.progress.event import ActivityCompleted
from parlons.domain.work.work_item import WorkStatus

TOLD = ActivityCompleted.TYPE


@frozen
class Evidence:
    """Rows as they are: those of events, work items, facts for analytics and failed attempts."""

    events: Sequence[Any]
    items: Sequence[Any]
    facts: Sequence[Any]
    failures: Sequence[Any]
    last_numbers: Sequence[Any]

    @classmethod
    def of(cls, database: SqlDatabase) -> "Evidence":
        """Read it in one transaction."""
        of = database.tables
        events, items = of.events.c, of.work_items.c
        with database.reading() as connection:
            return cls(
                events=_rows(
                    connection, events.id, events.user_id, events.key, events.type, events.number
                ),
                items=_rows(connection, items.queue, items.ref, items.status, items.attempt),
                facts=_rows(connection, of.learning_facts.c.event_id),
                failures=_rows(connection, of.work_failures.c.error),
                last_numbers=_rows(connection, of.learners.c.user_id, of.learners.c.last_number),
            )

    def stored(self) -> Counter[tuple[str, str]]:
        """Count the activities by learner and the learner's name for them."""
        return Counter((each.user_id, each.key) for each in self.events if each.type == TOLD)

    def missing_deliveries(self, subscriptions: Subscriptions) -> list[str]:
        """Name the events, and the consumers that have not exactly one finished item of them."""
        done = Counter(
            (each.queue, each.ref) for each in self.items if each.status == WorkStatus.SUCCEEDED
        )
        return [
            f"{queue} has {done[queue, str(event.id)]} finished items of {event.type} {event.id}"
            for event in self.events
            for queue in subscriptions.get(event.type, ())
            if done[queue, str(event.id)] != 1
        ]

    def unfounded_deliveries(self, subscriptions: Subscriptions) -> list[str]:
        """Name the consumers' items that are about no event that there is."""
        known = {str(event.id) for event in self.events}
        consumers = {queue for queues in subscriptions.values() for queue in queues}
        return [
            f"{each.queue}: {each.ref}"
            for each in self.items
            if each.queue in consumers and each.ref not in known
        ]

    def missing_facts(self) -> list[str]:
        """Name the activities of which analytics has not exactly one row."""
        rows = Counter(each.event_id for each in self.facts)
        return [
            f"{rows[event.id]} rows for {event.id}"
            for event in self.events
            if event.type == TOLD and rows[event.id] != 1
        ]

    def misnumbered(self) -> list[str]:
        """Name the learners whose news are not numbered from 1 without gaps."""
        numbers: dict[str, list[int]] = {each.user_id: [] for each in self.last_numbers}
        for event in self.events:
            if event.number is not None:
                numbers.setdefault(event.user_id, []).append(event.number)
        last = {each.user_id: each.last_number for each in self.last_numbers}
        return [
            user_id
            for user_id, found in numbers.items()
            if sorted(found) != list(range(1, last.get(user_id, 0) + 1))
        ]


def _rows(connection: Connection, *columns: ColumnElement[Any]) -> Sequence[Any]:
    return connection.execute(select(*columns)).all()
