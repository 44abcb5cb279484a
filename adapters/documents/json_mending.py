"""Text that was meant to be JSON, read by the library json-repair within bounded time."""

import json
import re
from typing import Final, Self, SupportsIndex

from attrs import define

from parlons.adapters.injection.extras import extra
from parlons.application.ports.codec import Json

MAX_LENGTH: Final = 20_000
"""Characters, as 4,000 tokens hardly are: the library takes the square of a text's length."""

MAX_STEPS: Final = 200_000
"""Looks at a character, of which a sound text takes less than one each.

Some replies made for it would have the library look for hours.
"""

_SLICE: Final = 64

_COMMENT: Final = re.compile(r"//[^\n]*|#[^\n]*|/\*[^*]{0,500}\*/")
_ESCAPED: Final = re.compile(r"\\[bfnrt]")
_WORD: Final = re.compile(r"\w+")
_NO_LETTERS: Final = "0123456789_"


def mended(text: str) -> Json:
    """Return what the text is most likely meant to say.

    Raises `ValueError` where that is open, and where a word would get lost: the library drops what
    it can make no sense of.
    """
    if len(text) > MAX_LENGTH:
        raise ValueError(f"a text of more than {MAX_LENGTH} characters is not mended")
    with extra("json", "mending replies"):
        from json_repair import repair_json

    try:
        found = repair_json(_MeteredText(text, _Meter()), return_objects=True, skip_json_loads=True)
        document = json.loads(json.dumps(found))  # it returns pieces of the metered text
    except Exception as error:  # whatever a text made for it brings the library to
        raise ValueError("the reply is no JSON, nor nearly so") from error
    if not _words(_up_to_end(text)) <= _words(*_written(document)):
        raise ValueError("the reply cannot be mended without loss")
    return document


def _up_to_end(text: str) -> str:
    """Leave out comments, and what comes after the last bracket that closes."""
    end = max(text.rfind("}"), text.rfind("]"))
    return _COMMENT.sub(" ", text[: end + 1] if end > 0 else text)


def _written(document: Json) -> tuple[str, str, str]:
    return json.dumps(document), json.dumps(document, ensure_ascii=False), "none"


def _words(*texts: str) -> set[str]:
    """Return what has a letter in it; numbers are written in more ways than one."""
    found = (word for text in texts for word in _WORD.findall(_ESCAPED.sub(" ", text)))
    return {word.casefold() for word in found if word.strip(_NO_LETTERS)}


class _TooMuchWorkError(Exception):
    pass


@define
class _Meter:
    steps: int = 0

    def count(self, steps: int) -> None:
        self.steps += steps
        if self.steps > MAX_STEPS:
            raise _TooMuchWorkError


class _MeteredText(str):
    """A text that can be looked at only so many times; its pieces share the meter."""

    __slots__ = ("_meter",)
    _meter: _Meter

    def __new__(cls, text: str, meter: _Meter) -> Self:
        self = super().__new__(cls, text)
        self._meter = meter
        return self

    def __getitem__(self, key: SupportsIndex | slice) -> str:
        piece = super().__getitem__(key)
        if not isinstance(key, slice):
            self._meter.count(1)
            return piece
        self._meter.count(1 + len(piece) // _SLICE)
        return _MeteredText(piece, self._meter)

    def __add__(self, other: str) -> "_MeteredText":
        return _MeteredText(super().__add__(other), self._meter)
