"""A compact way to write many right answers as one text."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import product
from math import prod
from typing import Any, Final

from attrs import Attribute, frozen

MAX_ANSWERS: Final = 500
"""How many answers the patterns of one exercise may stand for together."""

_MAX_DEPTH: Final = 6
_SHOWN: Final = 60
_PIECE: Final = re.compile(r"\\.|[\[\]()|]|[^\\\[\]()|]+|\\$", re.DOTALL)
_SPECIAL: Final = re.compile(r"[\\\[\]()|]")
_BLANKS: Final = re.compile(r" {2,}")


@frozen
class _Literal:
    text: str

    def count(self) -> int:
        return 1

    def spell(self) -> list[str]:
        return [self.text]


@frozen
class _Choice:
    """One of several sequences; an optional part is a choice whose last sequence is empty."""

    sequences: tuple["_Sequence", ...]

    def count(self) -> int:
        return sum(sequence.count() for sequence in self.sequences)

    def spell(self) -> list[str]:
        return [text for sequence in self.sequences for text in sequence.spell()]


@frozen
class _Sequence:
    parts: tuple["_Literal | _Choice", ...]

    def count(self) -> int:
        return prod(part.count() for part in self.parts)

    def spell(self) -> list[str]:
        return ["".join(texts) for texts in product(*(part.spell() for part in self.parts))]


@lru_cache(maxsize=20_000)
def spell_out(pattern: str) -> tuple[str, ...]:
    """Return the answers a pattern stands for, the one with every optional part first.

    `(suis|m'appelle)` is one of its alternatives, `[Je]` may be left out, both nest up to six deep,
    and a backslash takes the meaning from the character after it. Spaces left over are dropped,
    and what is left of a sentence without its beginning begins with a capital as well.
    Raises `ValueError` for brackets that do not match and for more than `MAX_ANSWERS` answers,
    which are counted, never spelt out.
    """
    tree = _parse(pattern)
    if (answers := tree.count()) > MAX_ANSWERS:
        raise ValueError(f"{_shown(pattern)} stands for {answers:,} answers, above {MAX_ANSWERS}")
    spelt = [_BLANKS.sub(" ", text).strip() for text in tree.spell()]
    if pattern.startswith("[") and spelt[0][:1].isupper():
        spelt = [text[:1].upper() + text[1:] for text in spelt]
    return tuple(dict.fromkeys(text for text in spelt if text))


@lru_cache(maxsize=4096)
def spell_out_all(patterns: tuple[str, ...]) -> tuple[str, ...]:
    """Return every answer of several patterns, each once."""
    return tuple(dict.fromkeys(text for pattern in patterns for text in spell_out(pattern)))


def literal(text: str) -> str:
    """Return the pattern of a text that stands for itself, whatever brackets it holds."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def patterns(_exercise: object, attribute: "Attribute[Any]", value: Sequence[str]) -> None:
    """Accept patterns that stand for `MAX_ANSWERS` answers at most, and each for one at least."""
    answers = 0
    for pattern in value:
        try:
            spelt = spell_out(pattern)
        except ValueError as error:
            raise ValueError(f"{attribute.name}: {error}") from error
        if not spelt:
            raise ValueError(f"{attribute.name}: {_shown(pattern)} stands for no answer")
        answers += len(spelt)
    if answers > MAX_ANSWERS:
        raise ValueError(f"{attribute.name} stands for {answers:,} answers, above {MAX_ANSWERS}")


def _parse(pattern: str) -> _Sequence:
    pieces = _PIECE.findall(pattern)
    choice, end = _parse_choice(pattern, pieces, 0, depth=0)
    if end < len(pieces):
        raise ValueError(f"{_shown(pattern)} has a {pieces[end]!r} that nothing opens")
    if len(choice.sequences) > 1:
        raise ValueError(f"{_shown(pattern)} has a '|' outside of ( ) and [ ]")
    return choice.sequences[0]


def _parse_choice(pattern: str, pieces: list[str], at: int, depth: int) -> tuple[_Choice, int]:
    """Read alternatives up to a closing bracket or the end; return them and where that is."""
    if depth > _MAX_DEPTH:
        raise ValueError(f"{_shown(pattern)} nests deeper than {_MAX_DEPTH}")
    sequences: list[_Sequence] = []
    parts: list[_Literal | _Choice] = []
    while at < len(pieces) and (piece := pieces[at]) not in ")]":
        if piece in "([":
            choice, at = _parse_choice(pattern, pieces, at + 1, depth + 1)
            if at == len(pieces) or pieces[at] != {"(": ")", "[": "]"}[piece]:
                raise ValueError(f"{_shown(pattern)} has a {piece!r} that nothing closes")
            omitted = (_Sequence(()),) if piece == "[" else ()
            parts.append(_Choice(choice.sequences + omitted))
        elif piece == "|":
            sequences.append(_Sequence(tuple(parts)))
            parts = []
        else:
            parts.append(_Literal(piece.removeprefix("\\")))
        at += 1
    return _Choice((*sequences, _Sequence(tuple(parts)))), at


def _shown(pattern: str) -> str:
    return repr(pattern if len(pattern) <= _SHOWN else f"{pattern[:_SHOWN]}…")
