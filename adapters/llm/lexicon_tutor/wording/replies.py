"""Writing a whole reply."""

from collections.abc import Iterable, Iterator
from typing import Final

from parlons.adapters.llm.lexicon_tutor.answer import Answer
from parlons.adapters.llm.lexicon_tutor.course.course_book import CourseBook
from parlons.adapters.llm.lexicon_tutor.course.hit import Hit
from parlons.adapters.llm.lexicon_tutor.course.unit_guide import GuidedUnit
from parlons.adapters.llm.lexicon_tutor.languages import name_in, primary
from parlons.adapters.llm.lexicon_tutor.reading.question import Question
from parlons.adapters.llm.lexicon_tutor.reading.word_question import WordQuestion
from parlons.adapters.llm.lexicon_tutor.wording.english import ENGLISH
from parlons.adapters.llm.lexicon_tutor.wording.french import FRENCH
from parlons.adapters.llm.lexicon_tutor.wording.phrases import Phrases
from parlons.adapters.llm.lexicon_tutor.wording.places import as_text, place
from parlons.domain.learning.vocabulary_entry import PartOfSpeech

_PHRASES: Final = {"en": ENGLISH, "fr": FRENCH}
_UNITS_NAMED: Final = 20
_NEAREST: Final = 3
_LONGEST_ECHO: Final = 60
_TELLING: Final = {PartOfSpeech.NOUN, PartOfSpeech.VERB, PartOfSpeech.ADJECTIVE}


def phrases_in(language: str) -> Phrases:
    """Return the words to answer with; English ones where a language has none."""
    return _PHRASES.get(primary(language), ENGLISH)


def stated(answer: Answer) -> str:
    """Write an answer, beginning with what the question was taken for."""
    assumed = answer.assumed
    lead = [phrases_in(answer.language).assumed.format(word=assumed)] if assumed else []
    return "\n\n".join([*lead, *answer.paragraphs])


def not_known(answer: Answer, book: CourseBook, question: Question | None) -> str:
    """Say plainly that the course does not hold the answer, and what it does hold."""
    phrases = phrases_in(answer.language)
    lead = [phrases.unknown, *answer.paragraphs]
    return "\n\n".join([*lead, *_held(phrases, book, question)])


def strange_languages(question: Question, book: CourseBook) -> frozenset[str]:
    """Return the languages in a question that the course has nothing to do with."""
    return question.languages - {book.source, book.target}


def no_languages(phrases: Phrases, book: CourseBook, strange: Iterable[str]) -> str:
    """Say which language the course teaches, and which it does not."""
    names = sorted(name_in(tag, phrases.language) for tag in strange)
    target = name_in(book.target, phrases.language)
    return phrases.no_language.format(target=target, names=phrases.either.join(names))


def echoed(phrases: Phrases, text: str) -> str:
    """Repeat the phrase that is not taught, unless it is a long one."""
    if not 0 < len(text) <= _LONGEST_ECHO:
        return phrases.nothing_found
    return phrases.no_word.format(phrase=as_text(text))


def _held(phrases: Phrases, book: CourseBook, question: Question | None) -> Iterator[str]:
    near = book.guide.nearest(" ".join(question.telling_words), _NEAREST) if question else ()
    if near:
        yield f"{phrases.near_topics}\n\n" + "\n".join(_outlined(phrases, near))
    words = {hit.entry.term: hit for hit in _words_in(book, question)}
    if words:
        told = (f"*{term}* ({place(phrases, hit.unit)})" for term, hit in words.items())
        yield phrases.near_words.format(words=", ".join(list(told)[:_NEAREST]))
    if not near:
        yield f"{phrases.covers}\n\n" + "\n".join(_titles(phrases, book))
    yield phrases.invitation.format(language=name_in(book.target, phrases.language))


def _words_in(book: CourseBook, question: Question | None) -> Iterator[Hit]:
    for word in question.telling_words if question else ():
        hits = book.words.look_up(WordQuestion(phrase=word, asks_meaning=True))
        yield from (hit for hit in hits[:1] if hit.entry.part_of_speech in _TELLING)


def _outlined(phrases: Phrases, units: Iterable[GuidedUnit]) -> Iterator[str]:
    for unit in units:
        where = place(phrases, unit.reference)
        yield f"- {phrases.unit_teaches.format(place=where, description=unit.view.description)}"


def _titles(phrases: Phrases, book: CourseBook) -> Iterator[str]:
    named = book.guide.units[:_UNITS_NAMED]
    yield from (f"- {place(phrases, unit.reference)}" for unit in named)
    more = len(book.guide.units) - len(named)
    if more:
        yield f"- {phrases.more_units.format(count=more)}"
