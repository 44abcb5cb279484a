"""Fill the blanks of a sentence."""

from typing import ClassVar, Final

from attrs import field, frozen
from attrs.validators import deep_iterable, optional

from parlons.domain import fields
from parlons.domain.errors import InvalidInputError
from parlons.domain.exercises.base import ExerciseBase, expect
from parlons.domain.exercises.grade import Grade
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

    `keys` holds, per blank, its right answers with the model answer first.
    """

    TYPE: ClassVar[str] = "fill_in_blank"

    text: str = field(validator=fields.text(500))
    translation: str | None = field(default=None, validator=optional(fields.text(500)))
    keys: tuple[tuple[str, ...], ...] = field(
        validator=[
            fields.items(1, 8),
            deep_iterable(deep_iterable(fields.text(200), fields.items(1, 20))),
        ],
        metadata=fields.SECRET,
    )
    accept: tuple[Verdict, ...] = field(default=FORGIVING, validator=policy())

    def __attrs_post_init__(self) -> None:
        blanks = self.text.count(BLANK)
        if blanks != len(self.keys):
            raise ValueError(f"text has {blanks} blanks ({BLANK}) and keys has {len(self.keys)}")

    def grade(self, answer: object) -> Grade:
        """Compare blank by blank."""
        blanks = expect(answer, FillInBlankAnswer).blanks
        if len(blanks) != len(self.keys):
            message = f"this exercise has {len(self.keys)} blanks, not {len(blanks)}"
            raise InvalidInputError(message, "/answer/blanks")
        parts = [
            compare(given, keys, self.accept) for given, keys in zip(blanks, self.keys, strict=True)
        ]
        return Grade.of(parts, self.explanation)
