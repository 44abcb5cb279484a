"""What a course amounts to, in numbers."""

from collections import Counter
from collections.abc import Mapping
from typing import Final, get_args

from attrs import evolve, frozen

from parlons.domain.exercises.exercise import Exercise
from parlons.domain.learning.course_reading import CourseReading
from parlons.domain.learning.learning_path import LearningPath
from parlons.domain.learning.learning_unit import LearningUnit
from parlons.domain.learning.sentence_frame import SentenceFrames
from parlons.domain.learning.spoken_texts import spoken_texts

KINDS: Final[tuple[str, ...]] = tuple(kind.TYPE for kind in get_args(Exercise))
"""The kinds of exercise."""


@frozen(kw_only=True)
class Statistics:
    """Counts of a unit or a course; `name` is its slug.

    `kinds` counts the exercises of each kind, `dialogues` the lessons that have one, `spoken_texts`
    the different texts that are heard. `shared_frames` are the exercises whose sentence has a frame
    that another exercise of the unit has, too.
    """

    name: str
    lessons: int
    exercises: int
    kinds: Mapping[str, int]
    vocabulary: int
    dialogues: int
    spoken_texts: int
    shared_frames: int

    @property
    def shared_share(self) -> float:
        """The share (0 to 1) of exercises in shared frames."""
        return self.shared_frames / self.exercises


def course_statistics(path: LearningPath) -> tuple[tuple[Statistics, ...], Statistics]:
    """Return the statistics of each unit and of the whole course.

    A text that is heard in several units counts once in the course.
    """
    frames = SentenceFrames.of(CourseReading.of(path))
    units = tuple(
        _statistics(unit.slug, _alone(unit, path), frames.shared(index)[0])
        for index, unit in enumerate(path.units)
    )
    return units, _statistics(path.slug, path, sum(unit.shared_frames for unit in units))


def _alone(unit: LearningUnit, path: LearningPath) -> LearningPath:
    return evolve(path, units=(evolve(unit, prerequisites=None),))


def _statistics(name: str, path: LearningPath, shared_frames: int) -> Statistics:
    lessons = [lesson for unit in path.units for lesson in unit.lessons]
    kinds = Counter(exercise.TYPE for lesson in lessons for exercise in lesson.exercises)
    return Statistics(
        name=name,
        lessons=len(lessons),
        exercises=kinds.total(),
        kinds={kind: kinds[kind] for kind in KINDS},
        vocabulary=sum(len(unit.vocabulary) for unit in path.units),
        dialogues=sum(bool(lesson.dialogue) for lesson in lessons),
        spoken_texts=len(spoken_texts(path)),
        shared_frames=shared_frames,
    )
