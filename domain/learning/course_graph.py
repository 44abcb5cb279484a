"""How the units of a course wait for one another."""

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from parlons.domain.learning.prerequisites import Condition, UnitStanding
from parlons.domain.learning.unlocking import GraphUnit

_MASTERED: Final = UnitStanding(started=True, completed=True, score=100)


def entry_units(units: Sequence[GraphUnit]) -> tuple[GraphUnit, ...]:
    """Return the units that are open from the start."""
    return tuple(unit for unit in units if unit.prerequisites is None)


def orphans(units: Sequence[GraphUnit]) -> tuple[GraphUnit, ...]:
    """Return the units that neither wait nor are waited for, if others of the course do."""
    wanted = {slug for unit in units if unit.prerequisites for slug in unit.prerequisites.units()}
    return tuple(unit for unit in entry_units(units) if wanted and unit.slug not in wanted)


def unreachable(units: Sequence[GraphUnit]) -> tuple[GraphUnit, ...]:
    """Return the units that stay locked however much a learner does."""
    mastered: set[str] = set()
    closed = tuple(units)
    while opened := {unit.slug for unit in closed if _opens(unit.prerequisites, mastered)}:
        mastered |= opened
        closed = tuple(unit for unit in closed if unit.slug not in opened)
    return closed


def awaited_beyond(unit: GraphUnit, given: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield the slugs that a unit waits for beside the `given` ones, if those do not open it.

    Each comes after its JSON pointer (RFC 6901) from the prerequisites.
    """
    if unit.prerequisites is None or _opens(unit.prerequisites, given):
        return
    for pointer, slug in unit.prerequisites.named():
        if slug not in given:
            yield pointer, slug


def _opens(condition: Condition | None, mastered: Collection[str]) -> bool:
    return condition is None or condition.is_met(dict.fromkeys(mastered, _MASTERED))
