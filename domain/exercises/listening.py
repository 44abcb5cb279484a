"""Write down what is said."""

from typing import ClassVar

from attrs import field, frozen
from attrs.validators import deep_iterable

from parlons.domain import fields
from parlons.domain.exercises.base import ExerciseBase, expect
from parlons.domain.exercises.grade import Grade
from parlons.domain.exercises.text_comparison import FORGIVING, compare, policy
from parlons.domain.exercises.verdict import Verdict


@frozen
class ListeningAnswer:
    """What the learner heard, as typed."""

    TYPE: ClassVar[str] = "listening"

    text: str = field(validator=fields.text(500))


@frozen(kw_only=True)
class Listening(ExerciseBase):
    """A dictation: `transcript` is what is said, `variants` are other right ways to write it."""

    TYPE: ClassVar[str] = "listening"

    transcript: str = field(validator=fields.text(500), metadata=fields.SECRET)
    variants: tuple[str, ...] = field(
        default=(),
        validator=[fields.items(0, 20), deep_iterable(fields.text(500))],
        metadata=fields.SECRET,
    )
    accept: tuple[Verdict, ...] = field(default=FORGIVING, validator=policy())

    def grade(self, answer: object) -> Grade:
        """Compare with the nearest right spelling of what is said."""
        text = expect(answer, ListeningAnswer).text
        part = compare(text, (self.transcript, *self.variants), self.accept)
        return Grade.of([part], self.explanation)
