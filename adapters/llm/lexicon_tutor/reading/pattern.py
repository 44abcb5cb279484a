"""Patterns of questions, each in the language that it is put in."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from attrs import frozen

_EDGES: Final = "?!.,;: "


@frozen
class Reading:
    """What a pattern found: the language it is in, and its groups as the learner wrote them."""

    language: str
    groups: Mapping[str, str]

    @property
    def phrase(self) -> str:
        """The group that nearly every pattern has."""
        return self.groups["phrase"]


@frozen
class Pattern:
    """A regular expression over text in small letters without accents."""

    language: str
    expression: re.Pattern[str]


def patterns(*, en: Iterable[str] = (), fr: Iterable[str] = ()) -> tuple[Pattern, ...]:
    """Compile the patterns of a shape, in the order in which they are tried."""
    spoken = (("en", en), ("fr", fr))
    return tuple(
        Pattern(language, re.compile(each)) for language, these in spoken for each in these
    )


def readings(asked: Iterable[Pattern], text: str) -> Iterator[Reading]:
    """Yield what each pattern finds in a text."""
    plain = plainly(text)
    for each in asked:
        if found := each.expression.search(plain):
            yield Reading(each.language, groups_of(found, text))


def whole(expression: re.Pattern[str], text: str) -> Mapping[str, str] | None:
    """Return the groups where all of the text has the pattern, else None."""
    found = expression.fullmatch(plainly(text))
    return None if found is None else groups_of(found, text)


def groups_of(found: re.Match[str], text: str) -> Mapping[str, str]:
    """Cut the groups that were found in the plain text out of the text itself."""
    names = [name for name, value in found.groupdict().items() if value is not None]
    return {name: text[found.start(name) : found.end(name)].strip(_EDGES) for name in names}


@lru_cache(maxsize=1024)
def plainly(text: str) -> str:
    """Write a text in small letters without accents, each letter in its place."""
    return "".join(map(_plain_letter, text))


@lru_cache(maxsize=4096)
def _plain_letter(char: str) -> str:
    return unicodedata.normalize("NFD", char)[0].lower()[0]
