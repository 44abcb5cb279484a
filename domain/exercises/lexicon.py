"""The words that a course uses, against which typed words are judged."""

import re
from collections.abc import Mapping
from typing import Final

from attrs import frozen

from parlons.domain.exercises import english
from parlons.domain.exercises.writing import primary_language

_VOWELS: Final = "aeiouy"
_ELIDABLE: Final = re.compile(rf"[^{_VOWELS}]{{1,2}}|\w*qu")

_ENDINGS: Final[Mapping[str, tuple[str, ...]]] = {"en": english.ENDINGS}
_IRREGULAR: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {form: forms for forms in english.IRREGULAR for form in forms.split()}
}


@frozen
class Lexicon:
    """The words of one language, folded (no capitals, no accents), with the entries they belong to.

    `entries` leads from a word to the numbers of the entries that it is a form of, which are none
    for a word that is only met in a sentence. A contraction is also under what it stands for, such
    as "de le".
    """

    language: str
    entries: Mapping[str, frozenset[int]]

    def knows(self, word: str) -> bool:
        """Say whether the folded word, or what it is a regular form of, is in the course."""
        return word in self.entries or any(
            word.removesuffix(ending) in self.entries
            for ending in self._endings
            if word.endswith(ending)
        )

    def are_forms_of_one_word(self, one: str, other: str) -> bool:
        """Say whether two folded words are forms of one entry, regular forms, or one elided."""
        if self.entries.get(one, _NONE) & self.entries.get(other, _NONE):
            return True
        irregular = _IRREGULAR.get(primary_language(self.language))
        if irregular and irregular.get(one, one) == irregular.get(other):
            return True
        short, long = (one, other) if len(one) < len(other) else (other, one)
        if not long.startswith(short):
            return False
        return _is_elided(short, long) or long[len(short) :] in self._endings

    @property
    def _endings(self) -> tuple[str, ...]:
        return _ENDINGS.get(primary_language(self.language), ())


@frozen
class CourseWords:
    """The words of a course: of the language it teaches, and of the one it is taught in."""

    taught: Lexicon
    source: Lexicon

    def in_language(self, tag: str) -> Lexicon:
        """Return the lexicon of a language; one that the course does not speak has no words."""
        for lexicon in (self.taught, self.source):
            if primary_language(lexicon.language) == primary_language(tag):
                return lexicon
        return Lexicon(tag, {})


NO_WORDS: Final = CourseWords(Lexicon("und", {}), Lexicon("und", {}))
"""For an exercise outside of any course."""

_NONE: Final[frozenset[int]] = frozenset()


def _is_elided(short: str, long: str) -> bool:
    """Say whether a word is the longer without its last vowel: "l" and "le", "qu" and "que".

    Only words of one or two consonants are elided, and those that end in "qu".
    """
    return len(long) == len(short) + 1 and long[-1] in _VOWELS and bool(_ELIDABLE.fullmatch(short))
