"""A course's words, ordered for looking up."""

import re
from collections.abc import Iterable
from typing import Final

from attrs import define, field, frozen

from parlons.adapters.llm.lexicon_tutor.word_question import Direction, WordQuestion
from parlons.domain.exercises.writing import (
    canonical,
    without_accents,
    without_punctuation,
)
from parlons.domain.learning.catalogue import LexiconEntry

_MOST_HITS: Final = 3
_ARTICLES: Final = frozenset({"the", "a", "an", "to", "le", "la", "les", "l", "un", "une", "des"})
_REMARK: Final = re.compile(r"\s*\([^)]*\)")


@frozen
class Hit:
    """An entry, the name by which it was found, and the way it was looked up."""

    name: str
    direction: Direction
    found: LexiconEntry


@define
class Phrasebook:
    """Finds the entries of a course from `source` to `target` (ISO 639) by either language.

    Case, punctuation, a leading article, accents and remarks in brackets may differ, but the
    closest spelling decides: "ou" finds "où" only where "ou" is not taught.
    """

    source: str
    target: str
    lexicon: Iterable[LexiconEntry] = field(repr=False)
    _index: dict[tuple[Direction, int, str], list[tuple[int, Hit]]] = field(
        factory=dict, init=False, repr=False
    )

    def __attrs_post_init__(self) -> None:
        for found in self.lexicon:
            self._add(Direction.INTO_SOURCE, (found.entry.term, *found.entry.variants), found)
            self._add(Direction.INTO_TARGET, found.entry.translations, found)

    def look_up(self, question: WordQuestion) -> tuple[Hit, ...]:
        """Return the entries meant, those that mean it most of all before the rest."""
        spellings = _spellings(question.phrase)
        for direction in question.directions(self.source, self.target):
            for closeness, spelling in enumerate(spellings):
                hits = self._index.get((direction, closeness, spelling))
                if hits:
                    best_first = sorted(hits, key=lambda ranked: ranked[0])
                    return tuple(hit for _, hit in best_first[:_MOST_HITS])
        return ()

    def _add(self, direction: Direction, names: tuple[str, ...], found: LexiconEntry) -> None:
        for rank, name in enumerate(names):
            spellings = {*enumerate(_spellings(name))}
            spellings.update(enumerate(_spellings(_REMARK.sub("", name))))
            for closeness, spelling in spellings:
                hits = self._index.setdefault((direction, closeness, spelling), [])
                hits.append((rank, Hit(name, direction, found)))


def _spellings(text: str) -> tuple[str, str, str, str]:
    """Fold a phrase: each spelling forgives more than the one before it."""
    plain = without_punctuation(canonical(text)).casefold()
    first, _, rest = plain.partition(" ")
    bare = rest if rest and first in _ARTICLES else plain
    return plain, bare, without_accents(plain), without_accents(bare)
