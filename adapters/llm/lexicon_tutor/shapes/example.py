"""A sentence with a word in it."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from parlons.adapters.llm.lexicon_tutor.answer import Answer, answer, unknown
from parlons.adapters.llm.lexicon_tutor.asking.example import ASKED, INTENT
from parlons.adapters.llm.lexicon_tutor.course.hit import Hit
from parlons.adapters.llm.lexicon_tutor.reading.pattern import plainly
from parlons.adapters.llm.lexicon_tutor.reading.question import Question
from parlons.adapters.llm.lexicon_tutor.shapes.desk import Desk
from parlons.adapters.llm.lexicon_tutor.wording.entries import in_brackets, meaning
from parlons.adapters.llm.lexicon_tutor.wording.phrases import Phrases
from parlons.adapters.llm.lexicon_tutor.wording.places import as_text, place
from parlons.adapters.llm.lexicon_tutor.wording.replies import phrases_in
from parlons.domain.learning.catalogue import LexiconEntry

_MOST: Final = 2


def example(question: Question, desk: Desk) -> Answer | None:
    """Give the example sentences of a word, or those of other words in which it stands."""
    missing: Answer | None = None
    for reading in question.readings(ASKED):
        phrases = phrases_in(reading.language)
        hits = desk.find(reading.phrase)
        if found := _told(reading.language, desk, hits):
            return found
        word = as_text(reading.phrase)
        missing = missing or unknown(reading.language, phrases.no_example.format(word=word))
    if INTENT.search(plainly(question.text)) and (hits := desk.focus(question, INTENT)):
        return _told(question.language, desk, hits)
    return missing


def _told(language: str, desk: Desk, hits: tuple[Hit, ...]) -> Answer | None:
    phrases = phrases_in(language)
    found = [*islice(_sentences(desk, hits), _MOST + len(hits) - 1)]
    head = [_head(phrases, hit) for hit in hits if hit.forms]
    told = [_line(phrases, each) for each in found]
    units = [each.unit for each in found]
    return answer(language, [*head, *told], hits=hits, units=units) if found else None


def _sentences(desk: Desk, hits: Iterable[Hit]) -> Iterator[LexiconEntry]:
    """Yield entries with an example: of a form those in which it stands, then the word's own."""
    seen: set[str] = set()
    for hit in hits:
        name = hit.name if hit.forms else hit.entry.term
        others = [*desk.book.sentences.with_words(name)]
        own = [hit.found] if hit.entry.example else []
        for each in [*others, *own] if hit.forms else [*own, *others]:
            if each.entry.example and each.entry.example not in seen:
                seen.add(each.entry.example)
                yield each


def _line(phrases: Phrases, each: LexiconEntry) -> str:
    entry = each.entry
    return phrases.used.format(
        example=entry.example,
        translation=in_brackets(entry),
        term=entry.term,
        place=place(phrases, each.unit),
    )


def _head(phrases: Phrases, hit: Hit) -> str:
    return f"**{hit.name}** → **{hit.entry.term}** ({meaning(phrases, hit.entry)})"
