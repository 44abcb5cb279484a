"""Saying what the course says of a word."""

from collections.abc import Iterator

from parlons.adapters.llm.lexicon_tutor.course.hit import Hit
from parlons.adapters.llm.lexicon_tutor.languages import name_in
from parlons.adapters.llm.lexicon_tutor.reading.word_question import Direction
from parlons.adapters.llm.lexicon_tutor.wording.phrases import Phrases
from parlons.adapters.llm.lexicon_tutor.wording.places import place
from parlons.domain.learning.catalogue import PathSummary
from parlons.domain.learning.vocabulary_entry import VocabularyEntry


def paragraphs(phrases: Phrases, path: PathSummary, hit: Hit) -> Iterator[str]:
    """Say what a word is or means, where it is taught, and what the course notes about it."""
    if hit.forms:
        yield form_line(phrases, hit)
    yield _equation(phrases, path, hit)
    yield from remarks(phrases, hit.entry)


def remarks(phrases: Phrases, entry: VocabularyEntry) -> Iterator[str]:
    """Give the example of an entry and its note."""
    if entry.example is not None:
        yield phrases.example.format(example=entry.example, translation=in_brackets(entry))
    if entry.note is not None:
        yield phrases.note.format(note=entry.note)


def in_brackets(entry: VocabularyEntry) -> str:
    """Translate the example of an entry, in brackets after it."""
    return f" ({entry.example_translation})" if entry.example_translation else ""


def form_line(phrases: Phrases, hit: Hit) -> str:
    """Say which form of which word was found: "sommes" is "nous sommes", present, of "être"."""
    told = (f"{', '.join(form.words)} ({phrases.kinds[form.kind]})" for form in hit.forms)
    return phrases.form_of.format(
        word=hit.name, term=hit.entry.term, forms=", ".join(dict.fromkeys(told))
    )


def meaning(phrases: Phrases, entry: VocabularyEntry) -> str:
    """Give all translations of an entry."""
    return phrases.either.join(entry.translations)


def _equation(phrases: Phrases, path: PathSummary, hit: Hit) -> str:
    headword = _headword(phrases, hit.entry)
    where = place(phrases, hit.unit)
    if hit.direction is Direction.INTO_TARGET:
        language = name_in(path.target_language, phrases.language)
        return phrases.into_target.format(
            name=hit.name, headword=headword, language=language, place=where
        )
    meanings = phrases.either.join(map(phrases.quoted.format, hit.entry.translations))
    language = name_in(path.source_language, phrases.language)
    return phrases.into_source.format(
        headword=headword, meanings=meanings, language=language, place=where
    )


def _headword(phrases: Phrases, entry: VocabularyEntry) -> str:
    if entry.gender is None:
        return f"**{entry.term}**"
    kind, gender = phrases.parts[entry.part_of_speech], phrases.genders[entry.gender]
    return f"**{entry.term}** ({kind}, {gender})"
