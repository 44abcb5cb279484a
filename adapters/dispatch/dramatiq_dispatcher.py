"""Ids of work items, carried by Dramatiq."""

from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager
from queue import Queue
from time import sleep
from typing import Final
from uuid import UUID

import dramatiq
from attrs import define, field
from dramatiq.brokers.stub import StubBroker
from dramatiq.errors import BrokerError

from parlons.application.ports.dispatcher import BrokerUnavailableError, IDispatcher

_STOP_MS: Final = 600_000
_IDLE_MS: Final = 100
_START_SECONDS: Final = 0.001


@define
class DramatiqDispatcher(IDispatcher):
    """Each queue has one actor, and an item is a message with its id.

    Dramatiq's own retries, limits and results are off: all that is in the store. `connect` makes
    the broker of a receiver. `failures` are what the broker's library raises where it cannot be
    reached, and `check` raises one of these unless queues can be received from. `count` returns how
    many messages of a queue wait, or raises one of these.
    """

    sender: dramatiq.Broker
    connect: Callable[[], dramatiq.Broker]
    prefix: str
    failures: tuple[type[Exception], ...] = ()
    check: Callable[[dramatiq.Broker], object] = lambda _broker: None
    count: Callable[[str], int] = lambda _name: 0
    idle_ms: int = _IDLE_MS
    is_local: bool = False
    _failures: tuple[type[Exception], ...] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._failures = (BrokerError, OSError, *self.failures)

    @classmethod
    def in_process(cls, prefix: str) -> "DramatiqDispatcher":
        """Carry messages within the process only; what is not received is lost with it."""
        queues: dict[str, Queue[bytes]] = {}
        return cls(
            _InProcessBroker(queues),
            lambda: _InProcessBroker(queues),
            prefix,
            count=lambda name: queues[name].qsize() if name in queues else 0,
            is_local=True,
        )

    def waiting(self, queue: str) -> int:
        try:
            return self.count(self.prefix + queue)
        except self._failures as error:
            raise _unavailable(error) from error

    def send(self, item_id: UUID, queue: str, priority: int) -> None:
        name = self.prefix + queue
        message: dramatiq.Message[None] = dramatiq.Message(
            queue_name=name,
            actor_name=name,
            args=(str(item_id),),
            kwargs={},
            options={"broker_priority": priority},
        )
        try:
            self.sender.declare_queue(name)
            self.sender.enqueue(message)
        except self._failures as error:
            raise _unavailable(error) from error

    @contextmanager
    def receive(
        self, queues: Collection[str], run: Callable[[UUID], None], threads: int
    ) -> Iterator[None]:
        if not queues:  # which Dramatiq takes for all that it knows
            yield
            return
        names = {self.prefix + queue for queue in queues}
        with closing(self.connect()) as broker:
            worker = self._started(broker, names, run, threads)
            try:
                yield
            finally:
                worker.stop(_STOP_MS)

    def close(self) -> None:
        """Close the connections of those who send."""
        self.sender.close()

    def _started(
        self, broker: dramatiq.Broker, names: set[str], run: Callable[[UUID], None], threads: int
    ) -> dramatiq.Worker:
        for name in names:
            _declare(broker, name, run)
        broker.delay_queues.clear()  # nothing is ever delayed, and each costs a connection
        try:
            self.check(broker)
        except self._failures as error:
            raise _unavailable(error) from error
        worker = dramatiq.Worker(
            broker, queues=names, worker_timeout=self.idle_ms, worker_threads=threads
        )
        worker.queue_prefetch = threads
        worker.start()
        while not _runs(worker):
            sleep(_START_SECONDS)
        return worker


class _InProcessBroker(StubBroker):
    """Shares its queues with others in the process; its actors are its own."""

    def __init__(self, queues: "dict[str, Queue[bytes]]") -> None:
        super().__init__(middleware=[])
        self.queues = queues

    def declare_queue(self, queue_name: str) -> None:
        self.queues.setdefault(queue_name, Queue())


def _declare(broker: dramatiq.Broker, name: str, run: Callable[[UUID], None]) -> None:
    def run_item(item_id: str) -> None:
        run(UUID(item_id))

    dramatiq.actor(broker=broker, actor_name=name, queue_name=name)(run_item)


def _runs(worker: dramatiq.Worker) -> bool:
    """Say whether all its threads have noted that they run; told to stop before, they run on."""
    working = all(thread.running for thread in worker.workers)
    return working and all(thread.running for thread in worker.consumers.values())


def _unavailable(error: Exception) -> BrokerUnavailableError:
    reason = " ".join(str(error).split()) or type(error).__name__
    return BrokerUnavailableError(f"the broker does not answer: {reason}")
