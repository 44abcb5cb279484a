"""Choose the right option."""

from typing import ClassVar

from attrs import field, frozen
from attrs.validators import deep_iterable

from parlons.domain import fields
from parlons.domain.errors import InvalidInputError
from parlons.domain.exercises.base import ExerciseBase, expect
from parlons.domain.exercises.grade import Grade
from parlons.domain.exercises.lexicon import NO_WORDS, CourseWords
from parlons.domain.exercises.part_grade import PartGrade
from parlons.domain.exercises.verdict import Verdict


@frozen
class MultipleChoiceAnswer:
    """The text of the option chosen."""

    TYPE: ClassVar[str] = "multiple_choice"

    option: str = field(validator=fields.text(200))


@frozen(kw_only=True)
class MultipleChoice(ExerciseBase):
    """Exactly one of two to eight different options is right."""

    TYPE: ClassVar[str] = "multiple_choice"

    options: tuple[str, ...] = field(
        validator=[fields.items(2, 8), fields.unique, deep_iterable(fields.text(200))]
    )
    correct: str = field(validator=fields.text(200), metadata=fields.SECRET)

    def __attrs_post_init__(self) -> None:
        if self.correct not in self.options:
            raise ValueError(f"correct must be one of the options, not {self.correct!r}")

    def grade(self, answer: object, words: CourseWords = NO_WORDS) -> Grade:
        """Take the right option only; an option that is not on offer is refused."""
        option = expect(answer, MultipleChoiceAnswer).option
        if option not in self.options:
            raise InvalidInputError(f"{option!r} is not one of the options", "/answer/option")
        verdict = Verdict.EXACT if option == self.correct else Verdict.WRONG
        part = PartGrade(verdict, verdict is Verdict.EXACT, option, self.correct)
        return Grade.of([part], self.explanation)
