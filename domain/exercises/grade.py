"""The result of grading one answer."""

from collections.abc import Iterable

from attrs import frozen

from parlons.domain.exercises.feedback import feedback
from parlons.domain.exercises.part_grade import PartGrade
from parlons.domain.exercises.verdict import Verdict, worse


@frozen
class Grade:
    """An answer counts when every part does; the worst part names the verdict.

    `feedback` tells the learner what was right and what it should have been, `explanation` why.
    """

    verdict: Verdict
    accepted: bool
    parts: tuple[PartGrade, ...]
    explanation: str | None = None
    feedback: str = ""

    @classmethod
    def of(cls, parts: Iterable[PartGrade], explanation: str | None) -> "Grade":
        """Combine the grades of an answer's parts (at least one)."""
        graded = tuple(parts)
        return cls(
            verdict=worse(*(part.verdict for part in graded)),
            accepted=all(part.accepted for part in graded),
            parts=graded,
            explanation=explanation,
            feedback=feedback(graded),
        )
