"""Work that is done while it is handed over."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from threading import Condition
from uuid import UUID

from attrs import define, field

from parlons.application.ports.dispatcher import BrokerUnavailableError, IDispatcher

_Run = Callable[[UUID], None]


@define(eq=False)
class _Receiver:
    queues: frozenset[str]
    run: _Run
    running: int = 0


@define
class InMemoryDispatcher(IDispatcher):
    """Calls the latest receiver of a queue; what nobody receives is lost.

    For tests, `available = False` makes it a broker that is away, `lose` is how many of the next
    items get lost, and `times` is how often each is delivered.
    """

    available: bool = True
    lose: int = 0
    times: int = 1
    _receivers: list[_Receiver] = field(factory=list, init=False)
    _changed: Condition = field(factory=Condition, init=False)

    @property
    def is_local(self) -> bool:
        return True

    def send(self, item_id: UUID, queue: str, priority: int) -> None:  # noqa: ARG002  # one after the other
        self._require_available()
        receiver = self._begin(queue)
        if receiver is None:
            return
        try:
            for _ in range(self.times):
                receiver.run(item_id)
        finally:
            with self._changed:
                receiver.running -= 1
                self._changed.notify_all()

    @contextmanager
    def receive(
        self,
        queues: Collection[str],
        run: _Run,
        threads: int,  # noqa: ARG002  # those of senders
    ) -> Iterator[None]:
        self._require_available()
        receiver = _Receiver(frozenset(queues), run)
        with self._changed:
            self._receivers.append(receiver)
        try:
            yield
        finally:
            with self._changed:
                self._receivers.remove(receiver)
                self._changed.wait_for(lambda: not receiver.running)

    def _require_available(self) -> None:
        if not self.available:
            raise BrokerUnavailableError("the dispatcher in memory was made unavailable")

    def _begin(self, queue: str) -> _Receiver | None:
        """Return whoever receives the queue, held until what he is given is done."""
        with self._changed:
            if self.lose:
                self.lose -= 1
                return None
            for receiver in reversed(self._receivers):
                if queue in receiver.queues:
                    receiver.running += 1
                    return receiver
            return None
