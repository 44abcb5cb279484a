"""Texts that learners should hear and cannot."""

from collections.abc import Callable, Iterator

from parlons.domain.learning.course_places import entries_of, exercises_of, lines_of
from parlons.domain.learning.learning_path import LearningPath
from parlons.domain.learning.spoken_texts import as_spoken
from parlons.domain.proofreading.remark import Remark, RemarkKind


def missing_sound(path: LearningPath, obstacle: Callable[[str], str | None]) -> Iterator[Remark]:
    """Remark once on each text that has no sound; `obstacle` tells why, or None where it has."""
    told = set()
    for _, pointer, text in sorted(_spoken(path), key=lambda each: each[0]):
        reason = None if as_spoken(text) in told else obstacle(text)
        if reason is not None:
            told.add(as_spoken(text))
            yield Remark(RemarkKind.NO_SOUND, pointer, f"{text!r} cannot be heard: {reason}")


def _spoken(path: LearningPath) -> Iterator[tuple[int, str, str]]:
    for entry in entries_of(path):
        yield entry.unit, f"{entry.pointer}/term", entry.value.term
        if entry.value.example is not None:
            yield entry.unit, f"{entry.pointer}/example", entry.value.example
    for line in lines_of(path):
        yield line.unit, f"{line.pointer}/text", line.value.text
    for exercise in exercises_of(path):
        if exercise.value.spoken is not None:
            yield exercise.unit, exercise.pointer, exercise.value.spoken
