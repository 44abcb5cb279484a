"""Options that are as right as the one that counts."""

from collections.abc import Iterator

from parlons.domain.exercises.multiple_choice import MultipleChoice
from parlons.domain.exercises.writing import canonical
from parlons.domain.learning.course_places import entries_of, exercises_of
from parlons.domain.learning.course_reading import CourseReading
from parlons.domain.proofreading.remark import Remark, RemarkKind


def right_distractors(reading: CourseReading) -> Iterator[Remark]:
    """Remark on a distractor that is the right option, with other quotes, dashes or spaces, or
    another way to write its term.

    Capitals, accents and marks may be what the choice is about.
    """
    groups = [_ways(entry.value.term, entry.value.variants) for entry in entries_of(reading.path)]
    for exercise in exercises_of(reading.path):
        if not isinstance(exercise.value, MultipleChoice):
            continue
        correct = exercise.value.correct
        right = {canonical(correct)}.union(*(group for group in groups if correct in group))
        for option in exercise.value.options:
            if option != correct and canonical(option) in right:
                message = f"the option {option!r} is as right as {correct!r}"
                yield Remark(RemarkKind.CONTRADICTION, exercise.pointer, message)


def _ways(term: str, variants: tuple[str, ...]) -> set[str]:
    return {canonical(text) for text in (term, *variants)}
