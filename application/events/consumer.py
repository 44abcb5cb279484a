"""Whoever draws conclusions from events."""

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from typing import ClassVar, Protocol, TypeAlias

from parlons.application.ports.unit_of_work import IWriteSession
from parlons.application.work.queues import JOBS, UPKEEP
from parlons.domain.progress.event import Consequence, Event, Fact

Subscriptions: TypeAlias = Mapping[str, tuple[str, ...]]
"""The queues that get each kind of fact, by its TYPE."""


class EventConsumer(Protocol):
    """Gets every event with one of `facts`, by way of a queue of its own.

    Events come in any order, each at least once. What a consumer makes of one takes effect once,
    because it happens in the session that also finishes the delivery.
    """

    queue: ClassVar[str]
    facts: ClassVar[tuple[type[Fact], ...]]

    @abstractmethod
    def apply(self, session: IWriteSession, event: Event) -> Iterable[Consequence]:
        """Draw the conclusions, and return what follows for others."""


def subscriptions(consumers: Iterable[EventConsumer]) -> Subscriptions:
    """Return who gets what."""
    queues: dict[str, tuple[str, ...]] = {}
    for consumer in consumers:
        for fact in consumer.facts:
            queues[fact.TYPE] = (*queues.get(fact.TYPE, ()), consumer.queue)
    return queues


def queues_of(consumers: Iterable[EventConsumer]) -> tuple[str, ...]:
    """Return the names of all queues: those of consumers, and those of other work."""
    return (*(consumer.queue for consumer in consumers), JOBS, UPKEEP)
