"""Slips in writing."""

from typing import Final

_PAIR: Final = 2
_SHORTEST_SLIP: Final = 5
_VOWELS: Final = frozenset("aeiouy")


def is_slip(written: str, meant: str, *, own_language: bool) -> bool:
    """Say whether a folded phrase differs from another by one slip in one word.

    A slip is a letter left out, put in, put for another, or two that changed places (Damerau,
    1964), in a word of five letters or more and not in its first letter, where slips are rare. In
    the learner's own language, a letter put for another is a slip among vowels only: it is full
    of pairs like "house" and "horse", and somebody who writes the one means it.
    """
    here, there = written.split(), meant.split()
    if len(here) != len(there):
        return False
    differing = [pair for pair in zip(here, there, strict=True) if pair[0] != pair[1]]
    if len(differing) != 1:
        return False
    one, other = differing[0]
    return (
        len(one) >= _SHORTEST_SLIP
        and one[0] == other[0]
        and _one_edit(*_differing(one, other), own_language=own_language)
    )


def _differing(one: str, other: str) -> tuple[str, str]:
    """Return what is left of two words without the letters that they begin and end with alike."""
    while one and other and one[0] == other[0]:
        one, other = one[1:], other[1:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    return one, other


def _one_edit(one: str, other: str, *, own_language: bool) -> bool:
    if len(one) + len(other) == 1:
        return True
    if len(one) == len(other) == 1:
        return not own_language or {one, other} <= _VOWELS
    return len(one) == _PAIR and one == other[::-1]
