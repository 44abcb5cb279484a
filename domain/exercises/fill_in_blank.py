"""Fill the blanks of a sentence."""

from itertools import chain
from typing import ClassVar, Final, Self

from attrs import field, frozen
from attrs.validators import and_, deep_iterable, optional

from parlons.domain import fields
from parlons.domain.errors import InvalidInputError
from parlons.domain.exercises.answer_pattern import literal, patterns, spell_out, spell_out_all
from parlons.domain.exercises.base import ExerciseBase, changed, expect
from parlons.domain.exercises.grade import Grade
from parlons.domain.exercises.lexicon import NO_WORDS, CourseWords
from parlons.domain.exercises.text_comparison import FORGIVING, compare, policy
from parlons.domain.exercises.verdict import Verdict

BLANK: Final = "___"


@frozen
class FillInBlankAnswer:
    """The text of each blank, in reading order; a blank left open is an empty text."""

    TYPE: ClassVar[str] = "fill_in_blank"

    blanks: tuple[str, ...] = field(
        validator=[fields.items(1, 8), deep_iterable(fields.text(200, min_length=0))]
    )


@frozen(kw_only=True)
class FillInBlank(ExerciseBase):
    """A sentence with one to eight blanks, each written `___`.

    `keys` holds, per blank, patterns of its right answers with the model answer first.
    """

    TYPE: ClassVar[str] = "fill_in_blank"

    text: str = field(validator=fields.text(500))
    translation: str | None = field(default=None, validator=optional(fields.text(500)))
    keys: tuple[tuple[str, ...], ...] = field(
        validator=[
            fields.items(1, 8),
            deep_iterable(deep_iterable(fields.text(200), and_(fields.items(1, 20), patterns))),
        ],
        metadata=fields.SECRET,
    )
    accept: tuple[Verdict, ...] = field(default=FORGIVING, validator=policy())

    def __attrs_post_init__(self) -> None:
        blanks = self.text.count(BLANK)
        if blanks != len(self.keys):
            raise ValueError(f"text has {blanks} blanks ({BLANK}) and keys has {len(self.keys)}")

    def grade(self, answer: object, words: CourseWords = NO_WORDS) -> Grade:
        """Compare blank by blank."""
        blanks = self._blanks(answer)
        parts = [
            compare(given, spell_out_all(keys), self.accept, words.taught)
            for given, keys in zip(blanks, self.keys, strict=True)
        ]
        return Grade.of(parts, self.explanation)

    def keyed_by(self, answer: object) -> Self:
        """Return the exercise with these words in its blanks, together."""
        return changed(self, keys=tuple((literal(given),) for given in self._blanks(answer)))

    @property
    def task(self) -> str:
        """The sentence with its blanks."""
        return self.text

    def sentences(self, language: str, taught: str) -> tuple[str, ...]:
        """Return the sentence as the model answer fills it, or its translation."""
        if language != taught:
            return (self.translation,) if self.translation else ()
        pieces = self.text.split(BLANK)
        models = (spell_out(keys[0])[0] for keys in self.keys)
        return ("".join(chain.from_iterable(zip(pieces, (*models, ""), strict=True))),)

    def _blanks(self, answer: object) -> tuple[str, ...]:
        blanks = expect(answer, FillInBlankAnswer).blanks
        if len(blanks) != len(self.keys):
            message = f"this exercise has {len(self.keys)} blanks, not {len(blanks)}"
            raise InvalidInputError(message, "/answer/blanks")
        return blanks
