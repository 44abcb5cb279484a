"""The numbers that a course teaches."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final

from attrs import define

from parlons.adapters.llm.lexicon_tutor.course.notes import Passage
from parlons.adapters.llm.lexicon_tutor.french.numerals import Spelling, spelling
from parlons.adapters.llm.lexicon_tutor.reading.numbers import number_in
from parlons.domain.exercises.writing import folded
from parlons.domain.learning.catalogue import LexiconEntry, UnitReference
from parlons.domain.learning.vocabulary_entry import PartOfSpeech

_COUNTING: Final = {PartOfSpeech.NUMERAL, PartOfSpeech.DETERMINER}
_SHOWN: Final = re.compile(r"(?<![\d:])(\d{1,6})(?![\d:])\s*\|?\s*([^|(\n]+)")


@define(slots=False)
class Numbers:
    """Numerals by the numbers that their translations name, and what can be made of them.

    It reaches as far as the greatest number that the course shows in words, in its vocabulary or
    in the tables of its notes.
    """

    taught: Mapping[int, LexiconEntry]
    passages: Iterable[Passage]

    def spelt(self, number: int) -> Spelling | None:
        """Write a number in words, where the course goes so far."""
        return self._made(number) if number <= self.reach else None

    def read(self, text: str) -> int | None:
        """Return the number that a text writes in French words, or None."""
        return self._by_words.get(folded(text))

    def units(self, spelt: Spelling) -> tuple[UnitReference, ...]:
        """Return the units that teach a number and its parts.

        The first one is where the course, counting on, comes to it: 75 is met with 70.
        """
        nearest = max(value for value in self.taught if value <= spelt.number)
        parts = (nearest, *spelt.parts)
        return tuple(dict.fromkeys(self.taught[part].unit for part in parts))

    @cached_property
    def reach(self) -> int:
        """The greatest number that the course shows; -1 where it shows none."""
        shown = [int(digits) for text in self._texts for digits in self._shown(text)]
        return max([*self.taught, *shown], default=-1)

    @property
    def _texts(self) -> Iterable[str]:
        return (passage.text.replace("*", "") for passage in self.passages)

    def _shown(self, text: str) -> Iterable[str]:
        for digits, words in _SHOWN.findall(text):
            made = self._made(int(digits))
            if made is not None and folded(made.text) == folded(words):
                yield digits

    def _made(self, number: int) -> Spelling | None:
        return spelling(number, {value: each.entry.term for value, each in self.taught.items()})

    @cached_property
    def _by_words(self) -> Mapping[str, int]:
        terms = {value: each.entry.term for value, each in self.taught.items()}
        made = ((number, spelling(number, terms)) for number in range(self.reach + 1))
        return {folded(spelt.text): number for number, spelt in made if spelt is not None}


def taught_numbers(lexicon: Iterable[LexiconEntry]) -> dict[int, LexiconEntry]:
    """Return the numerals of a course by what they count, the first one for each number."""
    found: dict[int, LexiconEntry] = {}
    for each in lexicon:
        if each.entry.part_of_speech in _COUNTING:
            for translation in each.entry.translations:
                number = number_in(translation)
                if number is not None:
                    found.setdefault(number, each)
    return found
