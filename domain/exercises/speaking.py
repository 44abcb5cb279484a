"""Say a sentence aloud."""

from typing import ClassVar, Self

from attrs import field, frozen
from attrs.validators import deep_iterable

from parlons.domain import fields
from parlons.domain.exercises.answer_pattern import literal, patterns, spell_out_all
from parlons.domain.exercises.base import ExerciseBase, changed, expect
from parlons.domain.exercises.grade import Grade
from parlons.domain.exercises.lexicon import NO_WORDS, CourseWords
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
        validator=[fields.items(0, 20), deep_iterable(fields.text(500)), patterns],
        metadata=fields.SECRET,
    )

    @property
    def spoken(self) -> str:
        """How the text sounds."""
        return self.text

    def grade(self, answer: object, words: CourseWords = NO_WORDS) -> Grade:
        """Compare the transcript; recognisers write no reliable accents, so all slips count."""
        transcript = expect(answer, SpeakingAnswer).transcript
        keys = (self.text, *spell_out_all(self.variants))
        part = compare(transcript, keys, FORGIVING, words.taught)
        return Grade.of([part], self.explanation)

    def keyed_by(self, answer: object) -> Self:
        """Return the exercise with this way to write what is said."""
        return changed(self, variants=(literal(expect(answer, SpeakingAnswer).transcript),))

    @property
    def task(self) -> str:
        """What is said."""
        return self.text

    def sentences(self, language: str, taught: str) -> tuple[str, ...]:
        """Return what is said."""
        return (self.text,) if language == taught else ()
