"""Units that wait for what can never come."""

from collections.abc import Iterator, Sequence

from attrs import frozen

from parlons.adapters.courses.authored_prerequisites import FIELD
from parlons.adapters.courses.course_file import CourseFile
from parlons.application.ports.codec import ICodec, InvalidDocumentError
from parlons.application.ports.course_source import CourseFault
from parlons.domain.learning.prerequisites import Condition
from parlons.domain.learning.unlocking import GraphUnit, cycle


@frozen
class _Waiting:
    """What a unit waits for."""

    prerequisites: Condition | None = None


def waiting_faults(units: Sequence[CourseFile], codec: ICodec) -> Iterator[CourseFault]:
    """Point at each unit that is not there and is waited for, and at one way round in a circle.

    `LearningPath` holds the rule but knows no files, so the place is found here.
    """
    files = {unit.slug: unit for unit in units if unit.slug is not None}
    graph = [
        GraphUnit(slug=slug, title=slug, prerequisites=_prerequisites(file, codec))
        for slug, file in files.items()
    ]
    if len(files) == len(units):  # else each may be the one that is waited for
        for unit in graph:
            for pointer, slug in _named(unit):
                if slug not in files:
                    message = f"waits for {slug}, which is no unit of the course"
                    yield files[unit.slug].fault(pointer, message)
    found = cycle(graph)
    if found is not None:
        yield _circle(files[found[0]], graph, found)


def _prerequisites(file: CourseFile, codec: ICodec) -> Condition | None:
    try:
        return codec.decode({FIELD: file.content.get(FIELD)}, _Waiting).prerequisites
    except InvalidDocumentError:
        return None  # it is told with the rest of the file


def _named(unit: GraphUnit) -> Iterator[tuple[str, str]]:
    for pointer, slug in unit.prerequisites.named() if unit.prerequisites else ():
        yield f"/{FIELD}{pointer}", slug


def _circle(file: CourseFile, graph: Sequence[GraphUnit], found: Sequence[str]) -> CourseFault:
    unit = next(unit for unit in graph if unit.slug == found[0])
    pointer = next(pointer for pointer, slug in _named(unit) if slug == found[1])
    if found[1] == unit.slug:
        return file.fault(pointer, "waits for itself")
    return file.fault(pointer, f"units wait for one another: {' → '.join(found)}")
