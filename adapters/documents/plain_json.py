"""What in a Python value is no JSON at all."""

import math
from collections.abc import Iterator
from typing import Final

from parlons.adapters.documents.faults import fault_at
from parlons.application.ports.codec import Fault, Json

NO_UNICODE: Final = "must be valid Unicode, without halves of surrogate pairs"

_MAX_DEPTH: Final = 100
_MAX_BITS: Final = 1024
_TYPES: Final = (dict, list, str, int, float, bool, type(None))


def is_unicode(text: str) -> bool:
    """Say whether the text is free of halves of surrogate pairs, which UTF-8 cannot hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def foreign_parts(document: Json, steps: tuple[str | int, ...] = ()) -> Iterator[Fault]:
    """Yield whatever JSON cannot hold, and whatever is nested deeper than 100 levels."""
    message = _foreign(document)
    if message:
        yield fault_at(steps, message)
    elif len(steps) > _MAX_DEPTH:
        yield fault_at(steps, "is nested too deeply")
    elif isinstance(document, list):
        for index, value in enumerate(document):
            yield from foreign_parts(value, (*steps, index))
    elif isinstance(document, dict):
        for key, value in document.items():
            if not isinstance(key, str):
                yield fault_at(steps, f"has a name of the type {type(key).__name__}, not string")
            elif _foreign(key):
                yield fault_at((*steps, key), "is not a known field")
            else:
                yield from foreign_parts(value, (*steps, key))


def _foreign(document: Json) -> str | None:
    if type(document) not in _TYPES:
        return f"is of the type {type(document).__name__}, which JSON does not have"
    if isinstance(document, str) and not is_unicode(document):
        return NO_UNICODE
    if isinstance(document, int) and document.bit_length() > _MAX_BITS:
        return "is too great a number"
    if isinstance(document, float) and not math.isfinite(document):
        return f"is {document}, which JSON does not have"
    return None
