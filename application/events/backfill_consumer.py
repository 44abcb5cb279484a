"""Give a consumer the events that were stored before it was there."""

from collections.abc import Callable, Iterable
from typing import ClassVar, Final
from uuid import UUID

from attrs import define

from parlons.application.events.consumer import EventConsumer
from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.application.work.work_desk import WorkDesk
from parlons.domain.errors import NotFoundError
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.principal import Principal
from parlons.domain.work.priority import BACKGROUND

_BATCH: Final = 500


@define
class BackfillConsumer:
    """A queue does not get again what it still has, be it finished. Open to admins.

    Finished items are forgotten after a month, and then their events are delivered once more: a
    consumer must make nothing of an event that it knows.
    """

    permission: ClassVar = Permission.MANAGE_WORK

    unit_of_work: IUnitOfWork
    consumers: Iterable[EventConsumer]
    desk: WorkDesk

    def __call__(
        self, principal: Principal, queue: str, on_progress: Callable[[int], None] = lambda _: None
    ) -> int:
        """Return how many deliveries were added; `on_progress` hears how many events were seen.

        Raises `NotFoundError` for a queue of no consumer.
        """
        principal.require(self.permission)
        consumer = next((each for each in self.consumers if each.queue == queue), None)
        if consumer is None:
            known = ", ".join(each.queue for each in self.consumers)
            raise NotFoundError(f"there is no consumer {queue}: there are {known}")
        types = [fact.TYPE for fact in consumer.facts]
        added = seen = 0
        after: UUID | None = None
        while True:
            with self.unit_of_work.write() as session:
                events = session.events.of_kind(types, after, _BATCH)
                about = [(str(event.id), event.user_id) for event in events]
                added += self.desk.put_each(session, queue, about, priority=BACKGROUND)
            if not events:
                return added
            seen, after = seen + len(events), events[-1].id
            on_progress(seen)
