"""Units that are locked where a learner should be able to go on."""

from collections.abc import Collection, Iterator

from parlons.domain.learning.course_graph import awaited_beyond
from parlons.domain.learning.learning_path import LearningPath
from parlons.domain.learning.unit_role import UnitRole
from parlons.domain.proofreading.remark import Remark, RemarkKind


def odd_gates(path: LearningPath) -> Iterator[Remark]:
    """Remark on a required unit that the other required ones do not open, and on a unit that those
    before it do not, even if everything in them is right.
    """
    roles = {unit.slug: unit.role for unit in path.units}
    required = {slug for slug, role in roles.items() if role is UnitRole.REQUIRED}
    before: set[str] = set()
    for index, unit in enumerate(path.units):
        if unit.role is UnitRole.REQUIRED:
            for pointer, slug in _awaited(path, index, required):
                role = roles[slug]
                message = f"{unit.slug} is required and waits for {slug}, whose role is {role}"
                yield Remark(RemarkKind.ODD_GATE, pointer, message)
        for pointer, slug in _awaited(path, index, before):
            message = f"{unit.slug} waits for {slug}, which comes later"
            yield Remark(RemarkKind.ODD_GATE, pointer, message)
        before.add(unit.slug)


def _awaited(path: LearningPath, index: int, given: Collection[str]) -> Iterator[tuple[str, str]]:
    told = set()
    for pointer, slug in awaited_beyond(path.units[index].in_graph, given):
        if slug not in told:
            told.add(slug)
            yield f"/units/{index}/prerequisites{pointer}", slug
