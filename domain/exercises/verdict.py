"""How near an answer came."""

from enum import StrEnum


class Verdict(StrEnum):
    """The slightest difference that explains an answer, nearest first.

    `typo` is one slip of the fingers in a word, `agreement` the right word in the wrong form:
    another gender, number or person, an elision missed or misplaced.
    """

    EXACT = "exact"
    PUNCTUATION = "punctuation"
    CASE = "case"
    ACCENT = "accent"
    TYPO = "typo"
    AGREEMENT = "agreement"
    WRONG = "wrong"

    @property
    def severity(self) -> int:
        """Rank from 0 (`exact`) upwards; the worst part decides a whole answer."""
        return _SEVERITY[self]


_SEVERITY = {verdict: rank for rank, verdict in enumerate(Verdict)}


def worse(*verdicts: Verdict) -> Verdict:
    """Return the worst of at least one."""
    return max(verdicts, key=lambda verdict: verdict.severity)
