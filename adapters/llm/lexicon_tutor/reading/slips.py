"""Slips in writing."""

from typing import Final

from parlons.domain.exercises.word_comparison import is_one_edit

_SWAPPED: Final = 2
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
        and is_one_edit(one, other)
        and (not own_language or _is_likely(one, other))
    )


def _is_likely(one: str, other: str) -> bool:
    """Say whether no letter is put for another, but a vowel for a vowel."""
    replaced = [pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]]
    return len(one) != len(other) or len(replaced) == _SWAPPED or {*replaced[0]} <= _VOWELS
