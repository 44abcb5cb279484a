"""The result of grading one part of an answer: a blank, a pair, a sentence."""

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
