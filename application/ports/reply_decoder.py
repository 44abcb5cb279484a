"""From a model's text to a typed value."""

from abc import abstractmethod
from typing import Protocol, TypeVar

_T = TypeVar("_T")


class IReplyDecoder(Protocol):
    """Reads what a model wrote; trusts none of it."""

    @abstractmethod
    def decode(self, text: str, type_: type[_T]) -> _T:
        """Return the reply as a `type_`.

        For `str`: the text without surrounding blanks and control characters. For a domain class:
        the JSON object in the text, which may stand in a Markdown fence. Raises
        `UndecodableReplyError` that lists everything wrong.
        """


class UndecodableReplyError(Exception):
    """The reply is not what was asked for; `faults` says what is wrong, one sentence each."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults
