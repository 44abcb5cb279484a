"""Which words of an answer stand in place of which words of a key."""

from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby
from typing import Final, TypeAlias

from parlons.domain.exercises.part_grade import DiffOperation, DiffToken
from parlons.domain.exercises.writing import canonical, folded

_MAX_CELLS: Final = 2_500
"""Above this product of lengths two texts are not aligned: the time grows with its square."""


Words: TypeAlias = Sequence[str]


def pairs(
    given: Words, expected: Words, related: Callable[[str, str], bool]
) -> Iterator[tuple[Words, Words]]:
    """Pair the words that differ, one with one, or with two that it runs together or splits.

    Two words also stand beside one that is `related` to them, as "de le" is to "du". What is left
    over at the end of one side stands beside nothing.
    """
    i = j = 0
    while i < len(given) and j < len(expected):
        surplus = (len(given) - i) - (len(expected) - j)
        ours, theirs = 1, 1
        if given[i] != expected[j]:
            if surplus < 0 and _is_one(given[i], expected[j : j + 2], related):
                theirs = 2
            elif surplus > 0 and _is_one(expected[j], given[i : i + 2], related):
                ours = 2
            yield given[i : i + ours], expected[j : j + theirs]
        i, j = i + ours, j + theirs
    if i < len(given) or j < len(expected):
        yield given[i:], expected[j:]


def _is_one(word: str, two: Words, related: Callable[[str, str], bool]) -> bool:
    return word == "".join(two) or related(word, " ".join(two))


def diff(given: str, expected: str) -> tuple[DiffToken, ...]:
    """Show what became of each word; words that differ in marks, case or accents are replaced."""
    ours, theirs = canonical(given).split(), _words(expected)
    if ours == list(theirs):
        return (DiffToken(DiffOperation.EQUAL, " ".join(ours), " ".join(ours)),) if ours else ()
    first = _shared(ours, theirs)
    last = _shared(ours[first:][::-1], theirs[first:][::-1])
    tokens = [_equal(ours[:first])]
    tokens += _middle(ours[first : len(ours) - last], theirs[first : len(theirs) - last])
    tokens.append(_equal(ours[len(ours) - last :]))
    return tuple(token for token in tokens if token.given or token.expected)


@lru_cache(maxsize=4096)
def _words(key: str) -> tuple[str, ...]:
    return tuple(canonical(key).split())


def _shared(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """Count the words with which both begin."""
    pairs = enumerate(zip(ours, theirs, strict=False))
    differing = (number for number, (a, b) in pairs if a != b)
    return next(differing, min(len(ours), len(theirs)))


def _equal(words: Sequence[str]) -> DiffToken:
    return DiffToken(DiffOperation.EQUAL, " ".join(words), " ".join(words))


def _middle(given: Sequence[str], expected: Sequence[str]) -> Iterator[DiffToken]:
    if len(given) <= 1 and len(expected) <= 1:
        operation = DiffOperation.REPLACE
        if not given or not expected:
            operation = DiffOperation.DELETE if given else DiffOperation.INSERT
        yield DiffToken(operation, " ".join(given), " ".join(expected))
        return
    if len(given) * len(expected) > _MAX_CELLS:
        yield DiffToken(DiffOperation.REPLACE, " ".join(given), " ".join(expected))
        return
    ours, theirs = ([folded(word) for word in words] for words in (given, expected))
    matcher = SequenceMatcher(a=ours, b=theirs, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        yield from _tokens(DiffOperation(tag), given[i1:i2], expected[j1:j2])


def _tokens(
    operation: DiffOperation, given: Sequence[str], expected: Sequence[str]
) -> Iterator[DiffToken]:
    """Split words that stand in place of each other into those that are equal and those not."""
    if len(given) != len(expected):
        yield DiffToken(operation, " ".join(given), " ".join(expected))
        return
    pairs = zip(given, expected, strict=True)
    for same, run in groupby(pairs, key=lambda pair: pair[0] == pair[1]):
        typed, meant = zip(*run, strict=True)
        kind = DiffOperation.EQUAL if same else DiffOperation.REPLACE
        yield DiffToken(kind, " ".join(typed), " ".join(meant))
