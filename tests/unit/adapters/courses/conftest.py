from pathlib import Path

import pytest
from tests.support.course_folder import yaml_source

from parlons.application.ports.course_source import ICourseSource, InvalidCourseError


@pytest.fixture(scope="session")
def source() -> ICourseSource:
    return yaml_source()


@pytest.fixture
def faults_in(source: ICourseSource):
    """Every fault of a folder as `file:line: message`, with the file relative to the folder."""

    def faults_in(folder: Path) -> list[str]:
        with pytest.raises(InvalidCourseError) as raised:
            source.load(folder)
        return [str(fault).removeprefix(f"{folder}/") for fault in raised.value.faults]

    return faults_in
