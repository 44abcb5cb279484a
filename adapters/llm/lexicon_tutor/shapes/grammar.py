"""What the course's notes explain."""

from itertools import chain
from typing import Final

from parlons.adapters.llm.lexicon_tutor.answer import Answer, answer, unknown
from parlons.adapters.llm.lexicon_tutor.asking.grammar import EXPLAINED, NAMED, USED
from parlons.adapters.llm.lexicon_tutor.course.notes import Passage
from parlons.adapters.llm.lexicon_tutor.french.grammar_terms import called_in_courses, terms_within
from parlons.adapters.llm.lexicon_tutor.languages import name_in
from parlons.adapters.llm.lexicon_tutor.reading.question import Question
from parlons.adapters.llm.lexicon_tutor.reading.word_question import WordQuestion, wordings
from parlons.adapters.llm.lexicon_tutor.shapes.desk import Desk
from parlons.adapters.llm.lexicon_tutor.wording import entries
from parlons.adapters.llm.lexicon_tutor.wording.places import as_text, place
from parlons.adapters.llm.lexicon_tutor.wording.replies import phrases_in

_POINTING: Final = {"it", "this", "that", "them", "these", "those", "ça", "cela"}


def grammar(question: Question, desk: Desk) -> Answer | None:
    """Quote the section of the notes that treats a topic.

    Where none does, what is asked about the use of a word is answered with what is noted of it. A
    question without a word of use or rule asks for a topic only if it calls it as grammarians do.
    """
    missing: Answer | None = None
    for shape, by_name in ((USED, False), (EXPLAINED, False), (NAMED, True)):
        for reading in question.readings(shape):
            language = reading.language if shape is not NAMED else question.language
            for each in wordings(WordQuestion(phrase=reading.phrase)):
                if passage := _section(desk, each.phrase, by_name=by_name):
                    return _quoted(language, passage, desk)
            if shape is USED and (found := _word(language, reading.phrase, desk)):
                return found
            if not by_name:
                line = phrases_in(language).no_topic.format(topic=as_text(reading.phrase))
                missing = missing or unknown(language, line)
    return missing


def _section(desk: Desk, topic: str, *, by_name: bool) -> Passage | None:
    topics = desk.book.topics
    found = filter(None, map(topics.about, called_in_courses(topic)))
    if by_name:
        return next(found, None)
    within = (topics.named(name, rest) for name, rest in terms_within(topic))
    return next(chain(found, filter(None, [topics.about(topic)]), filter(None, within)), None)


def _quoted(language: str, passage: Passage, desk: Desk) -> Answer:
    phrases = phrases_in(language)
    head = phrases.notes_say.format(
        place=place(phrases, passage.unit),
        heading=passage.name,
        language=name_in(desk.book.source, language),
    )
    return answer(language, [head, passage.text], units=[passage.unit])


def _word(language: str, phrase: str, desk: Desk) -> Answer | None:
    hits = () if phrase in _POINTING else desk.find(phrase)
    if not hits:
        return None
    phrases = phrases_in(language)
    told = (entries.paragraphs(phrases, desk.book.path, hit) for hit in hits)
    return answer(language, [line for lines in told for line in lines], hits=hits)
