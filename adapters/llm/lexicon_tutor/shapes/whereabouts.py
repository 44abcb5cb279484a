"""Where in the course something is taught."""

from collections.abc import Iterator

from parlons.adapters.llm.lexicon_tutor.answer import Answer, answer, unknown
from parlons.adapters.llm.lexicon_tutor.asking.whereabouts import ASKED
from parlons.adapters.llm.lexicon_tutor.course.hit import Hit
from parlons.adapters.llm.lexicon_tutor.course.notes import Passage
from parlons.adapters.llm.lexicon_tutor.french.grammar_terms import called_in_courses
from parlons.adapters.llm.lexicon_tutor.reading.question import Question
from parlons.adapters.llm.lexicon_tutor.shapes.desk import Desk
from parlons.adapters.llm.lexicon_tutor.wording.entries import meaning
from parlons.adapters.llm.lexicon_tutor.wording.phrases import Phrases
from parlons.adapters.llm.lexicon_tutor.wording.places import as_text, lesson_link, place
from parlons.adapters.llm.lexicon_tutor.wording.replies import phrases_in
from parlons.domain.learning.catalogue import UnitReference


def whereabouts(question: Question, desk: Desk) -> Answer | None:
    """Name the units that teach a word, or whose notes and lessons treat a topic."""
    missing: Answer | None = None
    for reading in question.readings(ASKED):
        phrases, topic = phrases_in(reading.language), reading.phrase
        hits = desk.find(topic)
        noted = [*_sections(desk, topic)]
        lessons = dict(_lessons(phrases, desk, topic))
        lines = [_word(phrases, hit) for hit in hits]
        lines += [_section(phrases, each) for each in noted]
        if lines or lessons:
            named = [*(each.unit for each in noted), *(each[0] for each in lessons.values())]
            told = [*lines, *(each[1] for each in lessons.values())]
            return answer(reading.language, told, hits=hits, units=named)
        line = phrases.no_place.format(topic=as_text(topic))
        missing = missing or unknown(reading.language, line)
    return missing


def _word(phrases: Phrases, hit: Hit) -> str:
    return phrases.taught_in.format(
        term=hit.entry.term, meaning=meaning(phrases, hit.entry), place=place(phrases, hit.unit)
    )


def _section(phrases: Phrases, passage: Passage) -> str:
    where = place(phrases, passage.unit)
    return phrases.section_in.format(place=where, heading=passage.name)


def _sections(desk: Desk, topic: str) -> Iterator[Passage]:
    for name in called_in_courses(topic) or (topic,):
        if passage := desk.book.topics.about(name):
            yield passage
            return


def _lessons(
    phrases: Phrases, desk: Desk, topic: str
) -> Iterator[tuple[int, tuple[UnitReference, str]]]:
    for unit in desk.book.guide.about(topic):
        where, lessons = place(phrases, unit.reference), [*unit.lessons_about(topic)]
        told = "; ".join(map(lesson_link, lessons)) or unit.view.description
        line = phrases.lessons_about.format(place=where, lessons=told)
        yield unit.view.id, (unit.reference, line)
