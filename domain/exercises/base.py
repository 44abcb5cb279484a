"""What every kind of exercise has."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar, Protocol, Self, TypeVar

from attrs import evolve, field, frozen
from attrs.validators import optional

from parlons.domain import fields
from parlons.domain.errors import InvalidInputError
from parlons.domain.exercises.grade import Grade
from parlons.domain.exercises.lexicon import NO_WORDS, CourseWords


class Tagged(Protocol):
    """A member of a tagged union: `TYPE` is what its `type` field says in JSON."""

    TYPE: ClassVar[str]


_A = TypeVar("_A", bound=Tagged)


@frozen(kw_only=True)
class ExerciseBase(ABC):
    """A task that the server can grade without asking anybody.

    `slug` names the exercise within its lesson and survives edits; `explanation` is shown with the
    grade, never before.
    """

    TYPE: ClassVar[str]

    slug: str = field(validator=fields.slug())
    prompt: str = field(validator=fields.text(500))
    hint: str | None = field(default=None, validator=optional(fields.text(500)))
    explanation: str | None = field(
        default=None, validator=optional(fields.text(2000)), metadata=fields.SECRET
    )

    @property
    def spoken(self) -> str | None:
        """What is to be heard, in the language taught; None where the exercise has no sound."""
        return None

    @abstractmethod
    def grade(self, answer: object, words: CourseWords = NO_WORDS) -> Grade:
        """Grade an answer of this kind; raises `InvalidInputError` for an answer of another.

        `words` are those of the exercise's course: a word that it uses is never taken for a slip
        of the keyboard, accents aside.
        """

    def keyed_by(self, answer: object) -> Self:
        """Return the exercise with this answer for its key, whole and as it is.

        Raises `InvalidInputError` for an answer of another kind, and where none can be added.
        """
        raise InvalidInputError(f"a {self.TYPE} exercise takes no other answer: edit the course")

    @property
    def task(self) -> str:
        """What the learner is asked: an answer that was right stays so while this is the same."""
        return self.prompt

    def asks_the_same_as(self, other: "ExerciseBase") -> bool:
        """Say whether an answer to the other exercise answers this one."""
        return (self.TYPE, self.task) == (other.TYPE, other.task)

    def sentences(self, language: str, taught: str) -> tuple[str, ...]:
        """Return the whole sentences in `language`; `taught` is the one the course teaches."""
        return ()


_E = TypeVar("_E", bound=ExerciseBase)


def expect(answer: object, kind: type[_A]) -> _A:
    """Return `answer` as a `kind`, or raise `InvalidInputError` that names the kind wanted."""
    if isinstance(answer, kind):
        return answer
    raise InvalidInputError(f"this exercise takes an answer of type {kind.TYPE}", "/answer/type")


def changed(exercise: _E, **fields: Any) -> _E:
    """Return the exercise with other fields; raises `InvalidInputError` where they break a rule."""
    try:
        return evolve(exercise, **fields)
    except ValueError as error:
        raise InvalidInputError(str(error)) from error
