"""The words of the bundled course are complete, and its French is typed as French is."""

import re
import unicodedata
from collections.abc import Iterator

import attrs
import pytest

from parlons.domain.exercises.answer_pattern import spell_out_all
from parlons.domain.exercises.fill_in_blank import FillInBlank
from parlons.domain.exercises.listening import Listening
from parlons.domain.exercises.ordering import Ordering
from parlons.domain.exercises.speaking import Speaking
from parlons.domain.exercises.translation import Translation
from parlons.domain.exercises.writing import without_punctuation
from parlons.domain.learning.vocabulary_entry import PartOfSpeech
from parlons.domain.learning.word_form import FormKind

WITHOUT_FORMS: set[str] = set()


@pytest.fixture(scope="session")
def vocabulary(path):
    return [entry for unit in path.units for entry in unit.vocabulary]


def test_good_evening_is_taught_in_the_first_unit(path):
    (entry,) = (entry for entry in path.units[0].vocabulary if entry.term == "bonsoir")
    assert entry.translations == ("good evening",)


def test_nouns_have_a_gender(vocabulary):
    assert not [
        entry.term
        for entry in vocabulary
        if entry.part_of_speech is PartOfSpeech.NOUN and entry.gender is None
    ]


def test_every_word_has_its_level_and_its_sound(vocabulary):
    assert not [entry.term for entry in vocabulary if not (entry.level and entry.pronunciation)]


def test_words_that_are_inflected_have_their_forms(vocabulary):
    wanted = {PartOfSpeech.ADJECTIVE: FormKind.FEMININE, PartOfSpeech.VERB: FormKind.PRESENT}
    assert not [
        entry.term
        for entry in vocabulary
        if (kind := wanted.get(entry.part_of_speech))
        and kind not in {form.kind for form in entry.forms}
        and entry.term not in WITHOUT_FORMS
    ]


def test_a_tense_names_the_six_persons_or_the_one_there_is(vocabulary):
    tenses = {FormKind.PRESENT, FormKind.PERFECT}
    assert not [
        (entry.term, form.words)
        for entry in vocabulary
        for form in entry.forms
        if form.kind in tenses and len(form.words) not in (1, 6)
    ]


def test_every_word_has_an_example_with_its_translation(vocabulary):
    for entry in vocabulary:
        assert entry.example, entry.term
        assert entry.example_translation, entry.term


def test_an_example_uses_its_word(vocabulary):
    assert not [
        (entry.term, entry.example)
        for entry in vocabulary
        if not any(uses(entry.example, form) for form in forms(entry))
    ]


def test_french_is_typed_with_a_space_before_tall_punctuation(path):
    tight = re.compile(r"[^\s«][?!:;»]|«\S")
    assert not [text for text in french(path) if tight.search(text)]


def test_texts_are_typed_as_learners_type_them(path):
    for text in texts(attrs.asdict(path)):
        assert text == unicodedata.normalize("NFC", text)
        assert not set(text) & set("’‘“”\u00a0\u202f"), text
        assert "  " not in text.replace("\n  ", "\n"), text


def forms(entry) -> Iterator[str]:
    """Every way to write the term; verbs without the pronoun, phrases by any word but the first."""
    yield from (entry.term, *entry.variants)
    if entry.part_of_speech is PartOfSpeech.PHRASE and " " in entry.term:
        yield from entry.term.split()[1:]
    for form in entry.forms:
        yield from form.words
        yield from (word.split()[-1].split("'")[-1] for word in form.words)


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
            yield from (line.text for line in lesson.dialogue)
            for exercise in lesson.exercises:
                yield from french_in(exercise)


def french_in(exercise) -> tuple[str, ...]:
    match exercise:
        case FillInBlank(text=text) | Speaking(text=text) | Listening(transcript=text):
            return (text,)
        case Translation(text=text, into="en"):
            return (text,)
        case Translation(keys=keys):
            return spell_out_all(keys)
        case Ordering(orders=orders):
            return orders[0]
    return ()
