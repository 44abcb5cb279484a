"""Hand due work to the broker."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from attrs import define, field

from parlons.application.ports.clock import IClock
from parlons.application.ports.dispatcher import BrokerUnavailableError, IDispatcher
from parlons.application.ports.telemetry import BrokerFailed, ITelemetry
from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.domain.work.work_item import WorkItem


@define
class RelayWork:
    """Hands over what is due, of each queue only as much as keeps its workers busy.

    The rest stays where order, fairness and cancelling are: in the store. Up to `in_flight` items
    of a queue are handed over or running at a time. What was handed over longer than
    `lost_after` ago and not begun since is handed over again, but not while the broker still has
    as many: where nobody works, no ids pile up.
    """

    unit_of_work: IUnitOfWork
    dispatcher: IDispatcher
    clock: IClock
    telemetry: ITelemetry
    in_flight: int
    lost_after: timedelta
    _given: Counter[str] = field(factory=Counter, init=False)

    def __call__(self, queues: Collection[str] | None = None) -> int:
        """Return how many items were handed over, of these queues or of all.

        A broker that is away is told to telemetry. Raises `BrokerUnavailableError`, after what
        could not be handed over was taken back.
        """
        now = self.clock.now()
        with self.unit_of_work.read() as session:
            due = session.work.queues_due(now, now - self.lost_after)
        wanted = [queue for queue in due if queues is None or queue in queues]
        try:
            return sum(self._relay(queue, now) for queue in wanted)
        except BrokerUnavailableError as error:
            self.telemetry.record(BrokerFailed(reason=str(error)))
            raise

    def _relay(self, queue: str, now: datetime) -> int:
        items = self._reserve(queue, now, self.dispatcher.waiting(queue))
        for index, item in enumerate(items):
            try:
                self.dispatcher.send(item.id, item.queue, item.priority)
            except BrokerUnavailableError:
                self._take_back(items[index:])
                raise
        return len(items)

    def _reserve(self, queue: str, now: datetime, waiting: int) -> Sequence[WorkItem]:
        """Note the items as handed over first, so that no session is open while a broker stalls."""
        lost_before = now - self.lost_after
        with self.unit_of_work.write() as session:
            in_flight = session.work.in_flight(queue, lost_before)
            room = self.in_flight - max(in_flight, waiting)
            if room <= 0:
                return ()
            given = self._given[queue]
            items = session.work.due(queue, now, lost_before, room, given)
            self._given[queue] = given + len(items)
            session.work.mark_dispatched([item.id for item in items], now)
        return items

    def _take_back(self, items: Sequence[WorkItem]) -> None:
        with self.unit_of_work.write() as session:
            session.work.mark_dispatched([item.id for item in items], None)
