"""Prerequisites as authors write them."""

from collections.abc import Sequence
from typing import Final

from attrs import define, evolve, field

from parlons.adapters.courses.course_file import CourseFile
from parlons.adapters.courses.yaml_document import YamlFault
from parlons.application.ports.codec import Json
from parlons.domain.learning.prerequisites import AllOf, UnitCompleted

FIELD: Final = "prerequisites"

_PLACE: Final = f"/{FIELD}"
_MEMBERS: Final = "conditions"


def written_out(units: Sequence[CourseFile]) -> tuple[CourseFile, ...]:
    """Return the files of a course with their prerequisites in full.

    In place of a condition the slug of a unit means that it is completed, and a number is the unit
    at that place of the course, counted from 1. A list means all of its members.
    """
    slugs = [unit.slug for unit in units]
    return tuple(
        _Reading(unit, slugs).file() if unit.readable and FIELD in unit.content else unit
        for unit in units
    )


@define
class _Reading:
    """One pass over the prerequisites of a unit."""

    _unit: CourseFile
    _slugs: Sequence[str | None]
    _faults: list[YamlFault] = field(factory=list, init=False)

    def file(self) -> CourseFile:
        document, written = self._unit.document, self._unit.content[FIELD]
        lines = dict(document.lines)
        if isinstance(written, list):
            meant = self._list(written)
            below = (each for each in document.lines if each.startswith(f"{_PLACE}/"))
            lines |= {
                f"{_PLACE}/{_MEMBERS}{each.removeprefix(_PLACE)}": lines[each] for each in below
            }
        else:
            meant = self._condition(written, _PLACE)
        content, faults = {**document.content, FIELD: meant}, (*document.faults, *self._faults)
        return evolve(
            self._unit, document=evolve(document, content=content, lines=lines, faults=faults)
        )

    def _list(self, written: list[Json]) -> Json:
        if not written:
            self._fault(_PLACE, f"{FIELD} must have at least 1 item")
        return {"type": AllOf.TYPE, _MEMBERS: self._conditions(written, _PLACE)}

    def _conditions(self, written: list[Json], pointer: str) -> list[Json]:
        return [self._condition(each, f"{pointer}/{at}") for at, each in enumerate(written)]

    def _condition(self, written: Json, pointer: str) -> Json:
        if isinstance(written, dict) and isinstance(members := written.get(_MEMBERS), list):
            return {**written, _MEMBERS: self._conditions(members, f"{pointer}/{_MEMBERS}")}
        if isinstance(written, int) and not isinstance(written, bool):
            written = self._slug(written, pointer) or written
        return (
            {"type": UnitCompleted.TYPE, "unit": written} if isinstance(written, str) else written
        )

    def _slug(self, number: int, pointer: str) -> str | None:
        if not 1 <= number <= len(self._slugs):
            self._fault(pointer, f"there is no unit {number}: the course has {len(self._slugs)}")
            return None
        slug = self._slugs[number - 1]
        if slug is None:
            self._fault(pointer, f"unit {number} has no slug")
        return slug

    def _fault(self, pointer: str, message: str) -> None:
        self._faults.append(YamlFault(self._unit.document.line(pointer), message))
