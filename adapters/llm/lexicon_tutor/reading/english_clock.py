"""Telling the time in English words."""

from typing import Final

from parlons.adapters.llm.lexicon_tutor.french.clock import NOON, ClockTime
from parlons.adapters.llm.lexicon_tutor.reading.numbers import SMALL_NUMBERS

_NAMED: Final = {15: "quarter past", 30: "half past", 45: "quarter to"}
_HALF: Final = 30


def in_english(time: ClockTime) -> str | None:
    """Say a time that is told in hours, halves and quarters; None for any other."""
    if time.minute == 0:
        hour = _hour(time.hour)
        return hour if hour in {"noon", "midnight"} else f"{hour} o'clock"
    if time.minute not in _NAMED:
        return None
    return f"{_NAMED[time.minute]} {_hour(time.hour + (time.minute > _HALF))}"


def _hour(hour: int) -> str:
    if hour == NOON:
        return "noon"
    return SMALL_NUMBERS[hour % NOON or NOON] if hour % (2 * NOON) else "midnight"
