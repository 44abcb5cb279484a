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
_ONCE: Final = {"": 1, "a": 1}
_PAIR: Final = 2
_HUNDRED: Final = 100
_THOUSAND: Final = 1000
_FRENCH_WORDS: Final = """
un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt
vingts trente quarante cinquante soixante septante octante huitante nonante cent cents mille
million millions milliard milliards
"""
_WORDS: Final = frozenset(
    (*_UNITS, *_ROUND, *_FRENCH_WORDS.split(), "hundred", "thousand", "billion")
)
_SIGN: Final = re.compile(
    r"[-+−–±√~<>=^*/×÷$€£#]\d|\d\s*[-+−–<>=^*/×÷]\s*\d|\d\s?[%‰$€£²³°]|\d[.,]\d(?!\d\d)"
)
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


def is_number_word(word: str) -> bool:
    """Say whether a word in small letters without accents is digits, or of an English number.

    French ones count as well, whether the course teaches them or not.
    """
    return word.isdecimal() or word in _WORDS


def has_sign(text: str) -> bool:
    """Say whether digits stand in a text with the sign of a sum, a fraction or a unit."""
    return _SIGN.search(text) is not None


def _in_words(words: list[str]) -> int | None:
    """Add up "two hundred and forty-two"; "a" counts as one before a hundred or a thousand."""
    before, scale, after = _parted(words, "thousand")
    if not scale:
        return _hundreds(words)
    times = _ONCE.get(" ".join(before)) or _hundreds(before)
    rest = _hundreds(_without_and(after)) if after else 0
    if times is None or rest is None or not 0 < times < _THOUSAND or rest >= _THOUSAND:
        return None
    return times * _THOUSAND + rest


def _hundreds(words: list[str]) -> int | None:
    """Read a number without thousands; "twelve hundred" is one."""
    before, scale, after = _parted(words, "hundred")
    if not scale:
        return _below_hundred(words)
    times = _ONCE.get(" ".join(before)) or _below_hundred(before)
    rest = _below_hundred(_without_and(after)) if after else 0
    if not times or rest is None or (after and not rest):
        return None
    return times * _HUNDRED + rest


def _below_hundred(words: list[str]) -> int | None:
    if len(words) == 1:
        return _UNITS.get(words[0], _ROUND.get(words[0]))
    tens, unit = (_ROUND.get(words[0]), _UNITS.get(words[1])) if len(words) == _PAIR else (None, 0)
    return tens + unit if tens and unit and unit < _TEN else None


def _parted(words: list[str], scale: str) -> tuple[list[str], bool, list[str]]:
    """Return what stands before the first word of that scale and after it, and whether it is."""
    if scale not in words:
        return words, False, []
    at = words.index(scale)
    return words[:at], True, words[at + 1 :]


def _without_and(words: list[str]) -> list[str]:
    return words[1:] if words[0] == "and" else words
