"""Match each item on the left with its partner on the right."""

from typing import ClassVar

from attrs import field, frozen

from parlons.domain import fields
from parlons.domain.errors import InvalidInputError
from parlons.domain.exercises.base import ExerciseBase, expect
from parlons.domain.exercises.grade import Grade
from parlons.domain.exercises.lexicon import NO_WORDS, CourseWords
from parlons.domain.exercises.part_grade import PartGrade
from parlons.domain.exercises.verdict import Verdict


@frozen
class Pair:
    """Two texts that belong together."""

    left: str = field(validator=fields.text(200))
    right: str = field(validator=fields.text(200))


@frozen
class MatchingAnswer:
    """The pairs the learner made."""

    TYPE: ClassVar[str] = "matching"

    pairs: tuple[Pair, ...] = field(validator=fields.items(1, 12))


@frozen(kw_only=True)
class Matching(ExerciseBase):
    """Two to twelve pairs; both sides are shown, the right one in alphabetical order."""

    TYPE: ClassVar[str] = "matching"

    pairs: tuple[Pair, ...] = field(validator=fields.items(2, 12), metadata=fields.SECRET)
    left: tuple[str, ...] = field(init=False)
    right: tuple[str, ...] = field(init=False)

    @left.default
    def _left(self) -> tuple[str, ...]:
        return tuple(pair.left for pair in self.pairs)

    @right.default
    def _right(self) -> tuple[str, ...]:
        return tuple(sorted((pair.right for pair in self.pairs), key=str.casefold))

    def __attrs_post_init__(self) -> None:
        if len(set(self.left)) < len(self.pairs) or len(set(self.right)) < len(self.pairs):
            raise ValueError("pairs must not repeat a text on the same side")

    def grade(self, answer: object, words: CourseWords = NO_WORDS) -> Grade:
        """Grade each pair; the answer must use every item on the left once and only items shown."""
        made = expect(answer, MatchingAnswer).pairs
        if sorted(pair.left for pair in made) != sorted(self.left):
            raise InvalidInputError("match every item on the left exactly once", "/answer/pairs")
        if not {pair.right for pair in made} <= set(self.right):
            raise InvalidInputError("match with items shown on the right only", "/answer/pairs")
        key = {pair.left: pair.right for pair in self.pairs}
        return Grade.of([_grade_pair(pair, key[pair.left]) for pair in made], self.explanation)


def _grade_pair(pair: Pair, partner: str) -> PartGrade:
    right = pair.right == partner
    verdict = Verdict.EXACT if right else Verdict.WRONG
    return PartGrade(verdict, right, f"{pair.left} = {pair.right}", f"{pair.left} = {partner}")
