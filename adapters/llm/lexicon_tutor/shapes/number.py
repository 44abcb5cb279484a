"""Numbers in words, both ways."""

import re
from collections.abc import Iterator
from typing import Final

from parlons.adapters.llm.lexicon_tutor.answer import Answer, answer, unknown
from parlons.adapters.llm.lexicon_tutor.asking.number import ASKED, COUNT, INTENT, WRITTEN_OUT
from parlons.adapters.llm.lexicon_tutor.languages import name_in
from parlons.adapters.llm.lexicon_tutor.reading.focus import focus
from parlons.adapters.llm.lexicon_tutor.reading.numbers import is_number_word, number_in
from parlons.adapters.llm.lexicon_tutor.reading.pattern import plainly, readings
from parlons.adapters.llm.lexicon_tutor.reading.question import Question
from parlons.adapters.llm.lexicon_tutor.reading.word_question import WordQuestion, wordings
from parlons.adapters.llm.lexicon_tutor.shapes.desk import Desk
from parlons.adapters.llm.lexicon_tutor.wording.phrases import Phrases
from parlons.adapters.llm.lexicon_tutor.wording.places import places
from parlons.adapters.llm.lexicon_tutor.wording.replies import phrases_in

_LONGEST_COUNT: Final = 100
_PART: Final = re.compile(
    r"\b(?:units?|unites?|lessons?|lecons?|chapters?|chapitres?|pages?)"
    r"(?: number| no\.?| numero)?:? [-+−]?(?P<number>\w+)"
)


def number(question: Question, desk: Desk) -> Answer | None:
    """Write a number in words or read one, as far as the course counts."""
    if _is_of_a_part(plainly(question.text)):
        return None
    for language, phrase in _phrases(question, desk):
        value = number_in(phrase)
        if value is not None:
            found = _written(language, value, desk)
            return found if found.known else _counted(question, desk) or found
        if (read := desk.book.numbers.read(phrase)) is not None:
            return _read(language, read, desk)
    return _counted(question, desk)


def _is_of_a_part(plain: str) -> bool:
    """Say whether the number is that of a unit or a lesson, not a word of French."""
    found = _PART.search(plain)
    return found is not None and is_number_word(found["number"])


def _phrases(question: Question, desk: Desk) -> Iterator[tuple[str, str]]:
    for reading in question.readings(ASKED):
        for each in wordings(WordQuestion(phrase=reading.phrase)):
            yield reading.language, each.phrase
            for inner in readings(WRITTEN_OUT, each.phrase):
                yield reading.language, inner.phrase
    for each in wordings(WordQuestion(phrase=question.text)):
        yield question.language, each.phrase
    if desk.loose:
        yield from ((question.language, each) for each in focus(question.text, INTENT))


def _written(language: str, value: int, desk: Desk) -> Answer:
    phrases, numbers = phrases_in(language), desk.book.numbers
    spelt = numbers.spelt(value)
    if spelt is None:
        if numbers.reach < 0:
            return unknown(language)
        return unknown(language, phrases.no_number.format(reach=numbers.reach, number=value))
    units = numbers.units(spelt)
    line = phrases.number_is.format(
        number=value,
        words=spelt.text,
        language=name_in(desk.book.target, language),
        place=places(phrases, units),
    )
    return answer(language, [line, *_rule(phrases, spelt.parts, desk)], units=units)


def _read(language: str, value: int, desk: Desk) -> Answer:
    phrases, numbers = phrases_in(language), desk.book.numbers
    spelt = numbers.spelt(value)
    if spelt is None:
        return unknown(language)
    units = numbers.units(spelt)
    where = places(phrases, units)
    line = phrases.number_means.format(words=spelt.text, number=value, place=where)
    return answer(language, [line, *_rule(phrases, spelt.parts, desk)], units=units)


def _rule(phrases: Phrases, parts: tuple[int, ...], desk: Desk) -> Iterator[str]:
    """Say which taught numbers a number is put together from."""
    if len(parts) > 1:
        taught = desk.book.numbers.taught
        told = (f"*{taught[part].entry.term}* ({part})" for part in parts)
        yield phrases.number_rule.format(parts=" + ".join(told))


def _counted(question: Question, desk: Desk) -> Answer | None:
    for reading in question.readings(COUNT):
        first, last = number_in(reading.groups.get("first", "1")), number_in(reading.groups["last"])
        if first is None or last is None or not first < last <= first + _LONGEST_COUNT:
            continue
        phrases, numbers = phrases_in(reading.language), desk.book.numbers
        made = [(value, numbers.spelt(value)) for value in range(first, last + 1)]
        found = [(value, spelt) for value, spelt in made if spelt is not None]
        if len(found) < len(made):
            reach = phrases.no_number.format(reach=numbers.reach, number=last)
            return unknown(reading.language, reach)
        units = dict.fromkeys(unit for _, spelt in found for unit in numbers.units(spelt))
        where = places(phrases, units)
        head = phrases.count.format(first=first, last=last, place=where)
        told = ", ".join(f"{value} **{spelt.text}**" for value, spelt in found)
        return answer(reading.language, [f"{head} {told}."], units=units)
    return None
