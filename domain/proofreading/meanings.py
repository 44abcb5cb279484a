"""What the vocabulary of a course says that its terms mean."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from attrs import frozen

from parlons.domain.exercises.writing import folded
from parlons.domain.learning.course_places import entries_of
from parlons.domain.learning.learning_path import LearningPath
from parlons.domain.learning.taught_words import spellings
from parlons.domain.learning.vocabulary_entry import PartOfSpeech, VocabularyEntry

_ENGLISH: Final = frozenset({"a", "an", "some", "the", "to"})
_BRACKETS: Final = re.compile(r"\([^)]*\)")


@frozen
class Meanings:
    """The entries by their terms and by their translations.

    Words before them that a dictionary leaves out do not count: the determiners of the vocabulary,
    English articles and "to".
    """

    terms: Mapping[str, Sequence[VocabularyEntry]]
    translations: Mapping[str, Sequence[VocabularyEntry]]
    light: frozenset[str]

    @classmethod
    def of(cls, path: LearningPath) -> "Meanings":
        """Gather the vocabulary of a course."""
        entries = [entry.value for entry in entries_of(path)]
        light = _ENGLISH | {
            folded(word)
            for entry in entries
            if entry.part_of_speech is PartOfSpeech.DETERMINER
            for words in spellings(entry)
            for word in words
        }
        terms: dict[str, list[VocabularyEntry]] = defaultdict(list)
        translations: dict[str, list[VocabularyEntry]] = defaultdict(list)
        for entry in entries:
            for text in {_bare(each, light) for each in (entry.term, *entry.variants)} - {""}:
                terms[text].append(entry)
            for text in {_bare(each, light) for each in entry.translations} - {""}:
                translations[text].append(entry)
        return cls(terms, translations, light)

    def entries(self, text: str) -> Sequence[VocabularyEntry]:
        """Return the entries whose term or translation the text is."""
        return (*self.of_term(text), *self.of_meaning(text))

    def of_term(self, text: str) -> Sequence[VocabularyEntry]:
        """Return the entries whose term or variant the text is."""
        return self.terms.get(_bare(text, self.light), ())

    def of_meaning(self, text: str) -> Sequence[VocabularyEntry]:
        """Return the entries of which the text is a translation."""
        return self.translations.get(_bare(text, self.light), ())

    def agree(self, entries: Iterable[VocabularyEntry], answer: str) -> bool:
        """Say whether the answer holds a translation, or a form, of one of the entries."""
        said = set(folded(answer).split())
        return any(words <= said for entry in entries for words in self._ways(entry))

    def _ways(self, entry: VocabularyEntry) -> list[set[str]]:
        translations = (set(_bare(text, self.light).split()) for text in entry.translations)
        forms = (set(map(folded, words)) for words in spellings(entry))
        return [words for words in (*translations, *forms) if words]


def _bare(text: str, light: frozenset[str]) -> str:
    words = folded(_BRACKETS.sub(" ", text)).split()
    while len(words) > 1 and words[0] in light:
        words = words[1:]
    return " ".join(words)
