"""How work gets to those who do it."""

from abc import abstractmethod
from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from typing import Protocol
from uuid import UUID

from parlons.domain.errors import ParlonsError


class IDispatcher(Protocol):
    """Carries the ids of items, in any order, some twice, some perhaps never.

    What an item is, and whether it is still to be done, only the store knows.
    """

    @property
    def is_local(self) -> bool:
        """Whether what is sent is received in the same process only, and lost with it."""
        return False

    def waiting(self, queue: str) -> int:  # noqa: ARG002  # that is a default
        """Count the items of a queue that nobody has received yet; 0 where that is not known.

        Raises `BrokerUnavailableError`.
        """
        return 0

    @abstractmethod
    def send(self, item_id: UUID, queue: str, priority: int) -> None:
        """Hand over an item; the broker has it once this returns.

        Of those that wait the highest priority (0 to 9) comes first, where the broker can do that.
        Raises `BrokerUnavailableError`.
        """

    @abstractmethod
    def receive(
        self, queues: Collection[str], run: Callable[[UUID], None], threads: int
    ) -> AbstractContextManager[None]:
        """Call `run` for each item of these queues, from up to `threads` threads, in the block.

        At the end no further call is begun, and those begun are waited for. `run` raises nothing.
        Raises `BrokerUnavailableError` where the broker cannot be reached to begin with; a broker
        that goes away later is waited for.
        """


class BrokerUnavailableError(ParlonsError):
    """The broker cannot be reached; the message tells the operator."""
