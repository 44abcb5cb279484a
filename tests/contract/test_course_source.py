"""The exam of our course sources."""

from pathlib import Path

import pytest
from tests.support.course_folder import COURSE, SECOND_UNIT, write_course, yaml_source

from parlons.entrypoints.testing.contracts.course_source import CourseSourceContract


class TestYamlFolderCourseSource(CourseSourceContract):
    @pytest.fixture
    def source(self):
        return yaml_source()

    @pytest.fixture
    def course(self, tmp_path: Path):
        return write_course(tmp_path / "course")

    @pytest.fixture
    def broken_course(self, tmp_path: Path):
        course, second = COURSE.replace("A1", "easy"), SECOND_UNIT.replace("front:", "frond:")
        return write_course(tmp_path / "broken", course, second=second)
