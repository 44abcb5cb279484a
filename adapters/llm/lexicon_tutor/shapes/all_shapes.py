"""The families of questions, in the order in which they are tried."""

from collections.abc import Iterable
from itertools import product
from typing import Final

from attrs import evolve

from parlons.adapters.llm.lexicon_tutor.answer import Answer
from parlons.adapters.llm.lexicon_tutor.course.course_book import CourseBook
from parlons.adapters.llm.lexicon_tutor.reading import keywords
from parlons.adapters.llm.lexicon_tutor.reading.question import Question
from parlons.adapters.llm.lexicon_tutor.shapes.calendar import calendar
from parlons.adapters.llm.lexicon_tutor.shapes.clock_time import clock_time
from parlons.adapters.llm.lexicon_tutor.shapes.conjugation import conjugation
from parlons.adapters.llm.lexicon_tutor.shapes.desk import Desk, Shape
from parlons.adapters.llm.lexicon_tutor.shapes.difference import difference
from parlons.adapters.llm.lexicon_tutor.shapes.example import example
from parlons.adapters.llm.lexicon_tutor.shapes.gender import gender
from parlons.adapters.llm.lexicon_tutor.shapes.grammar import grammar
from parlons.adapters.llm.lexicon_tutor.shapes.number import number
from parlons.adapters.llm.lexicon_tutor.shapes.pronunciation import pronunciation
from parlons.adapters.llm.lexicon_tutor.shapes.units import units
from parlons.adapters.llm.lexicon_tutor.shapes.whereabouts import whereabouts
from parlons.adapters.llm.lexicon_tutor.shapes.word_forms import word_form
from parlons.adapters.llm.lexicon_tutor.shapes.words import not_taught, words

SHAPES: Final[tuple[Shape, ...]] = (
    units,
    calendar,
    words,
    conjugation,
    gender,
    word_form,
    difference,
    whereabouts,
    pronunciation,
    example,
    clock_time,
    number,
    grammar,
)


def best_answer(asked: Iterable[Question], book: CourseBook) -> Answer:
    """Return the first answer that a family knows; else what the first one says is missing.

    All families read the question by its pattern before any reads it loosely, or takes a word for a
    slip of another, and at last one of the question's own words.
    """
    wordings = [*asked]
    repaired = [evolve(each, text=keywords.repaired(each.text, each.language)) for each in wordings]
    missing = None
    strict, loose, tolerant = (
        Desk(book),
        Desk(book, loose=True),
        Desk(book, loose=True, tolerant=True),
    )
    for questions, desk in (
        (wordings, strict),
        (wordings, loose),
        (wordings, tolerant),
        (repaired, tolerant),
    ):
        for question, shape in product(questions, SHAPES):
            found = shape(question, desk)
            if found is not None and found.known:
                return found
            missing = missing or found
    return missing or not_taught(wordings[-1])
