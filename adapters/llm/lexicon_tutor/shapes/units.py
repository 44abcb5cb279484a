"""What a unit teaches, and what the course does."""

import re
from collections.abc import Iterator
from typing import Final

from parlons.adapters.llm.lexicon_tutor.answer import Answer, answer, unknown
from parlons.adapters.llm.lexicon_tutor.asking.units import COURSE, UNIT
from parlons.adapters.llm.lexicon_tutor.course.unit_guide import GuidedUnit
from parlons.adapters.llm.lexicon_tutor.languages import name_in
from parlons.adapters.llm.lexicon_tutor.reading.numbers import number_in
from parlons.adapters.llm.lexicon_tutor.reading.pattern import Reading, plainly
from parlons.adapters.llm.lexicon_tutor.reading.question import Question
from parlons.adapters.llm.lexicon_tutor.shapes.desk import Desk
from parlons.adapters.llm.lexicon_tutor.wording.phrases import Phrases
from parlons.adapters.llm.lexicon_tutor.wording.places import as_text, lesson_link, place
from parlons.adapters.llm.lexicon_tutor.wording.replies import phrases_in

_WORDS_NAMED: Final = 12
_ORDINALS: Final = (
    ("first|premiere", 1),
    ("second|deuxieme", 2),
    ("third|troisieme", 3),
    ("fourth|quatrieme", 4),
    ("fifth|cinquieme", 5),
    ("sixth|sixieme", 6),
    ("seventh|septieme", 7),
    ("eighth|huitieme", 8),
    ("ninth|neuvieme", 9),
    ("tenth|dixieme", 10),
    ("eleventh|onzieme", 11),
    ("twelfth|douzieme", 12),
)


def units(question: Question, desk: Desk) -> Answer | None:
    """Say what one unit teaches, or all of them."""
    for reading in question.readings(UNIT):
        if found := _unit(reading, desk):
            return found
    for reading in question.readings(COURSE):
        return _course(phrases_in(reading.language), desk)
    return None


def _unit(reading: Reading, desk: Desk) -> Answer | None:
    phrases, guide = phrases_in(reading.language), desk.book.guide
    if "title" in reading.groups:
        titled = guide.called(reading.groups["title"])
        return _told(phrases, titled) if titled else None
    position = _position(plainly(reading.groups["unit"]), desk)
    if position is None:
        return None
    unit = guide.at(position)
    if unit is None:
        count = len(guide.units)
        return unknown(reading.language, phrases.no_unit.format(unit=position, count=count))
    return _told(phrases, unit)


def _position(named: str, desk: Desk) -> int | None:
    if named in {"last", "derniere"}:
        return len(desk.book.guide.units)
    ordinal = next((each for names, each in _ORDINALS if re.fullmatch(names, named)), None)
    if ordinal is not None:
        return ordinal
    counted = number_in(named)
    return desk.book.numbers.read(named) if counted is None else counted


def _told(phrases: Phrases, unit: GuidedUnit) -> Answer:
    view = unit.view
    lines = [_outline(phrases, unit)]
    if unit.lessons:
        lessons = "; ".join(map(lesson_link, unit.lessons))
        lines.append(phrases.unit_lessons.format(lessons=lessons))
    if view.vocabulary:
        words = ", ".join(f"*{each.term}*" for each in view.vocabulary[:_WORDS_NAMED])
        lines.append(phrases.unit_words.format(count=len(view.vocabulary), words=words))
    headings = [*_headings(view.grammar_note or "")]
    if headings:
        lines.append(phrases.unit_grammar.format(topics="; ".join(headings)))
    return answer(phrases.language, lines, units=[unit.reference])


def _outline(phrases: Phrases, unit: GuidedUnit) -> str:
    where = place(phrases, unit.reference)
    return phrases.unit_teaches.format(place=where, description=unit.view.description)


def _headings(note: str) -> Iterator[str]:
    for line in note.splitlines():
        if line.startswith("#"):
            yield line.lstrip("# ").replace("*", "")


def _course(phrases: Phrases, desk: Desk) -> Answer:
    book = desk.book
    head = phrases.course_teaches.format(
        title=as_text(book.path.title),
        language=name_in(book.target, phrases.language),
        units=len(book.guide.units),
        words=len(book.lexicon),
    )
    told = (f"- {_outline(phrases, each)}" for each in book.guide.units)
    return answer(phrases.language, [head, "\n".join(told)])
