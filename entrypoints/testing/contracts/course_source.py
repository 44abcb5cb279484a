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

    def test_the_place_of_each_part_is_a_line_of_a_file_of_the_course(
        self, source: ICourseSource, course: Path
    ) -> None:
        path = source.load(course)
        pointers = [f"/units/{number}/lessons/0/exercises/0" for number in range(len(path.units))]
        places = source.places(course, ["", "/title", *pointers])
        assert len(places) == len(pointers) + 2
        for place in places:
            file = Path(place.file)
            assert file.is_relative_to(course)
            assert 1 <= place.line <= len(file.read_bytes().splitlines())
        assert len(set(places[2:])) == len(pointers)

    def test_places_are_told_in_the_order_that_is_asked_for(
        self, source: ICourseSource, course: Path
    ) -> None:
        pointers = ["/units/0/lessons/0/exercises/0", "/title", "/units/0/slug"]
        backwards = source.places(course, pointers[::-1])
        assert source.places(course, pointers) == backwards[::-1]

    def test_a_part_that_was_left_out_is_where_the_one_around_it_is(
        self, source: ICourseSource, course: Path
    ) -> None:
        around, missing = "/units/0/lessons/0", "/units/0/lessons/0/nothing/7"
        assert len(set(source.places(course, [around, missing]))) == 1

    def test_a_folder_without_a_course_has_no_places(
        self, source: ICourseSource, tmp_path: Path
    ) -> None:
        with pytest.raises(InvalidCourseError):
            source.places(tmp_path / "missing", ["/title"])

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
