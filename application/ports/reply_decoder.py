"""From a model's text to a typed value."""

from abc import abstractmethod
from typing import Final, Generic, Protocol, TypeVar

from attrs import frozen

from parlons.domain.tutoring.completion import ReplySchema

_T = TypeVar("_T")

MAX_REPLY_LENGTH: Final = 200_000
"""Characters; a longer reply is not searched for data."""


@frozen
class Salvaged(Generic[_T]):
    """The valid part of a reply; `dropped` names what was left out, as JSON pointers (RFC 6901)."""

    value: _T
    dropped: tuple[str, ...] = ()


class IReplyDecoder(Protocol):
    """Reads what a model wrote; trusts none of it.

    What a type forbids stays forbidden, whichever method reads it. No reply, however hostile, takes
    longer than two seconds to read or to refuse.
    """

    @abstractmethod
    def decode(self, text: str, type_: type[_T]) -> _T:
        """Return the reply as a `type_`.

        For `str`: the text without surrounding blanks and control characters. For a domain class:
        the JSON object in the text, which may stand in a Markdown fence. Raises
        `UndecodableReplyError` that lists everything wrong.
        """

    @abstractmethod
    def repair(self, text: str, type_: type[_T]) -> _T:
        """Return the reply as a domain class where only its form is wrong.

        Mended is how JSON is written (commas, quotes, comments, literals, closing brackets) and
        what can be meant in one way only: case, numbers and truth values as texts, one for a list
        of one, a bare list, names in another case, unknown fields. A reply that breaks off within
        a value is not mended. Raises `UndecodableReplyError`.
        """

    @abstractmethod
    def salvage(self, text: str, type_: type[_T]) -> Salvaged[_T]:
        """Return what is valid of the reply, without the items and optional fields that are not.

        Raises `UndecodableReplyError` where too little is left for the class.
        """

    @abstractmethod
    def schema(self, type_: type[object]) -> ReplySchema:
        """Return the schema of the domain class to send to a model.

        It tells the shape in the keywords that providers share: every field is required and none
        may be added. Bounds of texts, and rules across fields, only the class itself checks.
        """


class UndecodableReplyError(Exception):
    """The reply is not what was asked for; `faults` says what is wrong, one sentence each."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults
