"""Sentences that are practised twice."""

from collections.abc import Iterator

from parlons.domain.exercises.writing import folded
from parlons.domain.learning.course_places import Placed, exercises_of
from parlons.domain.learning.course_reading import CourseReading
from parlons.domain.learning.exercise_texts import MIN_WORDS
from parlons.domain.proofreading.remark import Remark, RemarkKind


def repeated_sentences(reading: CourseReading) -> Iterator[Remark]:
    """Remark on an exercise whose model sentence is that of an earlier one.

    Capitals, accents and marks make no difference; texts of one or two words may return.
    """
    first: dict[str, Placed[str]] = {}
    for exercise in exercises_of(reading.path):
        sentence = reading.texts.model_sentence(exercise.value)
        if sentence is None or len(words := folded(sentence).split()) < MIN_WORDS:
            continue
        place = Placed(exercise.pointer, exercise.unit, exercise.name, sentence)
        earlier = first.setdefault(" ".join(words), place)
        if earlier is not place:
            message = f"the sentence of {earlier.name} again: {sentence}"
            yield Remark(RemarkKind.REPEATED, exercise.pointer, message)
