"""Times of day as they are written in a question, in digits or in English words."""

import re
from typing import Final

from parlons.adapters.llm.lexicon_tutor.french.clock import HOUR, NOON, ClockTime
from parlons.adapters.llm.lexicon_tutor.reading.numbers import number_in

_DAY: Final = 24
_LEAD: Final = r"(?:it's |it is |at |il est |a )?"
_HALF: Final = r"(?P<half>am|pm|a\.m\.?|p\.m\.?|o'clock)"
_DIGITS: Final = re.compile(
    rf"{_LEAD}(?P<hour>\d{{1,2}}) ?(?:[:.h]|heures?) ?(?P<minute>\d{{2}})? ?{_HALF}?"
)
_FULL: Final = re.compile(rf"{_LEAD}(?P<hour>[a-z]+|\d{{1,2}}) ?{_HALF}")
_NAMED: Final = re.compile(r"(?:it's |it is |at )(?P<hour>noon|midday|midnight)")
_PAST: Final = re.compile(
    rf"{_LEAD}(?:a )?(?P<minute>[a-z]+(?:[ -][a-z]+)?|\d{{1,2}})(?: minutes?)? "
    rf"(?P<way>past|after|to|before) (?P<hour>[a-z]+|\d{{1,2}})(?: ?{_HALF})?"
)
_NAMED_HOURS: Final = {"noon": NOON, "midday": NOON, "midnight": 0}
_FRACTIONS: Final = {"quarter": 15, "half": 30}


def time_in(text: str) -> ClockTime | None:
    """Return the time of day that a text writes, or None."""
    plain = text.strip().casefold()
    for expression in (_NAMED, _DIGITS, _FULL, _PAST):
        if found := expression.fullmatch(plain):
            return _read({"minute": None, "way": None, "half": None} | found.groupdict())
    return None


def _read(parts: dict[str, str | None]) -> ClockTime | None:
    named, told = parts["hour"] or "", parts["minute"] or "0"
    hour = _NAMED_HOURS.get(named, number_in(named))
    minute = _FRACTIONS.get(told, number_in(told))
    if hour is None or minute is None or minute >= HOUR:
        return None
    if parts["way"] in {"to", "before"}:
        hour, minute = (hour or _DAY) - 1, HOUR - minute
    return _time(hour, minute, (parts["half"] or "").replace(".", ""))


def _time(hour: int, minute: int, half: str) -> ClockTime | None:
    """Put an hour into the half of the day that is named, if one is."""
    if half == "pm" and hour < NOON:
        hour += NOON
    if (half == "am" and hour == NOON) or (hour == _DAY and not minute):
        hour = 0
    if hour >= _DAY:
        return None
    return ClockTime(hour, minute, by_day_half=half in {"", "o'clock"} and 0 < hour < NOON)
