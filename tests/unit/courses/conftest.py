import pytest
from tests.support.course_folder import yaml_source

from parlons.application.ports.course_source import ICourseSource
from parlons.domain.learning.learning_path import LearningPath
from parlons.entrypoints.courses import bundled_course


@pytest.fixture(scope="session")
def source() -> ICourseSource:
    return yaml_source()


@pytest.fixture(scope="session")
def path(source: ICourseSource) -> LearningPath:
    return source.load(bundled_course())
