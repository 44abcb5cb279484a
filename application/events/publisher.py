"""An event and the work it makes, stored together."""

from attrs import define

from parlons.application.events.consumer import Subscriptions
from parlons.application.ports.clock import IClock
from parlons.application.ports.id_generator import IIdGenerator
from parlons.application.ports.unit_of_work import IWriteSession
from parlons.application.work.work_desk import WorkDesk
from parlons.domain.progress.event import Consequence, Event


@define
class Publisher:
    """Stores an event with one work item for each consumer that is subscribed to it."""

    subscriptions: Subscriptions
    desk: WorkDesk
    clock: IClock
    id_generator: IIdGenerator

    def publish(self, session: IWriteSession, event: Event, priority: int) -> bool:
        """Store an event; return False, and do nothing, where the user has one of that key."""
        new = session.events.add(event)
        if new:
            self._deliver(session, event, priority)
        return new

    def follow(
        self, session: IWriteSession, user_id: str, consequence: Consequence, priority: int
    ) -> None:
        """Store what follows for a user, unless it is known already."""
        event = Event(
            id=self.id_generator.new_id(),
            user_id=user_id,
            key=consequence.key,
            fact=consequence.fact,
            moment=consequence.moment,
            recorded_at=self.clock.now(),
        )
        store = session.events.announce if consequence.is_news else session.events.add
        if store(event):
            self._deliver(session, event, priority)

    def _deliver(self, session: IWriteSession, event: Event, priority: int) -> None:
        queues = self.subscriptions.get(event.fact.TYPE)
        if queues:
            self.desk.put(session, queues, str(event.id), priority=priority, user_id=event.user_id)
