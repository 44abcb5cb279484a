"""Domain values as JSON, for one boundary."""

from abc import abstractmethod
from collections.abc import Iterable, Mapping
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


def json_pointer(steps: Iterable[str | int]) -> str:
    """Write the steps from the top of a document to a part of it as a JSON pointer."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def pointer_steps(pointer: str) -> list[str]:
    """Return the steps that a JSON pointer consists of."""
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


class InvalidDocumentError(Exception):
    """The document does not fit the type; `faults` holds everything found, never nothing."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(f"{fault.pointer or '/'}: {fault.message}" for fault in faults))
        self.faults = faults


def camel_case(name: str) -> str:
    """Write `unit_id` as `unitId`, which is how names stand in JSON over HTTP."""
    first, *others = name.split("_")
    return first + "".join(map(str.capitalize, others))


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
