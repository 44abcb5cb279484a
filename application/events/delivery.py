"""An event handed to its consumer."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from attrs import define

from parlons.application.events.consumer import EventConsumer
from parlons.application.events.publisher import Publisher
from parlons.application.ports.unit_of_work import IWriteSession, StaleRevisionError
from parlons.application.work.handler import Beat, Effect, WorkHandler
from parlons.domain.work.work_item import WorkItem


@define
class EventDelivery(WorkHandler):
    """What the consumer concludes, and the deliveries that follow, are one effect."""

    consumer: EventConsumer
    publisher: Publisher

    def __call__(self, item: WorkItem, beat: Beat) -> Effect:  # noqa: ARG002  # it is over soon
        return lambda session: self.deliver(session, item)

    def deliver(self, session: IWriteSession, item: WorkItem) -> None:
        """Hand over the event; raises `LookupError` where there is none, which ends the item."""
        event = session.events.by_id(UUID(item.ref))
        if event is None:
            raise LookupError(f"there is no event {item.ref}")
        for consequence in self.consumer.apply(session, event):
            self.publisher.follow(session, event.user_id, consequence, item.priority)

    def catch_up(self, session: IWriteSession, user_id: str, now: datetime) -> None:
        """Hand over what waits for the consumer about a user.

        The user must be locked (`IProgress.lock`), so that no worker does the same meanwhile.
        """
        for item in session.work.unfinished_of(user_id, self.consumer.queue):
            self.deliver(session, item)
            with suppress(StaleRevisionError):  # who has claimed it since will find it done
                session.work.replace(item, item.succeeded(now))


def handlers(
    consumers: Iterable[EventConsumer], publisher: Publisher, jobs: Mapping[str, WorkHandler]
) -> Mapping[str, WorkHandler]:
    """Return who does each kind of work: deliveries, and jobs by their kinds."""
    deliveries = {each.queue: EventDelivery(each, publisher) for each in consumers}
    return {**deliveries, **jobs}
