"""How near an answer came."""

from enum import StrEnum


class Verdict(StrEnum):
    """The slightest difference that explains an answer, nearest first."""

    EXACT = "exact"
    PUNCTUATION = "punctuation"
    CASE = "case"
    ACCENT = "accent"
    WRONG = "wrong"

    @property
    def severity(self) -> int:
        """Rank from 0 (`exact`) upwards; the worst part decides a whole answer."""
        return list(Verdict).index(self)
