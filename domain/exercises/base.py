"""What every kind of exercise has."""

from abc import ABC, abstractmethod
from typing import ClassVar, Protocol, TypeVar

from attrs import field, frozen
from attrs.validators import optional

from parlons.domain import fields
from parlons.domain.errors import InvalidInputError
from parlons.domain.exercises.grade import Grade


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

    @abstractmethod
    def grade(self, answer: object) -> Grade:
        """Grade an answer of this kind; raises `InvalidInputError` for an answer of another."""


def expect(answer: object, kind: type[_A]) -> _A:
    """Return `answer` as a `kind`, or raise `InvalidInputError` that names the kind wanted."""
    if isinstance(answer, kind):
        return answer
    raise InvalidInputError(f"this exercise takes an answer of type {kind.TYPE}", "/answer/type")
