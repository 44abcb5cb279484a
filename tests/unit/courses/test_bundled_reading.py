"""The bundled course reads well from its first unit to its last."""

import pytest

from parlons.domain.learning.course_reading import CourseReading
from parlons.domain.learning.sentence_frame import SentenceFrames
from parlons.domain.proofreading.contradictions import contradictions


@pytest.fixture(scope="session")
def reading(path) -> CourseReading:
    return CourseReading.of(path)


def test_at_most_three_tenths_of_a_units_exercises_share_a_frame(path, reading):
    frames = SentenceFrames.of(reading)
    for index, unit in enumerate(path.units):
        shared, exercises = frames.shared(index)
        assert exercises
        assert shared <= 0.3 * exercises, unit.slug


def test_most_exercises_have_a_frame_to_share(path, reading):
    exercises = [
        each for unit in path.units for lesson in unit.lessons for each in lesson.exercises
    ]
    modelled = [each for each in exercises if reading.texts.model_sentence(each)]
    assert len(modelled) > 0.7 * len(exercises)


def test_no_exercise_contradicts_the_vocabulary(reading):
    assert not list(contradictions(reading))
