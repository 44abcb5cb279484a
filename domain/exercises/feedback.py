"""What a learner is told about an answer."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from parlons.domain.exercises.keyboard_layout import is_same_keys
from parlons.domain.exercises.part_grade import PartGrade
from parlons.domain.exercises.verdict import Verdict
from parlons.domain.exercises.writing import folded, without_punctuation

_RIGHT: Final[Mapping[Verdict, str]] = {
    Verdict.PUNCTUATION: "Right. Mind the punctuation",
    Verdict.CASE: "Right. Mind the capital letters",
    Verdict.ACCENT: "Right. Mind the accents",
    Verdict.TYPO: "Right, but for a slip of the keyboard",
    Verdict.AGREEMENT: "Right, but the forms do not agree",
}
_NEARLY: Final[Mapping[Verdict, str]] = {
    Verdict.PUNCTUATION: "Nearly: here the punctuation counts",
    Verdict.CASE: "Nearly: here the capital letters count",
    Verdict.ACCENT: "Nearly: here the accents count",
    Verdict.TYPO: "Nearly: here the spelling counts",
    Verdict.AGREEMENT: "Nearly: the right words, but a form does not agree",
}
_FORMS: Final[Mapping[Verdict, Callable[[str], str]]] = {
    Verdict.PUNCTUATION: str,
    Verdict.CASE: without_punctuation,
    Verdict.ACCENT: lambda text: without_punctuation(text).casefold(),
}
"""What tells words apart that differ in what the verdict names, or in something worse."""

_MARKS: Final = ' .,;:!?…"«»'
_MAX_SHOWN: Final = 3


def feedback(parts: Sequence[PartGrade]) -> str:
    """Say in one or two sentences of English what was right, and what it should have been.

    Of several parts the worst is spoken of, and the first of equals.
    """
    worst = max(parts, key=lambda part: (not part.accepted, part.verdict.severity))
    if len(parts) == 1 or worst.accepted:
        return _of_part(worst)
    right = sum(part.accepted for part in parts)
    return f"{right} of {len(parts)} right. {_of_part(worst)}"


def _of_part(part: PartGrade) -> str:
    if part.verdict is Verdict.EXACT:
        return "Right."
    if part.verdict is Verdict.WRONG:
        return _wrong(part)
    verdicts = _RIGHT if part.accepted else _NEARLY
    return f"{verdicts[part.verdict]}: {_differences(part)}."


def _wrong(part: PartGrade) -> str:
    if is_same_keys(part.given, part.expected):
        return f"It looks as if your keyboard had another layout. Expected: {part.expected}"
    return f"Not this time. Expected: {part.expected}"


def _differences(part: PartGrade) -> str:
    """Show the words that earned the verdict, and no other slips."""
    pairs = [(token.given, token.expected) for token in part.diff]
    if part.verdict is not Verdict.PUNCTUATION:
        pairs = [(given.strip(_MARKS), expected.strip(_MARKS)) for given, expected in pairs]
    form = _FORMS.get(part.verdict, folded)
    differing = [(given, expected) for given, expected in pairs if form(given) != form(expected)]
    shown = [_difference(given, expected) for given, expected in differing[:_MAX_SHOWN]]
    more = ["…"] if len(differing) > _MAX_SHOWN else []
    return "; ".join(shown + more) or _difference(part.given, part.expected)


def _difference(given: str, expected: str) -> str:
    if not given:
        return f"“{expected}” is missing"
    return f"“{expected}”, not “{given}”" if expected else f"“{given}” is too much"
