"""Whoever does a kind of work."""

from abc import abstractmethod
from collections.abc import Callable
from typing import Protocol, TypeAlias

from parlons.application.ports.unit_of_work import IWriteSession
from parlons.domain.errors import ParlonsError
from parlons.domain.work.work_item import WorkItem

Effect: TypeAlias = Callable[[IWriteSession], None]
"""What is committed together with the end of the item, or not at all."""

Beat: TypeAlias = Callable[[int | None], None]
"""Renews the lease and notes the progress in percent; raises `LeaseLostError`."""


class LeaseLostError(ParlonsError):
    """The item is somebody else's by now, or was cancelled: drop it, whatever is done."""


class WorkHandler(Protocol):
    """Does one kind of work.

    May be called more than once for an item, but only one effect is ever committed. What takes
    long, such as a call to a model, is done before the effect is returned, so that no session is
    open meanwhile; `beat` is to be called more often than the lease is long.
    """

    @abstractmethod
    def __call__(self, item: WorkItem, beat: Beat) -> Effect:
        """Do the work; raise whatever keeps it from being done, so that it is tried again."""


def nothing(_session: IWriteSession) -> None:
    """Be the effect of work that has committed all it did by itself."""
