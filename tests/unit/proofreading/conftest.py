from collections.abc import Callable, Iterable

import pytest

from parlons.domain.learning.course_reading import CourseReading
from parlons.domain.learning.learning_path import LearningPath
from parlons.domain.proofreading.remark import Remark


@pytest.fixture
def remarks() -> Callable[..., list[tuple[str, str]]]:
    """What a rule remarks on a course: pointers and messages."""

    def remarks(
        rule: Callable[[CourseReading], Iterable[Remark]], path: LearningPath
    ) -> list[tuple[str, str]]:
        return [(remark.pointer, remark.message) for remark in rule(CourseReading.of(path))]

    return remarks
