"""Consumers of events that do what a test wants."""

from collections.abc import Callable, Iterable
from typing import ClassVar
from uuid import UUID

from attrs import Factory, define

from parlons.application.events.consumer import EventConsumer
from parlons.application.ports.unit_of_work import IWriteSession
from parlons.domain.progress.event import ActivityCompleted, Consequence, Event, LessonCompleted


@define
class Listener(EventConsumer):
    """Remembers which events it hears, and fails where it is told to."""

    queue: ClassVar = "listener"
    facts: ClassVar = (ActivityCompleted, LessonCompleted)

    fails: Callable[[Event], bool] = lambda _event: False
    follows: tuple[Consequence, ...] = ()
    heard: list[UUID] = Factory(list)

    def apply(self, session: IWriteSession, event: Event) -> Iterable[Consequence]:
        self.heard.append(event.id)
        session.ledger.freeze(event.user_id, event.moment.local_date, event.recorded_at)
        if self.fails(event):
            raise RuntimeError("the listener is broken")
        return self.follows


@define
class Eavesdropper(Listener):
    """A second one, with a queue of its own."""

    queue: ClassVar = "eavesdropper"
