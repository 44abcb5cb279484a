"""Events in SQL."""

from collections.abc import Collection, Mapping
from uuid import UUID

from attrs import frozen

from parlons.adapters.sql.prepared import Values
from parlons.adapters.sql.progress.event_queries import EventQueries
from parlons.adapters.sql.progress.stored_events import event_values
from parlons.adapters.sql.query import BEFORE_ALL
from parlons.adapters.sql.rows import AnySelect
from parlons.adapters.sql.sql_transaction import SqlTransaction
from parlons.application.ports.events import IEvents
from parlons.domain.progress.event import Event

_USERS_AT_ONCE = 300  # SQLite takes no conditions of more than a thousand parts


@frozen
class SqlEvents(IEvents):
    """Events of a session; whoever announces keeps others from the learner until the end."""

    transaction: SqlTransaction
    queries: EventQueries

    def add(self, event: Event) -> bool:
        values = {**event_values(self.queries.codec, event), "number": None}
        return self.transaction.add(self.queries.add, values) > 0

    def announce(self, event: Event) -> bool:
        learners, learner = self.queries.learners, {"user_id": event.user_id}
        # Locked before the event is stored, or two who announce the same keys in another order
        # would wait for each other.
        self.transaction.add(learners.lock, learner)
        values = event_values(self.queries.codec, event)
        if not self.transaction.add(self.queries.announce, values):
            return False
        self.transaction.add(learners.count_news, {**learner, "last_number": 1})
        return True

    def by_id(self, event_id: UUID) -> Event | None:
        return self.queries.by_id.first(self.transaction, {"id": event_id})

    def by_key(self, user_id: str, key: str) -> Event | None:
        return self.queries.by_key.first(self.transaction, {"user_id": user_id, "key": key})

    def of_user(
        self, user_id: str, types: Collection[str], after: UUID | None, limit: int
    ) -> tuple[Event, ...]:
        values = {**_page(types, after, limit), "user_id": user_id}
        return self._found(self.queries.of_user, values)

    def of_kind(self, types: Collection[str], after: UUID | None, limit: int) -> tuple[Event, ...]:
        return self._found(self.queries.of_kind, _page(types, after, limit))

    def users(self, after: str, limit: int) -> tuple[str, ...]:
        return self.queries.users.all(self.transaction, {"after": after, "limit": limit})

    def last_number(self, user_id: str) -> int:
        learners = self.queries.learners
        return learners.last_number.first(self.transaction, {"user_id": user_id}) or 0

    def recount_news(self, user_id: str) -> None:
        self.transaction.add(self.queries.learners.lock, {"user_id": user_id})
        self.transaction.add(self.queries.recount_news, {"of_user": user_id})

    def news(self, after: Mapping[str, int], limit: int) -> tuple[Event, ...]:
        self.transaction.require_open()
        users = sorted(after)
        found: list[Event] = []
        for first in range(0, len(users), _USERS_AT_ONCE):
            some = {user_id: after[user_id] for user_id in users[first : first + _USERS_AT_ONCE]}
            found += self._found(self.queries.news(some, limit), {})
        return tuple(found)

    def _found(self, statement: AnySelect, values: Values) -> tuple[Event, ...]:
        return tuple(map(self.queries.by_id.read, self.transaction.read(statement, values)))


def _page(types: Collection[str], after: UUID | None, limit: int) -> Values:
    return {"types": list(types), "after": after or BEFORE_ALL, "limit": limit}
