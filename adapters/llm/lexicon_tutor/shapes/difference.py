"""What tells two words apart."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from parlons.adapters.llm.lexicon_tutor.answer import Answer, answer, unknown
from parlons.adapters.llm.lexicon_tutor.asking.difference import (
    BETWEEN,
    CLEARLY,
    IN_USE,
    SIDE_BY_SIDE,
)
from parlons.adapters.llm.lexicon_tutor.course.hit import Hit
from parlons.adapters.llm.lexicon_tutor.course.notes import Passage, spelt
from parlons.adapters.llm.lexicon_tutor.languages import name_in
from parlons.adapters.llm.lexicon_tutor.reading.question import Question
from parlons.adapters.llm.lexicon_tutor.reading.word_question import WordQuestion, wordings
from parlons.adapters.llm.lexicon_tutor.shapes.desk import Desk
from parlons.adapters.llm.lexicon_tutor.wording import entries
from parlons.adapters.llm.lexicon_tutor.wording.phrases import Phrases
from parlons.adapters.llm.lexicon_tutor.wording.places import as_text, place
from parlons.adapters.llm.lexicon_tutor.wording.replies import phrases_in

_MOST_PASSAGES: Final = 3
_FEWEST: Final = 2
_MOST: Final = 4


def difference(question: Question, desk: Desk) -> Answer | None:
    """Say what a note says of two words, or else what the lexicon says of each of them.

    "A or B?" without a word of their difference asks for a note only.
    """
    for reading in question.readings(CLEARLY):
        phrase = reading.phrase + reading.groups.get("rest", "").replace("from", " and", 1)
        return _noted(reading.language, phrase, desk) or _told(reading.language, phrase, desk)
    for reading in question.readings(IN_USE):
        noted = _noted(reading.language, reading.phrase, desk)
        told = noted or _told(reading.language, reading.phrase, desk)
        if told.known:
            return told
    noted_of = (
        _noted(reading.language, reading.phrase, desk)
        for reading in question.readings(SIDE_BY_SIDE)
    )
    return next(filter(None, noted_of), None)


def _noted(language: str, phrase: str, desk: Desk) -> Answer | None:
    phrases = phrases_in(language)
    for words in _splits(phrase):
        found = [*islice(_passages(words, desk), _MOST_PASSAGES)]
        if found:
            told = [_paragraph(phrases, each, desk) for each in found]
            return answer(language, told, units=[each.unit for each in found])
    return None


def _passages(words: Sequence[str], desk: Desk) -> Iterator[Passage]:
    """Yield the passages on words, or on what they are in the language taught."""
    notes, seen = desk.book.notes, set()
    named = [frozenset(map(spelt, words))]
    meant = [desk.find(word) for word in words]
    if all(meant):
        named.append(frozenset(spelt(hits[0].entry.term) for hits in meant))
    for each in named:
        if len(each) < _FEWEST:
            continue
        for passage in notes.comparisons(each):
            if passage.text not in seen:
                seen.add(passage.text)
                yield passage


def _told(language: str, phrase: str, desk: Desk) -> Answer:
    phrases = phrases_in(language)
    for words in _splits(phrase):
        found = [desk.find(word) for word in words]
        hits = [hit for each in found for hit in each[:1]]
        if all(found) and len({hit.entry.term for hit in hits}) == len(words):
            lines = [line for hit in hits for line in _entry(phrases, desk, hit)]
            return answer(language, [phrases.side_by_side, *lines], hits=hits)
    return unknown(language, phrases.not_compared.format(words=as_text(phrase)))


def _entry(phrases: Phrases, desk: Desk, hit: Hit) -> Iterator[str]:
    return entries.paragraphs(phrases, desk.book.path, hit)


def _paragraph(phrases: Phrases, passage: Passage, desk: Desk) -> str:
    language = name_in(desk.book.source, phrases.language)
    where = place(phrases, passage.unit)
    head = phrases.tells_apart.format(place=where, heading=passage.name, language=language)
    return f"{head}\n\n{passage.text}"


def _splits(phrase: str) -> Iterator[list[str]]:
    """Yield the lists that a phrase may be: "et and est", "on et nous", "temps, heure and fois"."""
    plain = _bare(phrase)
    found = [*BETWEEN.finditer(plain)]
    for each in found:
        yield [_bare(plain[: each.start()]), _bare(plain[each.end() :])]
    words = [_bare(word) for word in BETWEEN.split(plain)]
    if _FEWEST < len(words) <= _MOST and all(words):
        yield words


def _bare(phrase: str) -> str:
    """Leave out "the words …", "… in French" and quotation marks."""
    return next(wordings(WordQuestion(phrase=phrase))).phrase
