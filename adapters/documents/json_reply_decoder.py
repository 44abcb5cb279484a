"""Model replies that are meant to be JSON, or plain text."""

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Final, TypeVar, cast

from attrs import define

from parlons.application.ports.codec import ICodec, InvalidDocumentError, Json
from parlons.application.ports.reply_decoder import IReplyDecoder, UndecodableReplyError
from parlons.domain.tutoring.completion import readable

_T = TypeVar("_T")

_MAX_STARTS: Final = 100


@define
class JsonReplyDecoder(IReplyDecoder):
    """Takes the first JSON object in a reply that fits, wherever it stands."""

    codec: ICodec

    def decode(self, text: str, type_: type[_T]) -> _T:
        """Return the reply as a `type_`; raises `UndecodableReplyError`."""
        reply = readable(text).strip()
        if type_ is str:
            return cast(_T, _not_blank(reply))
        refusal = UndecodableReplyError(("the reply holds no JSON object",))
        for document in _objects(reply):
            try:
                return self.codec.decode(document, type_)
            except InvalidDocumentError as error:
                refusal = _refusal(error)
        raise refusal


def _not_blank(text: str) -> str:
    if not any(character.isprintable() and not character.isspace() for character in text):
        raise UndecodableReplyError(("the reply is blank",))
    return text


def _objects(text: str) -> Iterator[Json]:
    """Yield the outermost JSON objects; only so many braces are looked at, to stay quick."""
    decoder = json.JSONDecoder(strict=False)  # models break lines inside texts
    end = 0
    for brace in islice(re.finditer("{", text), _MAX_STARTS):
        if brace.start() >= end:
            try:
                document, end = decoder.raw_decode(text, brace.start())
            except (ValueError, RecursionError):
                continue
            yield document


def _refusal(error: InvalidDocumentError) -> UndecodableReplyError:
    return UndecodableReplyError(
        tuple(f"{fault.pointer or '/'}: {fault.message}" for fault in error.faults)
    )
