"""The parts of a course with the places where they stand."""

from collections.abc import Iterator
from typing import Generic, TypeVar

from attrs import frozen

from parlons.domain.exercises.exercise import Exercise
from parlons.domain.learning.learning_path import LearningPath
from parlons.domain.learning.lesson import DialogueLine
from parlons.domain.learning.vocabulary_entry import VocabularyEntry

_T = TypeVar("_T")


@frozen
class Placed(Generic[_T]):
    """A part of a course: its JSON pointer (RFC 6901), the index of its unit, and what people
    call it.
    """

    pointer: str
    unit: int
    name: str
    value: _T


def entries_of(path: LearningPath) -> Iterator[Placed[VocabularyEntry]]:
    """Yield the vocabulary in the order it is taught."""
    for number, unit in enumerate(path.units):
        for index, entry in enumerate(unit.vocabulary):
            pointer = f"/units/{number}/vocabulary/{index}"
            yield Placed(pointer, number, entry.term, entry)


def lines_of(path: LearningPath) -> Iterator[Placed[DialogueLine]]:
    """Yield the lines of all dialogues."""
    for number, unit in enumerate(path.units):
        for at, lesson in enumerate(unit.lessons):
            for index, line in enumerate(lesson.dialogue):
                pointer = f"/units/{number}/lessons/{at}/dialogue/{index}"
                yield Placed(pointer, number, f"the dialogue of {lesson.slug}", line)


def exercises_of(path: LearningPath) -> Iterator[Placed[Exercise]]:
    """Yield the exercises, each by the name `lesson/exercise`."""
    for number, unit in enumerate(path.units):
        for at, lesson in enumerate(unit.lessons):
            for index, exercise in enumerate(lesson.exercises):
                pointer = f"/units/{number}/lessons/{at}/exercises/{index}"
                yield Placed(pointer, number, f"{lesson.slug}/{exercise.slug}", exercise)
