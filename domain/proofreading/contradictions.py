"""Exercises that say something else than the vocabulary of their course."""

from collections.abc import Iterator

from parlons.domain.learning.course_reading import CourseReading
from parlons.domain.proofreading.remark import Remark
from parlons.domain.proofreading.right_distractors import right_distractors
from parlons.domain.proofreading.wrong_articles import wrong_articles
from parlons.domain.proofreading.wrong_meanings import wrong_meanings


def contradictions(reading: CourseReading) -> Iterator[Remark]:
    """Remark on articles of the wrong gender, on single words translated as another word, and on
    choices with two right options.
    """
    yield from wrong_articles(reading)
    yield from wrong_meanings(reading)
    yield from right_distractors(reading)
