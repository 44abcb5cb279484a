"""Put words into the right order."""

from collections import Counter
from typing import ClassVar, Self

from attrs import field, frozen
from attrs.validators import deep_iterable, optional

from parlons.domain import fields
from parlons.domain.errors import InvalidInputError
from parlons.domain.exercises.alignment import diff
from parlons.domain.exercises.base import ExerciseBase, changed, expect
from parlons.domain.exercises.grade import Grade
from parlons.domain.exercises.lexicon import NO_WORDS, CourseWords
from parlons.domain.exercises.part_grade import PartGrade
from parlons.domain.exercises.verdict import Verdict


@frozen
class OrderingAnswer:
    """The tokens in the learner's order; tokens left over are left out."""

    TYPE: ClassVar[str] = "ordering"

    tokens: tuple[str, ...] = field(
        validator=[fields.items(1, 30), deep_iterable(fields.text(100))]
    )


@frozen(kw_only=True)
class Ordering(ExerciseBase):
    """Two to twenty tokens have one right order or several; `extra` tokens belong nowhere.

    `orders` holds every right order, the model answer first, all of the same tokens. The learner
    sees all tokens in alphabetical order, which therefore must not be a right one.
    """

    TYPE: ClassVar[str] = "ordering"

    orders: tuple[tuple[str, ...], ...] = field(
        validator=[
            fields.items(1, 10),
            deep_iterable(deep_iterable(fields.text(100), fields.items(2, 20))),
        ],
        metadata=fields.SECRET,
    )
    extra: tuple[str, ...] = field(
        default=(),
        validator=[fields.items(0, 10), deep_iterable(fields.text(100))],
        metadata=fields.SECRET,
    )
    translation: str | None = field(default=None, validator=optional(fields.text(500)))
    tokens: tuple[str, ...] = field(init=False)

    @tokens.default
    def _tokens(self) -> tuple[str, ...]:
        return tuple(sorted(self.orders[0] + self.extra, key=str.casefold))

    def __attrs_post_init__(self) -> None:
        if any(Counter(order) != Counter(self.orders[0]) for order in self.orders):
            raise ValueError("orders must all hold the same tokens")
        if self.tokens in self.orders:
            raise ValueError("orders must not be alphabetical, as tokens are shown; add to extra")

    def grade(self, answer: object, words: CourseWords = NO_WORDS) -> Grade:
        """Take any of the right orders; a token that was not on offer is refused."""
        tokens = self._offered(answer)
        right = tokens in self.orders
        order = tokens if right else self.orders[0]
        given, expected = " ".join(tokens), " ".join(order)
        verdict = Verdict.EXACT if right else Verdict.WRONG
        part = PartGrade(verdict, right, given, expected, diff(given, expected))
        return Grade.of([part], self.explanation)

    def keyed_by(self, answer: object) -> Self:
        """Return the exercise with this order alone, which must be of the same tokens."""
        tokens = self._offered(answer)
        return changed(self, orders=(self.orders[0], tokens))

    @property
    def task(self) -> str:
        """What the sentence is to mean, its words, and those that belong nowhere."""
        return f"{self.translation}: {sorted(self.orders[0])}, not {sorted(self.extra)}"

    def sentences(self, language: str, taught: str) -> tuple[str, ...]:
        """Return the orders, or the translation."""
        if language == taught:
            return tuple(" ".join(order) for order in self.orders)
        return (self.translation,) if self.translation else ()

    def _offered(self, answer: object) -> tuple[str, ...]:
        tokens = expect(answer, OrderingAnswer).tokens
        if Counter(tokens) - Counter(self.tokens):
            raise InvalidInputError("use only the tokens shown, each once", "/answer/tokens")
        return tokens
