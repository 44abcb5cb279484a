"""What every `ICourseSource` promises."""

from pathlib import Path

import pytest

from parlons.application.ports.course_source import ICourseSource, InvalidCourseError
from parlons.domain.learning.learning_path import LearningPath


class CourseSourceContract:
    """A source returns a whole course or says everything that is wrong with it, and only reads."""

    @pytest.fixture
    def source(self) -> ICourseSource:
        """The source under test."""
        raise NotImplementedError

    @pytest.fixture
    def course(self) -> Path:
        """A folder that holds a valid course."""
        raise NotImplementedError

    @pytest.fixture
    def broken_course(self) -> Path:
        """A folder whose course has two faults or more, in different files."""
        raise NotImplementedError

    def test_a_valid_course_is_returned_whole(self, source: ICourseSource, course: Path) -> None:
        path = source.load(course)
        assert isinstance(path, LearningPath)
        assert path.units[0].lessons[0].exercises

    def test_loading_again_returns_the_same(self, source: ICourseSource, course: Path) -> None:
        assert source.load(course) == source.load(course)

    def test_loading_changes_nothing_in_the_folder(
        self, source: ICourseSource, course: Path
    ) -> None:
        before = _snapshot(course)
        source.load(course)
        assert _snapshot(course) == before

    def test_faults_of_all_files_are_told_at_once(
        self, source: ICourseSource, broken_course: Path
    ) -> None:
        faults = _refusal(source, broken_course).faults
        assert len({fault.file for fault in faults}) > 1

    def test_each_fault_has_a_file_of_the_course_a_line_of_it_and_a_message(
        self, source: ICourseSource, broken_course: Path
    ) -> None:
        for fault in _refusal(source, broken_course).faults:
            file = Path(fault.file)
            assert file.is_relative_to(broken_course)
            assert 1 <= fault.line <= len(file.read_bytes().splitlines())
            assert fault.message.strip()

    def test_the_error_reads_like_a_compilers(
        self, source: ICourseSource, broken_course: Path
    ) -> None:
        error = _refusal(source, broken_course)
        lines = [f"{fault.file}:{fault.line}: {fault.message}" for fault in error.faults]
        assert str(error).splitlines() == lines

    @pytest.mark.parametrize("name", ["missing", "nul\0byte", "x" * 5000, "~", "é\n"])
    def test_a_folder_that_is_not_there_is_a_fault(
        self, source: ICourseSource, tmp_path: Path, name: str
    ) -> None:
        (fault,) = _refusal(source, tmp_path / name).faults
        assert fault.line == 1

    def test_a_file_in_place_of_a_folder_is_a_fault(
        self, source: ICourseSource, tmp_path: Path
    ) -> None:
        (tmp_path / "course").touch()
        assert _refusal(source, tmp_path / "course").faults

    def test_an_empty_folder_is_a_fault(self, source: ICourseSource, tmp_path: Path) -> None:
        assert _refusal(source, tmp_path).faults


def _refusal(source: ICourseSource, folder: Path) -> InvalidCourseError:
    with pytest.raises(InvalidCourseError) as raised:
        source.load(folder)
    return raised.value


def _snapshot(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
