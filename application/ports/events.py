"""What has happened to learners."""

from abc import abstractmethod
from collections.abc import Collection, Mapping
from typing import Protocol
from uuid import UUID

from parlons.domain.progress.event import Event


class IEvents(Protocol):
    """All events ever told; none is changed or deleted. Whatever changes needs a write session.

    A kind of fact is named by its `TYPE`. An id or a number that another event has fails: only a
    key may be there already.
    """

    @abstractmethod
    def add(self, event: Event) -> bool:
        """Store an event; return False, and change nothing, where the user has one of that key."""

    @abstractmethod
    def announce(self, event: Event) -> bool:
        """Store an event like `add`, as the next of the user's news.

        The news of a user become visible in the order of their numbers: whoever has read one will
        find none before it later.
        """

    @abstractmethod
    def by_id(self, event_id: UUID) -> Event | None:
        """Return an event, or None."""

    @abstractmethod
    def by_key(self, user_id: str, key: str) -> Event | None:
        """Return the user's event of that key, or None."""

    @abstractmethod
    def of_user(
        self, user_id: str, types: Collection[str], after: UUID | None, limit: int
    ) -> tuple[Event, ...]:
        """Return a user's events of some kinds by id, beginning after `after`."""

    @abstractmethod
    def of_kind(self, types: Collection[str], after: UUID | None, limit: int) -> tuple[Event, ...]:
        """Return everybody's events of some kinds by id, beginning after `after`."""

    @abstractmethod
    def users(self, after: str, limit: int) -> tuple[str, ...]:
        """Return the ids of users of whom there are events, sorted, beginning after `after`."""

    @abstractmethod
    def last_number(self, user_id: str) -> int:
        """Return the number of a user's latest news, 0 where there is none."""

    @abstractmethod
    def recount_news(self, user_id: str) -> None:
        """Set the number of a user's latest news to the highest that any has, 0 without news."""

    @abstractmethod
    def news(self, after: Mapping[str, int], limit: int) -> tuple[Event, ...]:
        """Return news of several users by number, of each beginning after the number given.

        That is one statement for hundreds of users; `limit` is for each of them.
        """
