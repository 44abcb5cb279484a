"""What is left to do before a unit opens, in words that can be read in one way only."""

from collections.abc import Mapping
from typing import Final, TypeAlias

from parlons.domain.learning.prerequisites import (
    AllOf,
    AnyOf,
    AtLeast,
    Condition,
    Standings,
    UnitCompleted,
    UnitScore,
)

_Titles: TypeAlias = Mapping[str, str]
_PAIR: Final = 2


def left_of(condition: Condition, standings: Standings) -> Condition:
    """Return a condition that is not met without whatever is done of it already."""
    if isinstance(condition, UnitCompleted | UnitScore):
        return condition
    left = [left_of(each, standings) for each in condition.conditions if not each.is_met(standings)]
    match condition:
        case AllOf():
            return _so_many(len(left), left)
        case AnyOf():
            return _so_many(1, left)
        case AtLeast(count=count):
            return _so_many(count - condition.met(standings), left)


def _so_many(wanted: int, conditions: list[Condition]) -> Condition:
    if len(conditions) == 1:
        return conditions[0]
    if wanted == len(conditions):
        return AllOf(conditions=tuple(conditions))
    if wanted == 1:
        return AnyOf(conditions=tuple(conditions))
    return AtLeast(count=wanted, conditions=tuple(conditions))


def sentence(condition: Condition, titles: _Titles) -> str:
    """Say what is to be done; `titles` are those of units by their slugs."""
    words = _words(condition, titles)
    return f"{words[0].upper()}{words[1:]}."


def _words(condition: Condition, titles: _Titles) -> str:
    if isinstance(condition, UnitCompleted | UnitScore):
        return _task(condition, titles)
    parts = [_part(each, titles) for each in condition.conditions]
    if isinstance(condition, AllOf | AnyOf) and all(map(_is_task, condition.conditions)):
        return f"{', '.join(parts[:-1])} {_joint(condition)} {parts[-1]}"
    if isinstance(condition, AnyOf) and _is_pair_of_short(condition):
        return f"either {parts[0]}, or {parts[1]}"
    return f"do {_how_many(condition)} of these: {'; '.join(parts)}"


def _part(condition: Condition, titles: _Titles) -> str:
    """Say it so that it is seen where it begins and ends."""
    if isinstance(condition, UnitCompleted | UnitScore):
        return _task(condition, titles)
    parts = [_part(each, titles) for each in condition.conditions]
    if isinstance(condition, AllOf | AnyOf) and _is_short(condition):
        opening = "both" if isinstance(condition, AllOf) else "either"
        return f"{opening} {parts[0]} {_joint(condition)} {parts[1]}"
    return f"do {_how_many(condition)} of these ({'; '.join(parts)})"


def _task(condition: UnitCompleted | UnitScore, titles: _Titles) -> str:
    title = titles.get(condition.unit, condition.unit)
    match condition:
        case UnitCompleted():
            return f"complete “{title}”"
        case UnitScore(minimum=minimum):
            return f"get {minimum} % right in “{title}”"


def _is_task(condition: Condition) -> bool:
    return isinstance(condition, UnitCompleted | UnitScore)


def _is_short(condition: Condition) -> bool:
    """Say whether it is two tasks, or one of two."""
    return (
        isinstance(condition, AllOf | AnyOf)
        and len(condition.conditions) == _PAIR
        and all(map(_is_task, condition.conditions))
    )


def _is_pair_of_short(condition: AnyOf) -> bool:
    parts = condition.conditions
    return len(parts) == _PAIR and all(
        _is_task(each) or (_is_short(each) and isinstance(each, AllOf)) for each in parts
    )


def _joint(condition: AllOf | AnyOf) -> str:
    return "and" if isinstance(condition, AllOf) else "or"


def _how_many(condition: AllOf | AnyOf | AtLeast) -> str:
    match condition:
        case AllOf(conditions=conditions):
            return "both" if len(conditions) == _PAIR else "all"
        case AnyOf():
            return "one"
        case AtLeast(count=count):
            return str(count)
