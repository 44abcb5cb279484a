"""What every `IProgress` promises about learners."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillRunning

import pytest

from parlons.application.ports.progress import IProgress
from parlons.application.ports.unit_of_work import IUnitOfWork, SessionMisuseError
from parlons.domain.progress.lesson_record import LessonRecord
from parlons.domain.progress.unit_progress import PathProgress, UnitProgress
from parlons.entrypoints.testing import course_samples
from parlons.entrypoints.testing.contracts.store import StoreContract
from parlons.entrypoints.testing.contracts.stored_course import StoredCourse, stored_course

READING: dict[str, Callable[[IProgress], object]] = {
    "place_of_lesson": lambda progress: progress.place_of_lesson("ada", 1),
    "place_of_exercise": lambda progress: progress.place_of_exercise("ada", 1),
    "lesson": lambda progress: progress.lesson("ada", 1),
    "lessons": lambda progress: progress.lessons("ada", 1),
    "units": lambda progress: progress.units("ada", 1),
    "graph": lambda progress: progress.graph("ada", 1),
    "graph of none": lambda progress: progress.graph("ada", 1, []),
    "path": lambda progress: progress.path("ada", 1),
    "enrolled": lambda progress: progress.enrolled("ada", 0, 1),
    "current_path": lambda progress: progress.current_path("ada"),
    "page_of_units": lambda progress: progress.page_of_units("ada", 1, 0, 1),
    "page_of_lessons": lambda progress: progress.page_of_lessons("ada", 1, 0, 1),
    "learners_on": lambda progress: progress.learners_on(1, "", 1),
}
CHANGING: dict[str, Callable[[IProgress], object]] = {
    "lock": lambda progress: progress.lock("ada"),
    "put_lesson": lambda progress: progress.put_lesson("ada", 1, LessonRecord(), 0),
    "put_unit": lambda progress: progress.put_unit("ada", 1, UnitProgress()),
    "put_path": lambda progress: progress.put_path("ada", 1, course_samples.path_progress()),
    "clear": lambda progress: progress.clear("ada"),
}


class ProgressContract(StoreContract):
    """A learner's progress is changed by one at a time, and cleared without a trace."""

    def test_whoever_waited_for_a_learner_sees_what_was_done(
        self, unit_of_work: IUnitOfWork
    ) -> None:
        path_id = stored_course(unit_of_work).path_id
        done = course_samples.path_progress(lessons_completed=1)

        def later() -> PathProgress | None:
            with unit_of_work.write() as session:
                session.progress.lock("ada")
                return session.progress.path("ada", path_id)

        with ThreadPoolExecutor(1) as pool:
            with unit_of_work.write() as session:
                session.progress.lock("ada")
                waiting = pool.submit(later)
                with pytest.raises(StillRunning):
                    waiting.result(0.2)
                session.progress.put_path("ada", path_id, done)
            assert waiting.result(10) == done

    def test_who_has_locked_a_learner_may_do_so_again(self, unit_of_work: IUnitOfWork) -> None:
        path_id = stored_course(unit_of_work).path_id
        for _ in range(2):
            with unit_of_work.write() as session:
                session.progress.lock("ada")
                session.progress.lock("ada")
        with unit_of_work.read() as session:
            assert session.progress.path("ada", path_id) is None
            assert session.progress.learners_on(path_id, "", 10) == ()

    def test_progress_is_cleared_without_a_trace(self, unit_of_work: IUnitOfWork) -> None:
        course = stored_course(unit_of_work)
        for name in ("ada", "grace"):
            _learn_everything(unit_of_work, course, name)
        before = _everything(unit_of_work, course, "grace")
        with unit_of_work.write() as session:
            session.progress.clear("ada")
        assert _everything(unit_of_work, course, "ada") == _everything(
            unit_of_work, course, "nobody"
        )
        assert _everything(unit_of_work, course, "grace") == before
        with unit_of_work.read() as session:
            assert session.progress.learners_on(course.path_id, "", 10) == ("grace",)
        with unit_of_work.write() as session:
            session.progress.put_lesson("ada", course.lessons["hello"], LessonRecord(), 0)
            assert session.progress.lesson("ada", course.lessons["hello"]) == LessonRecord()

    def test_progress_that_was_cleared_can_be_made_anew(self, unit_of_work: IUnitOfWork) -> None:
        course = stored_course(unit_of_work)
        _learn_everything(unit_of_work, course, "ada")
        before = _everything(unit_of_work, course, "ada")
        with unit_of_work.write() as session:
            session.progress.lock("ada")
            session.progress.clear("ada")
        _learn_everything(unit_of_work, course, "ada")
        assert _everything(unit_of_work, course, "ada") == before

    @pytest.mark.parametrize("change", CHANGING.values(), ids=CHANGING)
    def test_a_reader_changes_no_progress(
        self, unit_of_work: IUnitOfWork, change: Callable[[IProgress], object]
    ) -> None:
        with unit_of_work.read() as session, pytest.raises(SessionMisuseError):
            change(session.progress)

    def test_a_session_that_is_over_has_no_progress(self, unit_of_work: IUnitOfWork) -> None:
        with unit_of_work.read() as reader:
            pass
        for read in READING.values():
            with pytest.raises(SessionMisuseError):
                read(reader.progress)
        with unit_of_work.write() as writer:
            pass
        for change in CHANGING.values():
            with pytest.raises(SessionMisuseError):
                change(writer.progress)


def _learn_everything(unit_of_work: IUnitOfWork, course: StoredCourse, user_id: str) -> None:
    with unit_of_work.write() as session:
        session.progress.put_path(user_id, course.path_id, course_samples.path_progress())
        for unit_id in course.units.values():
            session.progress.put_unit(user_id, unit_id, course_samples.unit_progress())
        for slug, lesson_id in course.lessons.items():
            record = course_samples.lesson_record(*course.exercises[slug])
            session.progress.put_lesson(user_id, lesson_id, record, len(record.exercises))


def _everything(unit_of_work: IUnitOfWork, course: StoredCourse, user_id: str) -> list[object]:
    with unit_of_work.read() as session:
        return [
            session.progress.path(user_id, course.path_id),
            session.progress.enrolled(user_id, 0, 10),
            session.progress.units(user_id, course.path_id),
            *(session.progress.lessons(user_id, each) for each in course.units.values()),
            *(session.progress.lesson(user_id, each) for each in course.lessons.values()),
        ]
