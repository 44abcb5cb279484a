"""Documents from outside, as the classes that operations take."""

from typing import Final, TypeVar

from parlons.application.ports.codec import ICodec, InvalidDocumentError, Json
from parlons.entrypoints.http.problem import INVALID, Refusal

_T = TypeVar("_T")

_DETAIL: Final = "the input has faults; errors tells what they are and where"


def decode(codec: ICodec, document: Json, type_: type[_T]) -> _T:
    """Return a document as a class; raises `Refusal` with every fault."""
    try:
        return codec.decode(document, type_)
    except InvalidDocumentError as error:
        raise Refusal(INVALID, _DETAIL, faults=error.faults) from error
