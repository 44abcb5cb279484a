"""A unit's notes, cut into sections and paragraphs."""

import re
from collections.abc import Iterator
from typing import Final

from attrs import define, field, frozen

from parlons.adapters.llm.lexicon_tutor.course.spellings import REMARK, without_article
from parlons.domain.exercises.writing import canonical, folded, without_accents, without_punctuation
from parlons.domain.learning.catalogue import UnitReference

_HEADING: Final = re.compile(r"^#{1,6} +(?P<heading>.+)$", re.MULTILINE)
_BLOCK: Final = re.compile(r"\n{2,}|\n(?=- )")
_BOLD: Final = re.compile(r"\*\*(?P<run>[^*]+)\*\*")
_EMPHASISED: Final = re.compile(r"\*{1,3}(?P<run>[^*\n]+)\*{1,3}")
_OR: Final = re.compile(r",\s*|\s+(?:or|ou)\s+")
_MOST_COMPARED: Final = 4


@frozen
class Passage:
    """A piece of a note: a section, or a paragraph of one, with the section's heading."""

    unit: UnitReference
    heading: str
    text: str

    @property
    def name(self) -> str:
        """The heading without marks."""
        return self.heading.replace("*", "")


@frozen
class Compared:
    """Words that a passage tells apart, as they are spelt."""

    words: frozenset[str]
    passage: Passage

    def holds(self, words: frozenset[str]) -> bool:
        """Say whether the passage compares these words, accents apart unless they differ by one."""
        if words <= self.words:
            return True
        bare = frozenset(map(without_accents, words))
        return len(bare) == len(words) and bare <= frozenset(map(without_accents, self.words))


@define
class Notes:
    """All notes of a course, in order."""

    sections: list[Passage] = field(factory=list)
    compared: list[Compared] = field(factory=list)

    def add(self, unit: UnitReference, note: str | None) -> None:
        """Take in a unit's note."""
        for section in _sections(unit, note or ""):
            self.sections.append(section)
            if words := _compared(section.heading.partition(":")[0]):
                self.compared.append(Compared(words, section))
            for paragraph in _BLOCK.split(section.text):
                passage = Passage(unit, section.heading, paragraph.removeprefix("- ").strip())
                runs = (_compared(found["run"]) for found in _BOLD.finditer(paragraph))
                self.compared += [Compared(words, passage) for words in runs if words]

    def comparisons(self, words: frozenset[str]) -> Iterator[Passage]:
        """Yield the passages that tell these words apart."""
        yield from (each.passage for each in self.compared if each.holds(words))


def emphasised(text: str) -> frozenset[str]:
    """Return the words that stand in bold or italics, folded."""
    return frozenset(" ".join(folded(found["run"]) for found in _EMPHASISED.finditer(text)).split())


def spelt(word: str) -> str:
    """Write a word for comparing: small, without marks and article, with its accents."""
    plain = without_punctuation(canonical(REMARK.sub("", word))).casefold()
    return without_article(plain)


def _sections(unit: UnitReference, note: str) -> Iterator[Passage]:
    starts = list(_HEADING.finditer(note))
    first = starts[0].start() if starts else len(note)
    if note[:first].strip():
        yield Passage(unit, unit.title, note[:first].strip())
    ends = [found.start() for found in starts[1:]] + [len(note)]
    for found, end in zip(starts, ends, strict=False):
        yield Passage(unit, found["heading"].strip(), note[found.end() : end].strip())


def _compared(text: str) -> frozenset[str]:
    """Return the words that a heading such as "*Tu* or *vous*?" puts side by side, if it does."""
    words = frozenset(filter(None, map(spelt, _OR.split(text.replace("*", "")))))
    return words if 1 < len(words) <= _MOST_COMPARED else frozenset()
