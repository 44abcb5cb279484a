"""What the suites of the unit of work have in common."""

import pytest

from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.domain.learning.learning_path import LearningPath
from parlons.entrypoints.testing import samples


class StoreContract:
    """Hands over the unit of work under test."""

    @pytest.fixture
    def unit_of_work(self) -> IUnitOfWork:
        """A unit of work whose store is empty."""
        raise NotImplementedError


def publish(unit_of_work: IUnitOfWork, path: LearningPath) -> int:
    """Put a whole path, retire what is not in it, and return the path's id."""
    with unit_of_work.write() as session:
        path_id = session.courses.put_path(path, samples.NOON).id
        for position, unit in enumerate(path.units, start=1):
            unit_id = session.courses.put_unit(path_id, position, unit).id
            for place, lesson in enumerate(unit.lessons, start=1):
                session.courses.put_lesson(unit_id, place, lesson)
        lessons = [lesson.slug for unit in path.units for lesson in unit.lessons]
        session.courses.retire_lessons(path_id, lessons)
        session.courses.retire_units(path_id, [unit.slug for unit in path.units])
    return path_id


def stored_exercise(unit_of_work: IUnitOfWork) -> int:
    """Publish a path of one exercise, and return the exercise's id."""
    path_id = publish(unit_of_work, samples.path())
    with unit_of_work.read() as session:
        unit = session.catalogue.units(path_id, 0, 1)[0]
        lesson = session.catalogue.lesson(session.catalogue.lessons(unit.id, 0, 1)[0].id)
    assert lesson is not None
    return lesson.exercises[0].id
