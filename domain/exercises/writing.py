"""Ways of writing that mean the same text, from the least to the most forgiving."""

import unicodedata
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Final

from parlons.domain.exercises import english

_MARKS: Final = str.maketrans(
    dict.fromkeys("’‘‛ʼʹ´`′＇", "'") | dict.fromkeys("“”„«»″", '"') | dict.fromkeys("‐‑‒–—−", "-")
)
_SAID: Final = "+=×÷%"
"""Marks that are read aloud, like currency signs, and therefore are words."""

_LIGATURES: Final = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss"})

# Letters of other scripts that look like Latin ones (Unicode Technical Standard 39, confusables).
_CYRILLIC: Final = "аa еe оo рp сc уy хx іi јj ѕs һh ԁd ԛq ԝw ѵv ӏl кk мm нh тt вb"
_GREEK: Final = "αa εe οo ρp υu ιi κk νv τt χx"
_LATIN: Final = str.maketrans({pair[0]: pair[1] for pair in f"{_CYRILLIC} {_GREEK}".split()})


class Writing:
    """A text in a language, as it is written and without what may differ.

    Each of its forms forgives one thing more than the one before: canonical, without punctuation,
    without case, without accents, in Latin letters only. They are made when they are asked for.
    """

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self._is_english = primary_language(language) == "en"

    def each_form(self) -> Iterator[str]:
        """Yield the forms, the least forgiving first."""
        yield self.canonical
        bare = without_punctuation(self.canonical)
        if self._is_english:
            bare = english.with_full_unmarked_forms(bare)
        yield bare
        caseless = bare.casefold()
        yield caseless
        accentless = without_accents(caseless)
        yield accentless
        yield accentless if accentless.isascii() else accentless.translate(_LATIN)

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """All forms."""
        return tuple(self.each_form())

    @cached_property
    def canonical(self) -> str:
        """The text with the marks and spaces that all keyboards have, contractions written out."""
        text = canonical(self.text)
        return english.with_full_forms(text) if self._is_english else text

    @cached_property
    def words(self) -> list[str]:
        """The words in the most forgiving form."""
        return self.forms[-1].split()

    @cached_property
    def words_without_marks(self) -> list[str]:
        """The folded words where apostrophes and hyphens join what they stand between."""
        return folded(self.canonical.replace("'", "").replace("-", "")).split()


def primary_language(tag: str) -> str:
    """Return the language of a tag (BCP 47) without its region: "en" of "en-GB"."""
    return tag.partition("-")[0]


def canonical(text: str) -> str:
    """Unify what keyboards and editors write differently: quotes, dashes, spaces, composed accents.

    Normal form is NFKC (Unicode Standard Annex 15).
    """
    text = with_plain_marks(text)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return " ".join(text.split())


def with_plain_marks(text: str) -> str:
    """Write every quote and dash as the one that all keyboards have."""
    return text.replace("`", "'") if text.isascii() else text.translate(_MARKS)


def without_punctuation(text: str) -> str:
    """Put a space in place of every mark that is not said: "est-ce" equals "est ce"."""
    if text.isalnum():
        return text
    return " ".join("".join(map(_letter_or_space, text)).split())


@lru_cache(maxsize=4096)
def _letter_or_space(char: str) -> str:
    category = unicodedata.category(char)
    # Format characters and variation selectors are parts of emoji, and seen by nobody.
    if category == "Cf" or "\ufe00" <= char <= "\ufe0f":
        return ""
    if char in _SAID or category == "Sc":
        return f" {char} "
    return " " if category[0] in "PSZ" or category == "Cc" else char


def without_accents(text: str) -> str:
    """Drop every combining mark and open ligatures, so that "cœur" equals "coeur"."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFD", text.translate(_LIGATURES))
    return "".join([char for char in decomposed if not unicodedata.combining(char)])


def folded(text: str) -> str:
    """Return the words of a text without punctuation, capitals and accents."""
    return without_accents(without_punctuation(canonical(text)).casefold())
