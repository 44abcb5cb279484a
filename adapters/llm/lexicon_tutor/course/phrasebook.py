"""A course's words, ordered for looking up."""

from collections.abc import Callable, Iterable
from typing import Final, TypeAlias

from attrs import define, evolve, field

from parlons.adapters.llm.lexicon_tutor.course.hit import FoundForm, Hit
from parlons.adapters.llm.lexicon_tutor.course.spellings import REMARK, spellings
from parlons.adapters.llm.lexicon_tutor.course.word_names import Name, form_names, term_names
from parlons.adapters.llm.lexicon_tutor.reading.slips import is_slip
from parlons.adapters.llm.lexicon_tutor.reading.word_question import Direction, WordQuestion
from parlons.domain.learning.catalogue import LexiconEntry
from parlons.domain.learning.vocabulary_entry import VocabularyEntry

_MOST_HITS: Final = 5
_MOST_FORGIVING: Final = 3

Wanted: TypeAlias = Callable[[VocabularyEntry], bool]
_Ranked: TypeAlias = tuple[int, Hit]


def any_entry(_entry: VocabularyEntry) -> bool:
    """Want no entry more than another."""
    return True


@define
class Phrasebook:
    """Finds the entries of a course from `source` to `target` (ISO 639) by either language.

    Case, punctuation, a leading article, accents and remarks in brackets may differ, but the
    closest spelling decides: "ou" finds "où" only where "ou" is not taught. A word is found by its
    forms as well.
    """

    source: str
    target: str
    lexicon: Iterable[LexiconEntry] = field(repr=False)
    _index: dict[tuple[Direction, int, str], list[_Ranked]] = field(
        factory=dict, init=False, repr=False
    )
    _folded: dict[tuple[Direction, int], set[str]] = field(factory=dict, init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        for found in self.lexicon:
            self._add(Direction.INTO_SOURCE, term_names(found.entry), found)
            self._add(Direction.INTO_SOURCE, form_names(found.entry), found)
            names = (Name(rank, name) for rank, name in enumerate(found.entry.translations))
            self._add(Direction.INTO_TARGET, names, found)

    def look_up(self, question: WordQuestion, wanted: Wanted = any_entry) -> tuple[Hit, ...]:
        """Return the entries meant, those that mean it most of all before the rest."""
        asked = spellings(question.phrase)
        for direction in question.directions(self.source, self.target):
            for closeness, spelling in enumerate(asked):
                hits = self._found(direction, closeness, spelling, wanted)
                if hits:
                    return hits[:_MOST_HITS]
        return ()

    def look_up_slip(self, question: WordQuestion, wanted: Wanted = any_entry) -> tuple[Hit, ...]:
        """Return the entries of the name that the phrase is a slip of, if there is just one.

        Two names of one entry are as good as one. What has a capital is no slip of a foreign word,
        but a name.
        """
        written = spellings(question.phrase)[-1]
        named = question.phrase[:1].isupper()
        meant: dict[str, tuple[Hit, ...]] = {}
        for direction in question.directions(self.source, self.target):
            for name in self._folded.get((direction, len(written.split())), ()):
                own = direction is Direction.INTO_TARGET
                if (own or not named) and is_slip(written, name, own_language=own):
                    hits = self._found(direction, _MOST_FORGIVING, name, wanted)
                    meant[name] = meant.get(name) or hits
        found = [hits for hits in meant.values() if hits]
        entries = {id(hit.found) for hits in found for hit in hits}
        if len(found) != 1 and len(entries) != 1:
            return ()
        return tuple(evolve(hit, slip=True) for hit in found[0][:_MOST_HITS])

    def _found(
        self, direction: Direction, closeness: int, spelling: str, wanted: Wanted
    ) -> tuple[Hit, ...]:
        ranked = self._index.get((direction, closeness, spelling), [])
        merged: dict[int, Hit] = {}
        for _, hit in sorted(ranked, key=lambda each: each[0]):
            if wanted(hit.entry):
                known = merged.setdefault(id(hit.found), hit)
                merged[id(hit.found)] = _merged(known, hit)
        return tuple(merged.values())

    def _add(self, direction: Direction, names: Iterable[Name], found: LexiconEntry) -> None:
        for name in names:
            hit = Hit(name=name.text, direction=direction, found=found, forms=name.forms)
            written = {*enumerate(spellings(name.text))}
            written.update(enumerate(spellings(REMARK.sub("", name.text))))
            for closeness, spelling in written:
                key = direction, closeness, spelling
                self._index.setdefault(key, []).append((name.rank, hit))
                if closeness == _MOST_FORGIVING:
                    key_of_slips = direction, len(spelling.split())
                    self._folded.setdefault(key_of_slips, set()).add(spelling)


def _merged(known: Hit, other: Hit) -> Hit:
    """Join the forms of one entry; the entry itself needs no forms."""
    if known is other or not known.forms:
        return known
    words: dict[FoundForm, None] = dict.fromkeys((*known.forms, *other.forms))
    return evolve(known, forms=tuple(words))
