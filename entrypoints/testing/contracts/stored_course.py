"""A course in the store, with the ids that it got."""

from collections.abc import Mapping

from attrs import frozen

from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.domain.learning.learning_path import LearningPath
from parlons.entrypoints.testing.contracts.store import publish
from parlons.entrypoints.testing.course_samples import course

NOWHERE = (0, -1, 999, 2**31, 2**63 - 1, 2**63, 10**30, -(10**30))
"""Ids of nothing."""


@frozen(kw_only=True)
class StoredCourse:
    """The ids of a path's units and lessons, and of the exercises of each lesson, by slug."""

    path_id: int
    units: Mapping[str, int]
    lessons: Mapping[str, int]
    exercises: Mapping[str, tuple[int, ...]]


def stored_course(unit_of_work: IUnitOfWork, path: LearningPath | None = None) -> StoredCourse:
    """Publish a path, `course()` unless another is given."""
    path_id = publish(unit_of_work, path or course())
    with unit_of_work.read() as session:
        units = session.catalogue.units(path_id, 0, 100)
        summaries = [each for unit in units for each in session.catalogue.lessons(unit.id, 0, 100)]
        found = [session.catalogue.lesson(each.id) for each in summaries]
    lessons = [lesson for lesson in found if lesson is not None]
    return StoredCourse(
        path_id=path_id,
        units={unit.slug: unit.id for unit in units},
        lessons={lesson.slug: lesson.id for lesson in lessons},
        exercises={lesson.slug: tuple(each.id for each in lesson.exercises) for lesson in lessons},
    )
