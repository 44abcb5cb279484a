"""Domain classes as JSON, and their schemas."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from parlons.application.ports.codec import ICodec
from parlons.application.ports.reply_decoder import IReplyDecoder

if TYPE_CHECKING:
    from parlons.adapters.documents.style import Style


def row_codec() -> Iterator[ICodec]:
    """What is stored: written in full, and read without a check."""
    from parlons.adapters.documents.style import ROWS

    yield _codec(ROWS)


def http_codec() -> Iterator[ICodec]:
    """What the REST API speaks: camelCase, no secrets, every fault told."""
    from parlons.adapters.documents.style import HTTP

    yield _codec(HTTP)


def authored_codec() -> Iterator[ICodec]:
    """What people and models write: secrets and all, every fault told."""
    from parlons.adapters.documents.style import AUTHORED

    yield _codec(AUTHORED)


def reply_decoder(codec: ICodec) -> Iterator[IReplyDecoder]:
    """Reads model replies by way of the codec."""
    from parlons.adapters.documents.json_reply_decoder import JsonReplyDecoder

    yield JsonReplyDecoder(codec)


def _codec(style: "Style") -> ICodec:
    from parlons.adapters.documents.cattrs_codec import CattrsCodec
    from parlons.domain.exercises.exercise import Answer, Exercise
    from parlons.domain.learning.prerequisites import Condition

    names = {Exercise: "Exercise", Answer: "Answer", Condition: "Condition"}
    return CattrsCodec(style, names)
