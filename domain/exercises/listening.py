"""Write down what is said."""

from typing import ClassVar, Self

from attrs import field, frozen
from attrs.validators import deep_iterable

from parlons.domain import fields
from parlons.domain.exercises.answer_pattern import literal, patterns, spell_out_all
from parlons.domain.exercises.base import ExerciseBase, changed, expect
from parlons.domain.exercises.grade import Grade
from parlons.domain.exercises.lexicon import NO_WORDS, CourseWords
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
        validator=[fields.items(0, 20), deep_iterable(fields.text(500)), patterns],
        metadata=fields.SECRET,
    )
    accept: tuple[Verdict, ...] = field(default=FORGIVING, validator=policy())

    @property
    def spoken(self) -> str:
        """The dictation."""
        return self.transcript

    def grade(self, answer: object, words: CourseWords = NO_WORDS) -> Grade:
        """Compare with the nearest right spelling of what is said."""
        text = expect(answer, ListeningAnswer).text
        keys = (self.transcript, *spell_out_all(self.variants))
        part = compare(text, keys, self.accept, words.taught)
        return Grade.of([part], self.explanation)

    def keyed_by(self, answer: object) -> Self:
        """Return the exercise with this way to write what is heard."""
        return changed(self, variants=(literal(expect(answer, ListeningAnswer).text),))

    @property
    def task(self) -> str:
        """What is said."""
        return self.transcript

    def sentences(self, language: str, taught: str) -> tuple[str, ...]:
        """Return what is said."""
        return (self.transcript,) if language == taught else ()
