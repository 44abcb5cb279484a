"""Finding the section of a note that treats a topic."""

from collections.abc import Iterable, Sequence
from typing import Final

from attrs import define, field, frozen

from parlons.adapters.llm.lexicon_tutor.course.notes import Passage, emphasised
from parlons.adapters.llm.lexicon_tutor.reading.small_words import ENGLISH
from parlons.domain.exercises.writing import folded

_SMALL_WORDS: Final = """
a about an and any are at be can do does for from give how i in is it language me my of on or
please rule rules some tell that the their there these this to use used using verb verbs what
when where which why with word words work works you your french grammar tense form forms explain
explained formed made built sentence sentences like mean means work worked go goes de des du la
le les l d un une verbe verbes mot mots regle regles francais temps
"""
_SMALL: Final = frozenset(_SMALL_WORDS.split())
_HEADING: Final = 4
_EMPHASIS: Final = 2
_WHOLE: Final = 8
_PLURAL: Final = 3


@frozen
class _Section:
    passage: Passage
    heading: str
    heading_words: frozenset[str]
    emphasised: frozenset[str]
    words: frozenset[str]

    def score(self, topic: str, words: Sequence[str]) -> int:
        """Weigh how much the section is about a topic, 0 where a word of it is missing."""
        if not set(words) <= self.words:
            return 0
        weight = sum(
            _HEADING * (word in self.heading_words) + _EMPHASIS * (word in self.emphasised)
            for word in words
        )
        named = f" {topic} " in f" {self.heading} "
        return weight + (_WHOLE if named else 0)


@define
class Topics:
    """The sections of a course's notes, by the words in them.

    A section treats a topic when all of the topic's words are in it, and stand out: in the heading,
    or in bold or italics. The one in which they stand out most is the answer.
    """

    passages: Iterable[Passage]
    _sections: list[_Section] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        self._sections = [_section(passage) for passage in self.passages]

    def named(self, name: str, topic: str) -> Passage | None:
        """Return the section of that name, where it holds all other words of the topic as well."""
        passage = self.about(name)
        if passage is None:
            return None
        wanted = {_stem(word) for word in folded(topic).split() if word not in _SMALL}
        return passage if wanted <= _section(passage).words else None

    def about(self, topic: str) -> Passage | None:
        """Return the section that treats the topic most of all, or None."""
        asked = folded(topic)
        words = [_stem(word) for word in asked.split() if word not in _SMALL]
        words = words or [_stem(word) for word in asked.split() if word not in ENGLISH]
        if not words:
            return None
        enough = _EMPHASIS * len(words) if len(words) > 1 else _HEADING
        scored = [(each.score(asked, words), each.passage) for each in self._sections]
        best, passage = max(scored, key=lambda each: each[0], default=(0, None))
        return passage if best >= enough else None


def _section(passage: Passage) -> _Section:
    heading = folded(passage.name)
    body = folded(f"{passage.heading} {passage.text}".replace("*", ""))
    return _Section(
        passage=passage,
        heading=heading,
        heading_words=_stems(heading.split()),
        emphasised=_stems(emphasised(passage.text)),
        words=_stems(body.split()),
    )


def _stems(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(_stem, words))


def _stem(word: str) -> str:
    """Leave out the -s of a plural."""
    return word[:-1] if len(word) > _PLURAL and word.endswith("s") else word
