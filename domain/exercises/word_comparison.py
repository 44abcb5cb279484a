"""How near typed words come to the words of a key."""

from collections.abc import Sequence
from typing import Final

from parlons.domain.exercises.lexicon import Lexicon
from parlons.domain.exercises.verdict import Verdict

MIN_LETTERS: Final = 5
"""In shorter words one slip makes too many other words: "mer" is no slip of "mère"."""


def compare_words(words: Sequence[str], keys: Sequence[str], lexicon: Lexicon) -> Verdict:
    """Compare the folded words typed with those they stand in place of.

    Returns `typo`, `agreement` or `wrong`. Words run together or split are a typo as well, unless
    what is typed are words themselves ("sur tout" is no slip of "surtout").
    """
    if not words or not keys:
        return Verdict.WRONG
    if lexicon.are_forms_of_one_word(" ".join(words), " ".join(keys)):
        return Verdict.AGREEMENT
    if len(words) == len(keys) == 1:
        return _compare_word(words[0], keys[0], lexicon)
    together = "".join(keys)
    if "".join(words) != together or all(map(lexicon.knows, words)):
        return Verdict.WRONG
    return Verdict.TYPO if len(together) >= MIN_LETTERS else Verdict.WRONG


def _compare_word(word: str, key: str, lexicon: Lexicon) -> Verdict:
    if any(char.isdigit() for char in word + key):
        return Verdict.WRONG
    slipped = len(key) >= MIN_LETTERS and is_one_edit(word, key) and not lexicon.knows(word)
    return Verdict.TYPO if slipped else Verdict.WRONG


def is_one_edit(one: str, other: str) -> bool:
    """Say whether two different texts are one insertion, deletion, replacement or swap apart.

    That is a distance of 1 in the sense of Damerau (1964), found in linear time.
    """
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if at is None:
        return True
    rest, others = one[at:], other[at:]
    if len(one) != len(other):
        short, long = sorted((rest, others), key=len)
        return long[1:] == short
    swapped = rest[1::-1] + rest[2:]
    return rest[1:] == others[1:] or swapped == others
