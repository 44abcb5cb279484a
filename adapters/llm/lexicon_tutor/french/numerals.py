"""Writing French numbers."""

from collections.abc import Mapping
from typing import Final

from attrs import evolve, frozen

_FOUR_SCORE: Final = 80
_HUNDRED: Final = 100
_THOUSAND: Final = 1000
_MILLION: Final = 1_000_000
_SCORES: Final = {60: (70, 79), _FOUR_SCORE: (81, 99)}
_TENS: Final = range(20, 70)


@frozen
class Spelling:
    """A number in words, and the taught numbers that it is put together from."""

    number: int
    text: str
    parts: tuple[int, ...]


def spelling(number: int, taught: Mapping[int, str]) -> Spelling | None:
    """Write a number with numerals that are taught, or None where one is missing.

    French counts in tens up to sixty and in twenties up to a hundred: 71 is sixty and eleven, 96 is
    four twenties and sixteen. `Et` joins un and onze, a hyphen the other tens and units; `vingts`
    and `cents` lose their -s before another number, `mille` has none. This is the spelling from
    before 1990.
    """
    if number in taught:
        return Spelling(number, taught[number], (number,))
    if 0 < number < _HUNDRED:
        return _below_hundred(number, taught)
    if _HUNDRED < number < _THOUSAND:
        return _counted(number, _HUNDRED, taught)
    if _THOUSAND < number < _MILLION:
        return _counted(number, _THOUSAND, taught)
    return None


def _below_hundred(number: int, taught: Mapping[int, str]) -> Spelling | None:
    base = next((base for base, (low, top) in _SCORES.items() if low <= number <= top), None)
    if base is None:
        base = number - number % 10 if number in _TENS else number
    first, rest = taught.get(base), spelling(number - base, taught) if number > base else None
    if first is None or rest is None:
        return None
    joined = " et " if number % 10 == 1 and base != _FOUR_SCORE else "-"
    return Spelling(number, f"{_without_s(base, first)}{joined}{rest.text}", (base, *rest.parts))


def _counted(number: int, unit: int, taught: Mapping[int, str]) -> Spelling | None:
    """Write hundreds or thousands, and what is left over."""
    times, left = divmod(number, unit)
    count, rest = spelling(times, taught), spelling(left, taught) if left else None
    if unit not in taught or count is None or (left and rest is None):
        return None
    word = taught[unit] if unit == _THOUSAND or left or times == 1 else f"{taught[unit]}s"
    if unit == _THOUSAND:
        count = evolve(count, text=_before_mille(times, count.text))
    words = [*([] if times == 1 else [count.text]), word, *([rest.text] if rest else [])]
    parts = (*(() if times == 1 else count.parts), unit, *(rest.parts if rest else ()))
    return Spelling(number, " ".join(words), parts)


def _without_s(base: int, word: str) -> str:
    return word.removesuffix("s") if base == _FOUR_SCORE else word


def _before_mille(times: int, text: str) -> str:
    plural = times % _HUNDRED in {0, _FOUR_SCORE}
    return text.removesuffix("s") if plural else text
