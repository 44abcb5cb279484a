"""How a word is pronounced."""

from collections.abc import Iterator

from parlons.adapters.llm.lexicon_tutor.answer import Answer, answer, unknown
from parlons.adapters.llm.lexicon_tutor.asking.pronunciation import ASKED, INTENT
from parlons.adapters.llm.lexicon_tutor.course.hit import Hit
from parlons.adapters.llm.lexicon_tutor.reading.pattern import plainly
from parlons.adapters.llm.lexicon_tutor.reading.question import Question
from parlons.adapters.llm.lexicon_tutor.shapes.desk import Desk
from parlons.adapters.llm.lexicon_tutor.wording.entries import meaning
from parlons.adapters.llm.lexicon_tutor.wording.phrases import Phrases
from parlons.adapters.llm.lexicon_tutor.wording.places import place, sound_address
from parlons.adapters.llm.lexicon_tutor.wording.replies import echoed, phrases_in


def pronunciation(question: Question, desk: Desk) -> Answer | None:
    """Give the pronunciation of a word, what the course notes about it, and where to hear it."""
    missing: Answer | None = None
    for reading in question.readings(ASKED):
        phrases = phrases_in(reading.language)
        if hits := desk.find(reading.phrase):
            return _told(reading.language, desk, hits)
        missing = missing or unknown(reading.language, echoed(phrases, reading.phrase))
    if INTENT.search(plainly(question.text)) and (hits := desk.focus(question, INTENT)):
        return _told(question.language, desk, hits)
    return missing


def _told(language: str, desk: Desk, hits: tuple[Hit, ...]) -> Answer:
    phrases = phrases_in(language)
    lines = [line for hit in hits for line in _lines(phrases, desk, hit)]
    return answer(language, lines, hits=hits)


def _lines(phrases: Phrases, desk: Desk, hit: Hit) -> Iterator[str]:
    entry, where = hit.entry, place(phrases, hit.unit)
    heard = hit.forms[0].words[0] if hit.forms else entry.term
    if entry.pronunciation is None:
        yield phrases.no_pronunciation.format(term=entry.term, place=where)
    elif hit.forms:
        yield phrases.form_heard.format(
            word=hit.name, term=entry.term, ipa=entry.pronunciation, place=where
        )
    else:
        yield phrases.pronounced.format(
            term=entry.term, meaning=meaning(phrases, entry), ipa=entry.pronunciation, place=where
        )
    if entry.note is not None:
        yield phrases.note.format(note=entry.note)
    yield phrases.hear.format(term=heard, address=sound_address(desk.book.path.id, heard))
