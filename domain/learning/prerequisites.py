"""What a learner must have done before a unit opens."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from typing import ClassVar, TypeAlias

from attrs import field, frozen

from parlons.domain import fields


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

    @abstractmethod
    def units(self) -> Iterator[str]:
        """Yield the slugs of the units that it is about."""


@frozen(kw_only=True)
class UnitCompleted(_Condition):
    """The unit is completed."""

    TYPE: ClassVar[str] = "unit_completed"

    unit: str = field(validator=fields.slug())

    def is_met(self, standings: Standings) -> bool:
        return standings.get(self.unit, NOT_STARTED).completed

    def units(self) -> Iterator[str]:
        yield self.unit


@frozen(kw_only=True)
class UnitScore(_Condition):
    """The learner has `minimum` percent of the unit's exercises right, or more."""

    TYPE: ClassVar[str] = "unit_score"

    unit: str = field(validator=fields.slug())
    minimum: int = field(validator=fields.between(1, 100))

    def is_met(self, standings: Standings) -> bool:
        return standings.get(self.unit, NOT_STARTED).score >= self.minimum

    def units(self) -> Iterator[str]:
        yield self.unit


@frozen(kw_only=True)
class _Group(_Condition):
    conditions: tuple["Condition", ...] = field(validator=fields.items(1, 20))

    def met(self, standings: Standings) -> int:
        """Count the conditions that are met."""
        return sum(condition.is_met(standings) for condition in self.conditions)

    def units(self) -> Iterator[str]:
        for condition in self.conditions:
            yield from condition.units()


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
        if self.count > len(self.conditions):
            message = f"count is {self.count}, and there are {len(self.conditions)} conditions"
            raise ValueError(message)

    def is_met(self, standings: Standings) -> bool:
        return self.met(standings) >= self.count


Condition: TypeAlias = AllOf | AnyOf | AtLeast | UnitCompleted | UnitScore
"""What must have been done: a tree whose leaves are about one unit each."""
