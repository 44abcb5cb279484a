"""Which words a course teaches, and where."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from attrs import frozen

from parlons.domain.learning.course_places import entries_of
from parlons.domain.learning.learning_path import LearningPath
from parlons.domain.learning.text_words import Word, small_words, words_in
from parlons.domain.learning.vocabulary_entry import PartOfSpeech, VocabularyEntry
from parlons.domain.learning.word_form import FormKind, WordForm

_TENSES: Final = {
    FormKind.PRESENT,
    FormKind.PERFECT,
    FormKind.IMPERFECT,
    FormKind.FUTURE,
    FormKind.CONDITIONAL,
}
_ELIDABLE: Final = re.compile(r"[^aeiouy]{1,2}|\w*qu")
_VOWELS: Final = "aeiou"


@frozen
class Teaching:
    """The first entry that a word is met in, and the index of its unit."""

    unit: int
    entry: VocabularyEntry


@frozen
class TaughtWords:
    """The words of all forms of a course's vocabulary, those of phrases among them.

    A participle may have each ending that an adjective of the course adds to its term. `capitals`
    are the words that the vocabulary writes with a capital.
    """

    teachings: Mapping[str, Teaching]
    capitals: frozenset[str]

    @classmethod
    def of(cls, path: LearningPath) -> "TaughtWords":
        """Gather the words of a course."""
        teachings: dict[str, Teaching] = {}
        capitals = set()
        endings = _endings(entry.value for entry in entries_of(path))
        for entry in entries_of(path):
            for word in words_of(entry.value) | _agreeing(entry.value, endings):
                teachings.setdefault(word, Teaching(entry.unit, entry.value))
            if entry.value.part_of_speech is not PartOfSpeech.PROPER_NOUN:
                capitals |= {w.text for w in words_in(entry.value.term) if w.is_capitalised}
        return cls(teachings, frozenset(capitals))

    def teaching(self, word: Word) -> Teaching | None:
        """Return where the word is taught, or what it is elided from: "j'" is "je"."""
        if word.text in self.teachings or not word.is_elided:
            return self.teachings.get(word.text)
        if not _ELIDABLE.fullmatch(word.text):
            return None
        full = (self.teachings.get(word.text + vowel) for vowel in _VOWELS)
        return min(filter(None, full), key=lambda teaching: teaching.unit, default=None)

    def hold(self, text: str) -> bool:
        """Say whether every word of the text is taught."""
        return all(map(self.teaching, words_in(text)))


def words_of(entry: VocabularyEntry) -> set[str]:
    """Return each word of the entry and its forms, without the subjects of its tenses."""
    words = {word for text in (entry.term, *entry.variants) for word in small_words(text)}
    for form in entry.forms:
        for text in form.words:
            words.update(_without_subject(form, small_words(text)))
    return words


def spellings(entry: VocabularyEntry) -> Iterator[tuple[str, ...]]:
    """Yield the words by which the entry and each of its forms are known.

    They are the last word of a verb and of its tenses, and the first of its imperative, since
    pronouns change or stand elsewhere: "se lever" is used in "levez-vous".
    """
    for text in (entry.term, *entry.variants):
        words = small_words(text)
        yield words[-1:] if entry.part_of_speech is PartOfSpeech.VERB else words
    for form in entry.forms:
        for text in form.words:
            yield _core(form, small_words(text))


def _endings(entries: Iterable[VocabularyEntry]) -> set[str]:
    return {
        text.removeprefix(entry.term)
        for entry in entries
        if entry.part_of_speech is PartOfSpeech.ADJECTIVE
        for form in entry.forms
        for text in form.words
        if text.startswith(entry.term)
    }


def _agreeing(entry: VocabularyEntry, endings: set[str]) -> set[str]:
    participles = {
        word
        for form in entry.forms
        if form.kind is FormKind.PAST_PARTICIPLE
        for text in form.words
        for word in small_words(text)
    }
    return {participle + ending for participle in participles for ending in endings}


def _core(form: WordForm, words: tuple[str, ...]) -> tuple[str, ...]:
    if form.kind in _TENSES:
        return words[-1:]
    return words[:1] if form.kind is FormKind.IMPERATIVE else words


def _without_subject(form: WordForm, words: tuple[str, ...]) -> tuple[str, ...]:
    if form.kind is FormKind.UNCONTRACTED:
        return ()
    return words[1:] if form.kind in _TENSES and len(words) > 1 else words
