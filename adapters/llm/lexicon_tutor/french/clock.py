"""Telling the time in French."""

from collections.abc import Callable, Iterator
from typing import Final

from attrs import frozen

HOUR: Final = 60
NOON: Final = 12
_DAY: Final = 24
_QUARTER: Final = 15
_HALF: Final = 30
_STEP: Final = 5
_EVENING: Final = 18


@frozen(order=True)
class ClockTime:
    """A time of day: hours from 0 to 23, minutes from 0 to 59.

    `by_day_half` tells that the hour was not said to be before or after noon.
    """

    hour: int
    minute: int
    by_day_half: bool = False

    def __str__(self) -> str:
        return f"{self.hour}:{self.minute:02}"


def spoken(time: ClockTime, number: Callable[[int], str | None]) -> Iterator[str]:
    """Yield the ways to say a time, the everyday one first; `number` writes numbers out.

    In conversation the hours go to twelve, quarters and halves have names, and from the half hour
    on the minutes are taken off the next hour where they are told in fives. Timetables count
    twenty-four hours and all minutes.
    """
    said = [_everyday(time, number), *([_by_minutes(time, number)] if time.minute else [])]
    if time.hour > NOON and not time.minute:
        said.append(_by_minutes(time, number))
    yield from dict.fromkeys(each for each in said if each)


def _everyday(time: ClockTime, number: Callable[[int], str | None]) -> str | None:
    past_half = time.minute > _HALF and time.minute % _STEP == 0
    named = _hour((time.hour + past_half) % _DAY, number)
    if named is None:
        return None
    minutes = HOUR - time.minute if past_half else time.minute
    if minutes == 0:
        return named
    if minutes == _QUARTER:
        return f"{named} {'moins le' if past_half else 'et'} quart"
    if minutes == _HALF:
        return f"{named} {'et demi' if named in {'midi', 'minuit'} else 'et demie'}"
    told = _feminine(minutes, number)
    return told and f"{named} {'moins ' if past_half else ''}{told}"


def _hour(hour: int, number: Callable[[int], str | None]) -> str | None:
    if hour in {0, NOON}:
        return "minuit" if hour == 0 else "midi"
    told = _feminine(hour % NOON, number)
    return told and f"{told} {'heure' if hour % NOON == 1 else 'heures'}"


def _by_minutes(time: ClockTime, number: Callable[[int], str | None]) -> str | None:
    if time.hour == 0:
        return None
    hours, minutes = _feminine(time.hour, number), _feminine(time.minute, number)
    if hours is None or (time.minute and minutes is None):
        return None
    unit = "heure" if time.hour == 1 else "heures"
    return f"{hours} {unit} {minutes}" if time.minute else f"{hours} {unit}"


def _feminine(count: int, number: Callable[[int], str | None]) -> str | None:
    """Write a number of hours or minutes, which are feminine."""
    told = number(count)
    return f"{told}e" if told and (told == "un" or told.endswith(" un")) else told


def part_of_day(time: ClockTime) -> str:
    """Return what is added to an hour where it is not clear which half of the day is meant."""
    if time.hour < NOON:
        return "du matin"
    return "de l'après-midi" if time.hour < _EVENING else "du soir"
