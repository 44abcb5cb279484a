"""Domain values as JSON, for one boundary."""

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any, Protocol, TypeAlias, TypeVar

from attrs import frozen

_T = TypeVar("_T")

Json: TypeAlias = Any
"""What `json.loads` returns."""


@frozen
class Fault:
    """One thing wrong with a document: where (JSON pointer, RFC 6901) and what."""

    pointer: str
    message: str


class InvalidDocumentError(Exception):
    """The document does not fit the type; `faults` holds everything found, never nothing."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(f"{fault.pointer or '/'}: {fault.message}" for fault in faults))
        self.faults = faults


class ICodec(Protocol):
    """One boundary's way to write and read domain classes, and the schema of that way.

    A tagged union carries its member's `TYPE` in a `type` field.
    """

    @abstractmethod
    def encode(self, value: object) -> Json:
        """Return the value as JSON: dicts, lists, texts, numbers, booleans and None."""

    @abstractmethod
    def decode(self, document: Json, type_: type[_T]) -> _T:
        """Return the document as a `type_`; raises `InvalidDocumentError`.

        A type that this boundary only writes raises `TypeError`.
        """

    @abstractmethod
    def schema(self, *types: object) -> Mapping[str, Json]:
        """Return JSON Schemas (2020-12) by name for the types and everything they refer to.

        The first is that of the first type.
        """
