"""Events in memory."""

from collections.abc import Collection, Mapping
from uuid import UUID

from attrs import evolve, frozen

from parlons.adapters.memory.in_memory_transaction import InMemoryTransaction
from parlons.adapters.memory.state import BEFORE_ALL, Learner
from parlons.application.ports.events import IEvents
from parlons.application.ports.unit_of_work import DuplicateError
from parlons.domain.progress.event import Event


@frozen
class InMemoryEvents(IEvents):
    """Events of a session."""

    transaction: InMemoryTransaction

    def add(self, event: Event) -> bool:
        events = self.transaction.changing.events
        if self.by_key(event.user_id, event.key):
            return False
        if event.id in events:
            raise DuplicateError("there is another event of this id already")
        events[event.id] = evolve(event, number=None)
        return True

    def announce(self, event: Event) -> bool:
        state = self.transaction.changing
        if not self.add(event):
            return False
        number = self.last_number(event.user_id) + 1
        if number in self._numbers(event.user_id):
            raise DuplicateError("there is another event of this number already")
        self._count(event.user_id, number)
        state.events[event.id] = evolve(event, number=number)
        return True

    def by_id(self, event_id: UUID) -> Event | None:
        return self.transaction.reading.events.get(event_id)

    def by_key(self, user_id: str, key: str) -> Event | None:
        events = self.transaction.reading.events.values()
        return next((each for each in events if (each.user_id, each.key) == (user_id, key)), None)

    def of_user(
        self, user_id: str, types: Collection[str], after: UUID | None, limit: int
    ) -> tuple[Event, ...]:
        found = self._of_kind(types, after)
        return tuple([each for each in found if each.user_id == user_id][:limit])

    def of_kind(self, types: Collection[str], after: UUID | None, limit: int) -> tuple[Event, ...]:
        return tuple(self._of_kind(types, after)[:limit])

    def users(self, after: str, limit: int) -> tuple[str, ...]:
        found = {each.user_id for each in self.transaction.reading.events.values()}
        return tuple(sorted(each for each in found if each > after)[:limit])

    def last_number(self, user_id: str) -> int:
        return self.transaction.reading.learners.get(user_id, Learner()).last_number

    def recount_news(self, user_id: str) -> None:
        self._count(user_id, max(self._numbers(user_id), default=0))

    def news(self, after: Mapping[str, int], limit: int) -> tuple[Event, ...]:
        found = [
            (each.user_id, each.number, each)
            for each in self.transaction.reading.events.values()
            if each.number is not None
            and 0 < each.number - after.get(each.user_id, each.number) <= limit
        ]
        return tuple(event for _user_id, _number, event in sorted(found, key=_place))

    def _numbers(self, user_id: str) -> list[int]:
        events = self.transaction.reading.events.values()
        mine = (each.number for each in events if each.user_id == user_id)
        return [number for number in mine if number is not None]

    def _count(self, user_id: str, last_number: int) -> None:
        learners = self.transaction.changing.learners
        learner = learners.get(user_id, Learner())
        learners[user_id] = evolve(learner, last_number=last_number)

    def _of_kind(self, types: Collection[str], after: UUID | None) -> list[Event]:
        events = self.transaction.reading.events
        later = sorted(each for each in events if each > (after or BEFORE_ALL))
        return [events[each] for each in later if events[each].fact.TYPE in types]


def _place(found: tuple[str, int, Event]) -> tuple[str, int]:
    return found[0], found[1]
