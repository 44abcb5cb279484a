"""What a learner must have done before a unit opens."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from typing import ClassVar, Final, TypeAlias

from attrs import field, frozen

from parlons.domain import fields

MAX_LEVELS: Final = 5
"""How deep conditions nest; one about a unit is one level by itself."""

MAX_NAMED: Final = 50
"""How many units the conditions of a unit name in all, each time counted."""


@frozen(kw_only=True)
class UnitStanding:
    """How far a learner is with a unit; `score` is the percentage of exercises answered right."""

    started: bool = False
    completed: bool = False
    score: int = field(default=0, validator=fields.between(0, 100))


NOT_STARTED = UnitStanding()

Standings: TypeAlias = Mapping[str, UnitStanding]
"""The standing of a learner by the slugs of units; a unit that is not there is not started."""


class _Condition(ABC):
    """Something that a learner has done or not."""

    @abstractmethod
    def is_met(self, standings: Standings) -> bool:
        """Say whether the learner has done it."""

    @property
    @abstractmethod
    def levels(self) -> int:
        """How many levels deep it is."""

    @abstractmethod
    def named(self) -> Iterator[tuple[str, str]]:
        """Yield the slugs of the units that it is about, each after its JSON pointer (RFC 6901)."""

    def units(self) -> Iterator[str]:
        """Yield the slugs of the units that it is about."""
        return (slug for _, slug in self.named())


@frozen(kw_only=True)
class _AboutUnit(_Condition):
    unit: str = field(validator=fields.slug())

    @property
    def levels(self) -> int:
        return 1

    def named(self) -> Iterator[tuple[str, str]]:
        yield "/unit", self.unit


@frozen(kw_only=True)
class UnitCompleted(_AboutUnit):
    """The unit is completed."""

    TYPE: ClassVar[str] = "unit_completed"

    def is_met(self, standings: Standings) -> bool:
        return standings.get(self.unit, NOT_STARTED).completed


@frozen(kw_only=True)
class UnitScore(_AboutUnit):
    """The learner has `minimum` percent of the unit's exercises right, or more."""

    TYPE: ClassVar[str] = "unit_score"

    minimum: int = field(validator=fields.between(1, 100))

    def is_met(self, standings: Standings) -> bool:
        return standings.get(self.unit, NOT_STARTED).score >= self.minimum


@frozen(kw_only=True)
class _Group(_Condition):
    conditions: tuple["Condition", ...] = field(validator=fields.items(1, 20))

    def __attrs_post_init__(self) -> None:
        if self.levels > MAX_LEVELS:
            raise ValueError(f"conditions nest {self.levels} levels deep, above {MAX_LEVELS}")
        named = sum(1 for _ in self.units())
        if named > MAX_NAMED:
            raise ValueError(f"conditions name {named} units, above {MAX_NAMED}")

    @property
    def levels(self) -> int:
        return 1 + max(condition.levels for condition in self.conditions)

    def met(self, standings: Standings) -> int:
        """Count the conditions that are met."""
        return sum(condition.is_met(standings) for condition in self.conditions)

    def named(self) -> Iterator[tuple[str, str]]:
        for index, condition in enumerate(self.conditions):
            for pointer, slug in condition.named():
                yield f"/conditions/{index}{pointer}", slug


@frozen(kw_only=True)
class AllOf(_Group):
    """Every one of the conditions is met."""

    TYPE: ClassVar[str] = "all_of"

    def is_met(self, standings: Standings) -> bool:
        return self.met(standings) == len(self.conditions)


@frozen(kw_only=True)
class AnyOf(_Group):
    """One of the conditions is met, or more."""

    TYPE: ClassVar[str] = "any_of"

    def is_met(self, standings: Standings) -> bool:
        return self.met(standings) > 0


@frozen(kw_only=True)
class AtLeast(_Group):
    """So many of the conditions are met, or more."""

    TYPE: ClassVar[str] = "at_least"

    count: int = field(validator=fields.between(1, 20))

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if self.count > len(self.conditions):
            message = f"count is {self.count}, and there are {len(self.conditions)} conditions"
            raise ValueError(message)

    def is_met(self, standings: Standings) -> bool:
        return self.met(standings) >= self.count


Condition: TypeAlias = AllOf | AnyOf | AtLeast | UnitCompleted | UnitScore
"""What must have been done: a tree whose leaves are about one unit each."""
