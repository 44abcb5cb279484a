"""Say a sentence aloud."""

from typing import ClassVar

from attrs import field, frozen
from attrs.validators import deep_iterable

from parlons.domain import fields
from parlons.domain.exercises.base import ExerciseBase, expect
from parlons.domain.exercises.grade import Grade
from parlons.domain.exercises.text_comparison import FORGIVING, compare


@frozen
class SpeakingAnswer:
    """What the learner's speech recogniser understood."""

    TYPE: ClassVar[str] = "speaking"

    transcript: str = field(validator=fields.text(500))


@frozen(kw_only=True)
class Speaking(ExerciseBase):
    """`text` is shown and said aloud; `variants` are other transcripts of the same sound."""

    TYPE: ClassVar[str] = "speaking"

    text: str = field(validator=fields.text(500))
    variants: tuple[str, ...] = field(
        default=(),
        validator=[fields.items(0, 20), deep_iterable(fields.text(500))],
        metadata=fields.SECRET,
    )

    def grade(self, answer: object) -> Grade:
        """Compare the transcript; recognisers write no reliable accents, so all slips count."""
        transcript = expect(answer, SpeakingAnswer).transcript
        part = compare(transcript, (self.text, *self.variants), FORGIVING)
        return Grade.of([part], self.explanation)
