"""The words of a text as they stand in it."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from attrs import frozen

from parlons.domain.exercises.writing import canonical

_WORD: Final = re.compile(r"[^\W_]+")
_NEW_SENTENCE: Final = re.compile(r'[.!?:"(]|(^|\s)-\s')


@frozen
class Word:
    """A word with its accents, in small letters, and what its place tells about it."""

    text: str
    is_capitalised: bool
    opens_sentence: bool
    is_elided: bool

    @property
    def is_number(self) -> bool:
        """Whether it is written in digits: `8`, `8h30`."""
        return any(map(str.isdigit, self.text))


@lru_cache(maxsize=32_768)
def words_in(text: str) -> tuple[Word, ...]:
    """Return the words, which end at every mark: "qu'est-ce" is three of them.

    A single letter between hyphens links two words and is none: "a-t-il".
    """
    return tuple(_words(canonical(text)))


def small_words(text: str) -> tuple[str, ...]:
    """Return the words in small letters."""
    return tuple(word.text for word in words_in(text))


def _words(text: str) -> Iterator[Word]:
    end = 0
    for match in _WORD.finditer(text):
        between, after = text[end : match.start()], text[match.end() : match.end() + 1]
        if len(match.group()) == 1 and between == after == "-":
            continue
        yield Word(
            text=match.group().casefold(),
            is_capitalised=match.group()[0].isupper(),
            opens_sentence=end == 0 or bool(_NEW_SENTENCE.search(between)),
            is_elided=after == "'",
        )
        end = match.end()
