"""The result of grading one answer."""

from collections.abc import Iterable
from enum import StrEnum

from attrs import frozen

from parlons.domain.exercises.verdict import Verdict


class DiffOperation(StrEnum):
    """What became of a word between the answer and the key."""

    EQUAL = "equal"
    REPLACE = "replace"
    INSERT = "insert"
    DELETE = "delete"


@frozen
class DiffToken:
    """A run of words: as `given`, and as `expected`; one of them is empty for insert and delete."""

    operation: DiffOperation
    given: str
    expected: str


@frozen
class PartGrade:
    """One blank, pair or sentence of an answer beside the key it came nearest to."""

    verdict: Verdict
    accepted: bool
    given: str
    expected: str
    diff: tuple[DiffToken, ...] = ()


@frozen
class Grade:
    """An answer counts when every part does; the worst part names the verdict."""

    verdict: Verdict
    accepted: bool
    parts: tuple[PartGrade, ...]
    explanation: str | None = None

    @classmethod
    def of(cls, parts: Iterable[PartGrade], explanation: str | None) -> "Grade":
        """Combine the grades of an answer's parts (at least one)."""
        graded = tuple(parts)
        return cls(
            verdict=max((part.verdict for part in graded), key=lambda verdict: verdict.severity),
            accepted=all(part.accepted for part in graded),
            parts=graded,
            explanation=explanation,
        )
