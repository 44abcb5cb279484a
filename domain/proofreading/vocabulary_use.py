"""Vocabulary that is taught and never practised."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from attrs import frozen

from parlons.domain.learning.course_places import entries_of, exercises_of, lines_of
from parlons.domain.learning.course_reading import CourseReading
from parlons.domain.learning.taught_words import spellings
from parlons.domain.learning.text_words import small_words
from parlons.domain.learning.vocabulary_entry import PartOfSpeech, VocabularyEntry
from parlons.domain.proofreading.remark import Remark, RemarkKind

_GAP: Final = 2
"""So many words may stand between two of a phrase: "il fait encore très froid"."""


def unused_vocabulary(reading: CourseReading) -> Iterator[Remark]:
    """Remark on each entry that no exercise and no dialogue of the course uses in any form.

    The words of a phrase may be inflected and stand apart: "faire sa valise" is used in "Tu fais ta
    valise". Examples are no use: each has been written for its own entry.
    """
    use = _Use.of(reading)
    for entry in entries_of(reading.path):
        if not any(map(use.holds, spellings(entry.value))):
            message = f"{entry.name!r} is used by no exercise and no dialogue"
            yield Remark(RemarkKind.UNUSED, entry.pointer, message)


@frozen
class _Use:
    """The texts of a course, and by word the numbers of those that hold it."""

    texts: Sequence[tuple[str, ...]]
    holding: Mapping[str, set[int]]
    alike: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, reading: CourseReading) -> "_Use":
        texts = list(dict.fromkeys(map(small_words, _texts(reading))))
        holding = defaultdict(set)
        for number, words in enumerate(texts):
            for word in words:
                holding[word].add(number)
        return cls(texts, holding, _alike([entry.value for entry in entries_of(reading.path)]))

    def holds(self, words: tuple[str, ...]) -> bool:
        if len(words) == 1:
            return words[0] in self.holding
        wanted = [self.alike.get(word, frozenset((word,))) for word in words]
        found = [set().union(*(self.holding.get(w, ()) for w in each)) for each in wanted]
        candidates = set.intersection(*found) if found else set()
        return any(_follow(self.texts[number], wanted) for number in candidates)


def _texts(reading: CourseReading) -> Iterator[str]:
    for line in lines_of(reading.path):
        yield line.value.text
    for exercise in exercises_of(reading.path):
        yield from reading.texts.shown(exercise.value)


def _alike(entries: Sequence[VocabularyEntry]) -> Mapping[str, frozenset[str]]:
    """Lead from the term of an entry to its forms, and from a determiner to all determiners."""
    forms: dict[str, set[str]] = defaultdict(set)
    determiners: set[str] = set()
    for entry in entries:
        single = {words[0] for words in spellings(entry) if len(words) == 1}
        forms[entry.term.casefold()] |= single
        if entry.part_of_speech is PartOfSpeech.DETERMINER:
            determiners |= single
    alike = {word: frozenset((word, *words)) for word, words in forms.items()}
    return alike | dict.fromkeys(determiners, frozenset(determiners))


def _follow(text: Sequence[str], wanted: Sequence[frozenset[str]]) -> bool:
    """Say whether the text holds one of each in this order, near to each other."""
    ends = {at for at, word in enumerate(text) if word in wanted[0]}
    for each in wanted[1:]:
        near = {end + step for end in ends for step in range(1, _GAP + 2)}
        ends = {at for at in near if at < len(text) and text[at] in each}
    return bool(ends)
