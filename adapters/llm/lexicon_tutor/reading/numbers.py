"""Numbers as they are written in a question, in digits or in English words."""

import re
from typing import Final

SMALL_NUMBERS: Final = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
_TEN: Final = 10
_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_UNITS: Final = {word: value for value, word in enumerate(SMALL_NUMBERS)}
_ROUND: Final = {word: value for value, word in zip(range(20, 100, _TEN), _TENS, strict=True)}
_SCALES: Final = {"hundred": 100, "thousand": 1000}
_DIGITS: Final = re.compile(r"\d{1,3}(?:[, ]\d{3})+|\d{1,9}")
_NUMBER: Final = re.compile(r"(?:(?:the )?number |(?:le )?(?:nombre|chiffre) )?(?P<number>.+)")


def number_in(text: str) -> int | None:
    """Return the number that a text writes, or None."""
    plain = text.strip().casefold()
    found = _NUMBER.fullmatch(plain)
    plain = found["number"] if found else plain
    if _DIGITS.fullmatch(plain):
        return int(re.sub(r"\D", "", plain))
    return _in_words(re.split(r"[\s-]+", plain))


def _in_words(words: list[str]) -> int | None:
    """Add up "two hundred and forty-two"; "a" counts as one, and tells no number by itself."""
    total, current = 0, None
    for word in words:
        if word in _SCALES and current != 0:
            total, current = total + (current or 1) * _SCALES[word], None
        elif (value := _UNITS.get(word, _ROUND.get(word))) is not None:
            if current is not None and not (current in _ROUND.values() and 0 < value < _TEN):
                return None
            current = (current or 0) + value
        elif word not in {"and", "a"} or (word == "a" and (total or current)):
            return None
    return None if current is None and not total else total + (current or 0)
