"""Learning paths of any length, as long as nobody takes an exercise of theirs."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import cycle, islice

from attrs import evolve, frozen
from sqlalchemy import text

from parlons.container import Container
from parlons.domain.learning.learning_path import LearningPath
from parlons.domain.learning.learning_unit import LearningUnit
from parlons.domain.learning.prerequisites import AnyOf, UnitCompleted, UnitScore
from parlons.domain.progress.lesson_record import LessonRecord
from parlons.domain.progress.moment import Moment
from parlons.domain.progress.unit_progress import PathProgress, UnitProgress

NOW = datetime.now(UTC)


@frozen
class LongPath:
    """What a stored path is found by; the unit is in the middle."""

    lessons: int
    path_id: int
    unit_id: int


def long_path(
    container: Container, course: LearningPath, units: int, lessons: int, learner: str
) -> LongPath:
    """Store a path of so many units with so many lessons each, called like those of a course.

    Each unit waits for the one before it or for the last, which waits for none. The learner has
    completed one unit, and begun half of the lessons in the middle of the path.
    """
    path_id, unit_ids = _shelved(container, course, units, lessons)
    rows = list(_lesson_rows(course, path_id, unit_ids, lessons))
    database = container.database()
    shelved = database.tables.learning_units
    counted = shelved.update().where(shelved.c.path_id == path_id).values(lesson_count=lessons)
    with database.writing() as connection:
        connection.execute(database.tables.lessons.insert(), rows)
        connection.execute(counted)
        connection.execute(text("ANALYZE"))
    middle = unit_ids[units // 2]
    with container.unit_of_work().write() as session:
        session.courses.touch_path(path_id, NOW)
        begun = PathProgress(enrolled_at=NOW, last_used_at=NOW)
        session.progress.put_path(learner, path_id, begun)
        for unit_id in unit_ids[:1]:
            session.progress.put_unit(learner, unit_id, _completed(lessons))
        for lesson in session.catalogue.lessons(middle, 0, lessons)[::2]:
            session.progress.put_lesson(learner, lesson.id, LessonRecord(), 0)
    return LongPath(units * lessons, path_id, middle)


def _shelved(
    container: Container, course: LearningPath, units: int, lessons: int
) -> tuple[int, Sequence[int]]:
    slug = f"path-of-{units * lessons}"
    with container.unit_of_work().write() as session:
        path_id = session.courses.put_path(evolve(course, slug=slug), NOW).id
        shelved = enumerate(islice(_units(course, units), units), start=1)
        return path_id, [session.courses.put_unit(path_id, *each).id for each in shelved]


def _units(course: LearningPath, number: int) -> Iterator[LearningUnit]:
    last = UnitCompleted(unit=f"unit-{number}")
    for position, unit in enumerate(cycle(_twenty(course)), start=1):
        wanted = None
        if 1 < position < number:
            before = UnitScore(unit=f"unit-{position - 1}", minimum=60)
            wanted = AnyOf(conditions=(before, last))
        yield evolve(unit, slug=f"unit-{position}", vocabulary=(), prerequisites=wanted)


def _twenty(course: LearningPath) -> list[LearningUnit]:
    """Units with titles and descriptions of their own: those of lessons where units are too few."""
    lessons = (lesson for unit in course.units for lesson in unit.lessons)
    more = (
        evolve(course.units[0], title=each.title, description=each.objective) for each in lessons
    )
    return [*course.units, *islice(more, 20 - len(course.units))]


def _lesson_rows(
    course: LearningPath, path_id: int, unit_ids: Sequence[int], number: int
) -> Iterator[dict[str, object]]:
    named = cycle([lesson for unit in course.units for lesson in unit.lessons])
    for unit_id in unit_ids:
        for position, lesson in enumerate(islice(named, number), start=1):
            yield {
                "path_id": path_id,
                "unit_id": unit_id,
                "slug": f"lesson-{unit_id}-{position}",
                "position": position,
                "title": lesson.title,
                "objective": lesson.objective,
                "dialogue": [],
                "exercise_count": 10,
            }


def _completed(lessons: int) -> UnitProgress:
    return UnitProgress(
        lessons_completed=lessons,
        right_count=9 * lessons,
        exercise_count=10 * lessons,
        started=True,
        completed=Moment(NOW, "Europe/Paris"),
        unlocked_at=NOW,
    )
