"""The units of a course and what they wait for, as Mermaid draws it."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from attrs import define, field

from parlons.domain.learning.course_graph import entry_units, orphans, unreachable
from parlons.domain.learning.learning_path import LearningPath
from parlons.domain.learning.learning_unit import LearningUnit
from parlons.domain.learning.prerequisites import (
    AllOf,
    AnyOf,
    AtLeast,
    Condition,
    UnitCompleted,
    UnitScore,
)
from parlons.domain.learning.unit_role import UnitRole
from parlons.domain.learning.unlocking import GraphUnit
from parlons.domain.proofreading.odd_gates import odd_gates

_STYLES: Final[Mapping[UnitRole, str]] = {
    UnitRole.OPTIONAL: "stroke-dasharray: 6 4",
    UnitRole.REVIEW: "stroke-width: 3px",
}

# What Mermaid reads as an entity, as HTML or as Markdown, and not as the character that it is.
_MARKUP: Final = re.compile(r'["#%&*;<>\\_`~]|^[-+]|(?<=\d)[.)](?= )|:(?=\S)')
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


def mermaid(path: LearningPath) -> str:
    """Draw an arrow from each unit to those that wait for it, and a node where there is a choice.

    Optional and review units are marked as classes, which have a style.
    """
    ids = {unit.slug: f"u{number}" for number, unit in enumerate(path.units, start=1)}
    lines = ["flowchart LR", *(_node(ids[unit.slug], unit) for unit in path.units)]
    for unit in path.units:
        if unit.prerequisites is not None:
            lines += _Arrows(ids, ids[unit.slug]).into(ids[unit.slug], unit.prerequisites)
    roles = {unit.role for unit in path.units}
    lines += [f"classDef {role} {style}" for role, style in _STYLES.items() if role in roles]
    return "\n    ".join(lines)


def notes(path: LearningPath) -> Iterator[str]:
    """Yield in words where learners begin, and what is probably a mistake."""
    units = [unit.in_graph for unit in path.units]
    if len(entry_units(units)) == len(units):
        yield "no unit waits for another: all are open from the start"
        return
    yield f"open from the start: {_slugs(entry_units(units))}"
    if found := orphans(units):
        yield f"neither waits nor is waited for: {_slugs(found)}"
    if found := unreachable(units):
        yield f"can never open: {_slugs(found)}"
    yield from (remark.message for remark in odd_gates(path))


@define
class _Arrows:
    """What leads to one unit; conditions that are no arrow get nodes with ids of their own."""

    _ids: Mapping[str, str]
    _unit: str
    _nodes: int = field(default=0, init=False)

    def into(self, target: str, condition: Condition) -> Iterator[str]:
        match condition:
            case UnitCompleted(unit=slug):
                yield f"{self._ids[slug]} --> {target}"
            case UnitScore(unit=slug, minimum=minimum):
                yield f'{self._ids[slug]} -->|"{minimum} %"| {target}'
            case AllOf(conditions=conditions) if target == self._unit:
                for each in conditions:
                    yield from self.into(target, each)
            case _:
                self._nodes += 1
                node = f"{self._unit}c{self._nodes}"
                yield f'{node}("{_choice(condition)}")'
                yield f"{node} --> {target}"
                for each in condition.conditions:
                    yield from self.into(node, each)


def _choice(condition: AllOf | AnyOf | AtLeast) -> str:
    match condition:
        case AllOf():
            return "all of"
        case AnyOf():
            return "any of"
        case AtLeast(count=count):
            return f"at least {count} of"


def _node(name: str, unit: LearningUnit) -> str:
    mark = f":::{unit.role}" if unit.role in _STYLES else ""
    return f'{name}["{_label(unit.title)}"]{mark}'


def _label(text: str) -> str:
    plain = " ".join(_CONTROL.sub(" ", text).split())
    return _MARKUP.sub(lambda found: "#quot;" if found[0] == '"' else f"#{ord(found[0])};", plain)


def _slugs(units: tuple[GraphUnit, ...]) -> str:
    return ", ".join(unit.slug for unit in units)
