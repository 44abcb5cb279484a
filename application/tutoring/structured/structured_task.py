"""What a task is that expects data."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar, Generic, TypeVar

from parlons.application.ports.reply_decoder import Salvaged
from parlons.domain.tutoring.completion import CompletionRequest

_T = TypeVar("_T")


class StructuredTask(ABC, Generic[_T]):
    """One thing to ask a model, with all that it takes to ask and to do without an answer.

    `NAME` is the task's name in the ledger, `TYPE` the class of the reply. `PROSE_SERVES` says that
    a learner is helped by a text where no data can be had.
    """

    NAME: ClassVar[str]
    TYPE: ClassVar[type[Any]]
    PROSE_SERVES: ClassVar[bool]

    @abstractmethod
    def request(self) -> CompletionRequest:
        """Return what a model is asked, without the schema."""

    @abstractmethod
    def fallback(self) -> _T | None:
        """Return what can be said without a model, or None."""

    def checked(self, value: _T) -> Salvaged[_T]:
        """Leave out of a valid reply what is wrong beside the facts that this task knows.

        Raises `UndecodableReplyError` where nothing is left.
        """
        return Salvaged(value)
