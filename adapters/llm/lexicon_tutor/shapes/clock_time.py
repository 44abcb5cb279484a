"""Telling the time, both ways."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from parlons.adapters.llm.lexicon_tutor.answer import Answer, answer, unknown
from parlons.adapters.llm.lexicon_tutor.asking.saying import MEANING, SAYING
from parlons.adapters.llm.lexicon_tutor.french.clock import ClockTime, part_of_day, spoken
from parlons.adapters.llm.lexicon_tutor.languages import name_in
from parlons.adapters.llm.lexicon_tutor.reading.english_clock import in_english
from parlons.adapters.llm.lexicon_tutor.reading.pattern import patterns
from parlons.adapters.llm.lexicon_tutor.reading.question import Question
from parlons.adapters.llm.lexicon_tutor.reading.times import time_in
from parlons.adapters.llm.lexicon_tutor.reading.word_question import WordQuestion, wordings
from parlons.adapters.llm.lexicon_tutor.shapes.desk import Desk
from parlons.adapters.llm.lexicon_tutor.wording.places import place, places
from parlons.adapters.llm.lexicon_tutor.wording.replies import phrases_in
from parlons.domain.exercises.writing import folded
from parlons.domain.learning.catalogue import UnitReference

_ASKED: Final = (
    patterns(
        en=(r"\b(?:what time|what hour|when) is:? (?P<phrase>.+)",),
        fr=(r"\bquelle heure (?:est|signifie|c'est)(?:-ce)?:? (?P<phrase>.+)",),
    )
    + SAYING
    + MEANING
)
_LEAD: Final = re.compile(r"^(?:il est |c est |a )")
_DAY_PARTS: Final = {" du matin": (0, 12), " de l apres midi": (12, 18), " du soir": (17, 24)}
_NEEDED: Final = ("heure", "midi", "minuit", "et quart", "et demie", "moins le quart")


def clock_time(question: Question, desk: Desk) -> Answer | None:
    """Put a time into words or read one, where the course teaches how to tell the time."""
    for language, phrase in _phrases(question):
        if (time := time_in(phrase)) is not None:
            return _said(language, time, desk)
        if (times := _read(phrase, desk)) and len(folded(phrase).split()) > 1:
            return _meant(language, phrase, times, desk)
    return None


def _phrases(question: Question) -> Iterator[tuple[str, str]]:
    for reading in question.readings(_ASKED):
        for each in wordings(WordQuestion(phrase=reading.phrase)):
            yield reading.language, each.phrase
    for each in wordings(WordQuestion(phrase=question.text)):
        yield question.language, each.phrase


def _said(language: str, time: ClockTime, desk: Desk) -> Answer:
    phrases, units = phrases_in(language), _units(desk)
    said = [*spoken(time, _speller(desk))] if units else []
    if not said:
        return unknown(language, phrases.no_time)
    everyday, *others = said
    if not time.by_day_half and time.hour not in {0, 12}:
        everyday = f"{everyday} {part_of_day(time)}"
    told = [
        phrases.time_is.format(
            time=time,
            words=everyday,
            language=name_in(desk.book.target, language),
            place=places(phrases, units[:1]),
        )
    ]
    told += [phrases.time_official.format(words=f"il est {each}") for each in others]
    return answer(language, told, units=units)


def _read(phrase: str, desk: Desk) -> list[ClockTime]:
    """Return the times of day that a French phrase tells."""
    said, low, high = _LEAD.sub("", folded(phrase)), 0, 24
    for part, (first, last) in _DAY_PARTS.items():
        if said.endswith(part):
            said, low, high = said.removesuffix(part), first, last
    if not _units(desk) or not ({"heure", "heures", "midi", "minuit"} & set(said.split())):
        return []
    spell = _speller(desk)
    day = (ClockTime(hour, minute) for hour in range(low, high) for minute in range(60))
    return [time for time in day if said in map(folded, spoken(time, spell))]


def _meant(language: str, phrase: str, times: list[ClockTime], desk: Desk) -> Answer:
    phrases, units = phrases_in(language), _units(desk)
    told = phrases.time_means.format(
        words=phrase,
        times=phrases.either.join(map(_digits, times)),
        place=place(phrases, units[0]),
    )
    return answer(language, [told], units=units)


def _digits(time: ClockTime) -> str:
    english = in_english(time)
    return f"{time} (“{english}”)" if english else str(time)


def _speller(desk: Desk) -> Callable[[int], str | None]:
    def spell(value: int) -> str | None:
        spelt = desk.book.numbers.spelt(value)
        return None if spelt is None else spelt.text

    return spell


def _units(desk: Desk) -> tuple[UnitReference, ...]:
    """Return the units that teach the words of the clock; none unless all of them are taught."""
    taught = {each.entry.term: each.unit for each in desk.book.lexicon}
    if desk.book.target != "fr" or not all(term in taught for term in _NEEDED):
        return ()
    return tuple(dict.fromkeys(taught[term] for term in _NEEDED))
