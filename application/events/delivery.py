"""An event handed to its consumer."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Final
from uuid import UUID

from attrs import define

from parlons.application.events.consumer import EventConsumer
from parlons.application.events.publisher import Publisher
from parlons.application.ports.unit_of_work import IWriteSession, StaleRevisionError
from parlons.application.ports.work_items import WorkFilter
from parlons.application.work.handler import Beat, Effect, WorkHandler
from parlons.domain.work.work_item import WorkItem, WorkStatus

_GIVEN_UP: Final = (WorkStatus.DEAD, WorkStatus.CANCELLED)
_BATCH: Final = 500


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
            self.hand_over(session, item, now)

    def make_up(self, session: IWriteSession, user_id: str, now: datetime) -> None:
        """Hand over what was given up about a user, who must be locked: what is dead or cancelled.

        What has no event to hand over stays given up.
        """
        for item in _given_up(session, user_id, self.consumer.queue):
            if session.events.by_id(UUID(item.ref)) is not None:
                self.hand_over(session, item, now)

    def hand_over(self, session: IWriteSession, item: WorkItem, now: datetime) -> None:
        """Hand over what an item is about, whose user must be locked, and end the item."""
        self.deliver(session, item)
        with suppress(StaleRevisionError):  # who has claimed it since will find it done
            session.work.replace(item, item.succeeded(now))


def _given_up(session: IWriteSession, user_id: str, queue: str) -> list[WorkItem]:
    found: list[WorkItem] = []
    for status in _GIVEN_UP:
        wanted = WorkFilter(queue=queue, status=status, user_id=user_id)
        after: UUID | None = None
        while batch := session.work.page(wanted, after, _BATCH):
            found.extend(batch)
            after = batch[-1].id
    return sorted(found, key=lambda item: item.id)


def handlers(
    consumers: Iterable[EventConsumer], publisher: Publisher, jobs: Mapping[str, WorkHandler]
) -> Mapping[str, WorkHandler]:
    """Return who does each kind of work: deliveries, and jobs by their kinds."""
    deliveries = {each.queue: EventDelivery(each, publisher) for each in consumers}
    return {**deliveries, **jobs}
