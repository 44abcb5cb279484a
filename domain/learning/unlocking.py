"""Which units of a path are open to a learner, and why others are not."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from graphlib import CycleError, TopologicalSorter
from typing import Protocol

from attrs import frozen

from parlons.domain.errors import ParlonsError
from parlons.domain.learning.prerequisites import (
    NOT_STARTED,
    AllOf,
    Condition,
    Standings,
)
from parlons.domain.learning.unmet_words import left_of, sentence


class UnitState(StrEnum):
    """Whether a learner may work on a unit or a lesson, and how far they are."""

    LOCKED = "locked"
    AVAILABLE = "available"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"


class _Unit(Protocol):
    """A unit, however much is known of it."""

    @property
    def slug(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def prerequisites(self) -> Condition | None: ...


@frozen(kw_only=True)
class GraphUnit:
    """A unit as far as unlocking is concerned."""

    slug: str
    title: str
    prerequisites: Condition | None = None

    @classmethod
    def of(cls, unit: _Unit) -> "GraphUnit":
        """Leave out whatever else is known of a unit."""
        return cls(slug=unit.slug, title=unit.title, prerequisites=unit.prerequisites)


@frozen(kw_only=True)
class UnmetReason:
    """Something left to do: as data, and in words a learner understands.

    `condition` is what the author wrote; `message` leaves out what the learner has done of it.
    """

    condition: Condition
    message: str


@frozen(kw_only=True)
class Unlocking:
    """The state of a unit; `unmet` tells what is left to do, for a locked unit only."""

    state: UnitState
    unmet: tuple[UnmetReason, ...] = ()


class UnitLockedError(ParlonsError):
    """Work was handed in for a unit that is not open; `unmet` tells what is left to do."""

    def __init__(self, title: str, unmet: tuple[UnmetReason, ...]) -> None:
        reasons = " ".join(reason.message for reason in unmet)
        super().__init__(f"“{title}” is locked. {reasons}")
        self.unmet = unmet


def unlocking(
    units: Sequence[GraphUnit], standings: Standings, unlocked: Collection[str]
) -> Mapping[str, Unlocking]:
    """Return the state of each unit by its slug.

    A unit without prerequisites is open. One that was `unlocked` once stays so, whatever becomes of
    scores or of the path; so does one that the learner has started.
    """
    titles = {unit.slug: unit.title for unit in units}
    return {unit.slug: _unlocking(unit, standings, unlocked, titles) for unit in units}


def _unlocking(
    unit: GraphUnit,
    standings: Standings,
    unlocked: Collection[str],
    titles: Mapping[str, str],
) -> Unlocking:
    standing = standings.get(unit.slug, NOT_STARTED)
    if standing.completed:
        return Unlocking(state=UnitState.COMPLETED)
    if standing.started:
        return Unlocking(state=UnitState.IN_PROGRESS)
    wanted = unit.prerequisites
    if wanted is None or unit.slug in unlocked or wanted.is_met(standings):
        return Unlocking(state=UnitState.AVAILABLE)
    reasons = (
        UnmetReason(condition=each, message=sentence(left_of(each, standings), titles))
        for each in _left(wanted, standings)
    )
    return Unlocking(state=UnitState.LOCKED, unmet=tuple(reasons))


def _left(condition: Condition, standings: Standings) -> Iterator[Condition]:
    """Yield what is left to do of a condition that is not met, each thing by itself."""
    if not isinstance(condition, AllOf):
        yield condition
        return
    for each in condition.conditions:
        if not each.is_met(standings):
            yield from _left(each, standings)


def require_sound(units: Iterable[GraphUnit]) -> None:
    """Raise `ValueError` where a unit waits for one that is not there, or for itself."""
    graph = tuple(units)
    for slug, wanted in unknown_units(graph):
        raise ValueError(f"unit {slug} waits for {wanted}, which is no unit of the path")
    found = cycle(graph)
    if found is not None:
        raise ValueError(f"units wait for one another: {' → '.join(found)}")


def cycle(units: Sequence[GraphUnit]) -> tuple[str, ...] | None:
    """Return the slugs of units that wait for one another, the first one again at the end.

    None when there is no cycle; a diamond is none.
    """
    graph = {unit.slug: set(_named(unit)) for unit in units}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return tuple(reversed(error.args[1]))
    return None


def unknown_units(units: Sequence[GraphUnit]) -> Iterator[tuple[str, str]]:
    """Yield the slug of each unit with that of a unit it waits for and that is not among them."""
    known = {unit.slug for unit in units}
    for unit in units:
        yield from ((unit.slug, wanted) for wanted in _named(unit) if wanted not in known)


def _named(unit: GraphUnit) -> Iterator[str]:
    if unit.prerequisites is not None:
        yield from unit.prerequisites.units()
