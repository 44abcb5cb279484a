"""Recall what is on the back of a card."""

from typing import ClassVar

from attrs import field, frozen

from parlons.domain import fields
from parlons.domain.exercises.base import ExerciseBase, expect
from parlons.domain.exercises.grade import Grade
from parlons.domain.exercises.lexicon import NO_WORDS, CourseWords
from parlons.domain.exercises.part_grade import PartGrade
from parlons.domain.exercises.verdict import Verdict


@frozen
class FlashcardAnswer:
    """Whether the learner knew the back before turning the card."""

    TYPE: ClassVar[str] = "flashcard"

    recalled: bool


@frozen(kw_only=True)
class Flashcard(ExerciseBase):
    """A card that learners turn and judge themselves, so its back is no secret."""

    TYPE: ClassVar[str] = "flashcard"

    front: str = field(validator=fields.text(500))
    back: str = field(validator=fields.text(500))

    def grade(self, answer: object, words: CourseWords = NO_WORDS) -> Grade:
        """Believe the learner."""
        recalled = expect(answer, FlashcardAnswer).recalled
        verdict = Verdict.EXACT if recalled else Verdict.WRONG
        given = self.back if recalled else ""
        return Grade.of([PartGrade(verdict, recalled, given, self.back)], self.explanation)
