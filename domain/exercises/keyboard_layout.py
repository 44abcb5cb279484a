"""Answers typed on a keyboard that has another layout than its owner thinks."""

from collections.abc import Mapping
from itertools import permutations
from typing import Final

from parlons.domain.exercises.writing import canonical, folded, without_accents

_MAX_MARKS: Final = 3

# The same 33 keys, row by row: digits are left out, since they are where they were.
_ROWS: Final[Mapping[str, str]] = {
    "QWERTY": "qwertyuiop[]asdfghjkl;'zxcvbnm,./",
    "AZERTY": "azertyuiop^$qsdfghjklmùwxcvbn,;:!",
    "QWERTZ": "qwertzuiopü+asdfghjklöäyxcvbnm,.-",
    "ЙЦУКЕН": "йцукенгшщзхъфывапролджэячсмитьбю.",
}
_MOVES: Final = tuple(
    str.maketrans(typed, meant) for typed, meant in permutations(_ROWS.values(), 2)
)


def is_same_keys(given: str, expected: str) -> bool:
    """Say whether the keys pressed for `given` write `expected` on another layout.

    Layouts known are QWERTY, AZERTY, QWERTZ and the Russian ЙЦУКЕН; marks, case and accents aside.
    """
    wanted = folded(expected)
    typed = canonical(given).casefold()
    if not wanted or abs(len(typed) - len(expected)) > _MAX_MARKS:
        return False
    moved = {typed.translate(move) for move in _MOVES} - {typed}
    return any(without_accents(text[:1]) == wanted[0] and folded(text) == wanted for text in moved)
