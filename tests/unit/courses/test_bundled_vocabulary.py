"""The words of the bundled course are complete, and its French is typed as French is."""

import re
import unicodedata
from collections.abc import Iterator

import attrs
import pytest

from parlons.domain.exercises.fill_in_blank import FillInBlank
from parlons.domain.exercises.ordering import Ordering
from parlons.domain.exercises.speaking import Speaking
from parlons.domain.exercises.translation import Translation
from parlons.domain.exercises.writing import without_punctuation
from parlons.domain.learning.vocabulary_entry import PartOfSpeech


@pytest.fixture(scope="session")
def vocabulary(path):
    return [entry for unit in path.units for entry in unit.vocabulary]


def test_good_evening_is_taught_in_the_first_unit(path):
    (entry,) = (entry for entry in path.units[0].vocabulary if entry.term == "bonsoir")
    assert entry.translations == ("good evening",)


def test_nouns_have_a_gender_and_nothing_else_has(vocabulary):
    for entry in vocabulary:
        assert (entry.gender is not None) == (entry.part_of_speech is PartOfSpeech.NOUN), entry.term


def test_every_word_has_an_example_with_its_translation(vocabulary):
    for entry in vocabulary:
        assert entry.example, entry.term
        assert entry.example_translation, entry.term


def test_an_example_uses_its_word(vocabulary):
    """Verbs are conjugated there, so they are left out."""
    assert not [
        entry.term
        for entry in vocabulary
        if entry.part_of_speech is not PartOfSpeech.VERB
        if not any(uses(entry.example, form) for form in (entry.term, *entry.variants))
    ]


def test_french_is_typed_with_a_space_before_tall_punctuation(path):
    tight = re.compile(r"[^\s«][?!:;»]|«\S")
    assert not [text for text in french(path) if tight.search(text)]


def test_texts_are_typed_as_learners_type_them(path):
    for text in texts(attrs.asdict(path)):
        assert text == unicodedata.normalize("NFC", text)
        assert not set(text) & set("’‘“”\u00a0\u202f"), text
        assert "  " not in text.replace("\n  ", "\n"), text


def uses(sentence: str, form: str) -> bool:
    """Say whether each word of the form begins a word of the sentence, which may be a plural."""
    said = words(sentence)
    return all(any(word.startswith(part) for word in said) for part in words(form))


def words(text: str) -> list[str]:
    return without_punctuation(text).casefold().split()


def texts(value: object) -> Iterator[str]:
    """Every text in what attrs.asdict returns."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for member in value.values() if isinstance(value, dict) else value:
            yield from texts(member)


def french(path) -> Iterator[str]:
    for unit in path.units:
        for entry in unit.vocabulary:
            yield from (entry.term, *entry.variants, entry.example)
        for lesson in unit.lessons:
            for exercise in lesson.exercises:
                yield from french_in(exercise)


def french_in(exercise) -> tuple[str, ...]:
    match exercise:
        case FillInBlank(text=text) | Speaking(text=text) | Translation(text=text, into="en"):
            return (text,)
        case Translation(keys=keys):
            return keys
        case Ordering(orders=orders):
            return orders[0]
    return ()
