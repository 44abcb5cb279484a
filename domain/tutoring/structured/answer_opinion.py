"""What a model thinks of an open answer."""

from attrs import evolve, field, frozen

from parlons.domain import fields
from parlons.domain.exercises.grade import Grade


@frozen(kw_only=True)
class AnswerOpinion:
    """Whether an answer deserves to count, and why; `confidence` is 0 (a guess) to 1 (certain)."""

    accepted: bool
    comment: str = field(validator=fields.text(2000))
    confidence: float = field(validator=fields.between(0, 1))

    def beside(self, grade: Grade) -> "AnswerOpinion":
        """Return the opinion that stands beside a grade: what counted goes on counting.

        The comment of an opinion that is overruled goes with it.
        """
        if self.accepted or not grade.accepted:
            return self
        return evolve(self, accepted=True, comment=grade.feedback or "Right.", confidence=1.0)
