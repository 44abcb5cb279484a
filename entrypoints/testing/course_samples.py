"""A course of several units and what learners have of it, changed by keyword."""

from datetime import timedelta
from typing import Any

from parlons.domain.learning.learning_path import LearningPath
from parlons.domain.learning.learning_unit import LearningUnit
from parlons.domain.learning.lesson import Lesson
from parlons.domain.progress.lesson_record import ExerciseRecord, LessonRecord
from parlons.domain.progress.moment import Moment
from parlons.domain.progress.unit_progress import PathProgress, UnitProgress
from parlons.entrypoints.testing import samples


def lesson_of(slug: str, *exercises: str) -> Lesson:
    """A lesson of one exercise, or of those whose slugs are given."""
    return samples.lesson(slug, *map(samples.exercise, exercises))


def greetings(*lessons: Lesson, **changes: Any) -> LearningUnit:
    """A unit of two lessons, the first of three exercises, or of those given."""
    default = (lesson_of("hello", "first", "second", "third"), lesson_of("goodbye"))
    return samples.unit("greetings", *(lessons or default), **changes)


def food(**changes: Any) -> LearningUnit:
    """A unit of one lesson."""
    return samples.unit("food", lesson_of("bread"), **changes)


def course(*units: LearningUnit) -> LearningPath:
    """A path of `greetings()` and `food()`, or of the units given."""
    return samples.path("french", *(units or (greetings(), food())))


def moment(minutes: float = 0, zone: str = "UTC") -> Moment:
    """A moment so many minutes after noon."""
    return Moment(samples.NOON + timedelta(minutes=minutes), zone)


def lesson_record(*exercises: int, at: Moment | None = None) -> LessonRecord:
    """A record of these exercises, all of them right."""
    done = at or moment()
    return LessonRecord(
        exercises={each: ExerciseRecord(answered=done, right=done) for each in exercises},
        editions=frozenset({exercises}),
    )


def unit_progress(**changes: Any) -> UnitProgress:
    """A unit that is under way."""
    values = {"lessons_completed": 1, "right_count": 3, "exercise_count": 4, "started": True}
    return UnitProgress(**(values | changes))


def path_progress(minutes: float = 0, **changes: Any) -> PathProgress:
    """A path taken up at noon and used last so many minutes after."""
    values: dict[str, Any] = {"enrolled_at": samples.NOON, "last_used_at": moment(minutes).at}
    return PathProgress(**(values | changes))
