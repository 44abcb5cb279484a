"""Comparison of a typed answer with its keys."""

import unicodedata
from collections.abc import Callable, Collection, Sequence
from difflib import SequenceMatcher
from typing import Any

from attrs import Attribute
from attrs.validators import and_

from parlons.domain import fields
from parlons.domain.exercises.grade import DiffOperation, DiffToken, PartGrade
from parlons.domain.exercises.verdict import Verdict

FORGIVING = (Verdict.EXACT, Verdict.PUNCTUATION, Verdict.CASE, Verdict.ACCENT)
"""The policy of most exercises: a slip of the keyboard is named, and the answer counts."""


def policy() -> Any:
    """Accept the verdicts that count as right: `exact` among them, `wrong` never, none twice."""
    return and_(fields.unique, _exact_but_not_wrong)


def _exact_but_not_wrong(
    _exercise: object, attribute: "Attribute[Any]", value: tuple[Verdict, ...]
) -> None:
    if Verdict.EXACT not in value:
        raise ValueError(f"{attribute.name} must hold {Verdict.EXACT}")
    if Verdict.WRONG in value:
        raise ValueError(f"{attribute.name} must not hold {Verdict.WRONG}")


_LOOKALIKES = str.maketrans(
    dict.fromkeys("’‘‛ʼʹ´`′", "'") | dict.fromkeys("“”„«»″", '"') | dict.fromkeys("‐‑‒–—−", "-")
)
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"})


def canonical(text: str) -> str:
    """Unify what keyboards and editors write differently: quotes, dashes, spaces, composed accents.

    Normal form is NFKC (Unicode Standard Annex 15).
    """
    return " ".join(unicodedata.normalize("NFKC", with_plain_marks(text)).split())


def with_plain_marks(text: str) -> str:
    """Write every quote and dash as the one that all keyboards have."""
    return text.translate(_LOOKALIKES)


def without_punctuation(text: str) -> str:
    """Put a space in place of every punctuation mark, so that "est-ce" equals "est ce"."""
    spaced = (" " if unicodedata.category(char)[0] in "PS" else char for char in text)
    return " ".join("".join(spaced).split())


def without_accents(text: str) -> str:
    """Drop every combining mark and open ligatures, so that "cœur" equals "coeur"."""
    decomposed = unicodedata.normalize("NFD", text.translate(_LIGATURES))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


# Each step forgives one thing more than the steps before it.
_STEPS: tuple[tuple[Verdict, Callable[[str], str]], ...] = (
    (Verdict.EXACT, canonical),
    (Verdict.PUNCTUATION, without_punctuation),
    (Verdict.CASE, str.casefold),
    (Verdict.ACCENT, without_accents),
)


def compare(given: str, keys: Sequence[str], accept: Collection[Verdict] = FORGIVING) -> PartGrade:
    """Grade `given` against the key it comes nearest to; the first of equals wins.

    `keys` holds at least one right answer, the model answer first; `accept` says which verdicts
    count as right.
    """
    verdicts = [_verdict(given, key) for key in keys]
    verdict = min(verdicts, key=lambda verdict: verdict.severity)
    key = keys[verdicts.index(verdict)]
    return PartGrade(verdict, verdict in accept, given, key, diff(given, key))


def diff(given: str, expected: str) -> tuple[DiffToken, ...]:
    """Align two sentences word by word."""
    ours, theirs = canonical(given).split(), canonical(expected).split()
    matcher = SequenceMatcher(a=ours, b=theirs, autojunk=False)
    return tuple(
        DiffToken(DiffOperation(tag), " ".join(ours[i1:i2]), " ".join(theirs[j1:j2]))
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
    )


def _verdict(given: str, key: str) -> Verdict:
    for verdict, forgive in _STEPS:
        given, key = forgive(given), forgive(key)
        if given == key and given:
            return verdict
    return Verdict.WRONG
