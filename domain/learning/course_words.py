"""Gathering the words that a course uses."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from parlons.domain.exercises.exercise import Exercise
from parlons.domain.exercises.lexicon import CourseWords, Lexicon
from parlons.domain.exercises.writing import Writing, folded
from parlons.domain.learning.gender_pairs import are_genders_of_one
from parlons.domain.learning.vocabulary_entry import PartOfSpeech, VocabularyEntry
from parlons.domain.learning.word_form import FormKind, WordForm

_STEM: Final = 3
# Participles agree; nobody lists "mangée, mangés, mangées".
_PARTICIPLE_ENDINGS: Final = {"fr": ("e", "s", "es")}
_FIRST_WORD: Final = {FormKind.IMPERATIVE}
_LAST_WORD: Final = {
    FormKind.PRESENT,
    FormKind.PAST_PARTICIPLE,
    FormKind.PERFECT,
    FormKind.IMPERFECT,
    FormKind.FUTURE,
    FormKind.CONDITIONAL,
}


def course_words(
    entries: Sequence[VocabularyEntry],
    exercises: Iterable[Exercise],
    *,
    taught: str,
    source: str,
) -> CourseWords:
    """Gather the words of a course that teaches the language `taught` in the language `source`.

    They are those of its vocabulary with all forms, and of the sentences of its exercises.
    """
    found = tuple(exercises)
    return CourseWords(
        taught=_lexicon(taught, _taught_texts(entries), _sentences(found, taught, taught), entries),
        source=_lexicon(source, _source_texts(entries), _sentences(found, source, taught), ()),
    )


def _lexicon(
    language: str,
    texts: Iterable[str],
    sentences: Iterable[str],
    entries: Sequence[VocabularyEntry],
) -> Lexicon:
    words: dict[str, set[int]] = defaultdict(set)
    for text in (*texts, *sentences):
        for word in Writing(text, language).words:
            words[word]  # a word that is only met belongs to no entry
    for number, entry in zip(_numbers(entries), entries, strict=True):
        for form in _forms(entry, language):
            words[form].add(number)
    return Lexicon(language, {word: frozenset(numbers) for word, numbers in words.items()})


def _sentences(exercises: Sequence[Exercise], language: str, taught: str) -> Iterator[str]:
    for exercise in exercises:
        yield from exercise.sentences(language, taught)


def _taught_texts(entries: Iterable[VocabularyEntry]) -> Iterator[str]:
    for entry in entries:
        yield from (entry.term, *entry.variants, entry.example or "")
        for form in entry.forms:
            if form.kind is not FormKind.UNCONTRACTED:
                yield from form.words


def _source_texts(entries: Iterable[VocabularyEntry]) -> Iterator[str]:
    for entry in entries:
        yield from (*entry.translations, entry.example_translation or "")


def _forms(entry: VocabularyEntry, language: str) -> Iterator[str]:
    """Return the term and its forms, folded; of a verb without the pronoun that goes with it."""
    *clitic, term = folded(entry.term).split() or [""]
    if clitic in ([], ["se"], ["s"]):
        yield term
    for form in entry.forms:
        for bare in (_bare(form, word) for word in form.words):
            yield bare
            if form.kind is FormKind.PAST_PARTICIPLE:
                yield from (bare + ending for ending in _PARTICIPLE_ENDINGS.get(language, ()))


def _bare(form: WordForm, text: str) -> str:
    words = folded(text).split() or [""]
    if form.kind in _LAST_WORD:
        return words[-1]
    return words[0] if form.kind in _FIRST_WORD else " ".join(words)


def _numbers(entries: Sequence[VocabularyEntry]) -> Iterator[int]:
    """Number the entries; two genders of one noun are one: "voisin" and "voisine"."""
    nouns: dict[str, list[tuple[int, VocabularyEntry]]] = defaultdict(list)
    for number, entry in enumerate(entries):
        if entry.part_of_speech is not PartOfSpeech.NOUN:
            yield number
            continue
        alike = nouns[folded(entry.term)[:_STEM]]
        partner = next((known for known, noun in alike if are_genders_of_one(noun, entry)), number)
        alike.append((partner, entry))
        yield partner
