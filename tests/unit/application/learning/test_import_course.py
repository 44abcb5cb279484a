"""An import updates by slug, and changes nothing where nothing changed."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from attrs import evolve
from tests.support.classroom import Classroom

from parlons.application.learning.import_course import ImportReport
from parlons.application.ports.telemetry import CourseImported
from parlons.domain.errors import NotFoundError
from parlons.domain.learning.learning_path import LearningPath
from parlons.entrypoints.testing import samples

LESSONS = [samples.lesson(slug) for slug in ("one", "two", "three")]
FRENCH = samples.path(
    "french", samples.unit("first", *LESSONS[:2]), samples.unit("second", LESSONS[2])
)
WITHOUT_LESSON = evolve(FRENCH, units=(samples.unit("first", LESSONS[1]), FRENCH.units[1]))
WITHOUT_UNIT = evolve(FRENCH, units=FRENCH.units[1:])
CHANGES = {
    "path": evolve(FRENCH, title="Better French"),
    "unit": evolve(FRENCH, units=(evolve(FRENCH.units[0], grammar_note="New."), FRENCH.units[1])),
    "order": evolve(FRENCH, units=FRENCH.units[::-1]),
    "lesson gone": WITHOUT_LESSON,
    "unit gone": WITHOUT_UNIT,
}


@pytest.fixture
def classroom() -> Classroom:
    classroom = Classroom()
    classroom.publish(FRENCH)
    return classroom


def test_a_first_import_adds_path_units_and_lessons():
    report = Classroom().publish(FRENCH)
    assert report == ImportReport(path_id=1, added=6, updated=0, unchanged=0, retired=0)


def test_a_second_import_changes_nothing(classroom: Classroom):
    before = classroom.path()
    classroom.clock.advance(timedelta(days=1))
    report = classroom.publish(FRENCH)
    assert report == ImportReport(path_id=1, added=0, updated=0, unchanged=6, retired=0)
    assert classroom.path() == before
    assert before.version == 1


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_an_import_that_changes_something_is_the_next_version(
    classroom: Classroom, change: LearningPath
):
    classroom.clock.advance(timedelta(days=1))
    classroom.publish(change)
    path = classroom.path()
    assert (path.version, path.updated_at) == (2, classroom.clock.now())


def test_a_first_import_is_the_first_version_of_its_instant(classroom: Classroom):
    path = classroom.path()
    assert (path.version, path.updated_at) == (1, classroom.clock.now())


def test_the_report_counts_what_was_updated_and_retired(classroom: Classroom):
    changed = samples.lesson("two", title="Better")
    added = samples.lesson("four")
    report = classroom.publish(
        samples.path("french", samples.unit("first", changed, LESSONS[0], added))
    )
    # Two lessons changed places, and one of them its title; unit and lesson three went together.
    assert report == ImportReport(path_id=1, added=1, updated=2, unchanged=2, retired=2)


def test_operators_are_told_once_it_is_stored(classroom: Classroom):
    classroom.publish(WITHOUT_LESSON)
    assert classroom.told(CourseImported) == [
        CourseImported(slug="french", added=6, updated=0, retired=0),
        CourseImported(slug="french", added=0, updated=1, retired=1),
    ]


def test_progress_is_told_after_each_lesson():
    told: list[tuple[int, int]] = []
    Classroom().publish(FRENCH, on_progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize("edition", [WITHOUT_LESSON, WITHOUT_UNIT], ids=["lesson", "unit"])
def test_attempts_outlive_what_is_retired_and_go_on_when_it_comes_back(
    classroom: Classroom, edition: LearningPath
):
    attempt = classroom.answer()
    classroom.publish(edition)
    assert classroom.attempts() == (attempt,)
    with pytest.raises(NotFoundError):
        classroom.answer()
    classroom.publish(FRENCH)
    again = classroom.answer()
    assert (again.exercise_id, again.exercise_version) == (1, 1)
    assert set(classroom.attempts()) == {attempt, again}


def interrupt(classroom: Classroom) -> dict[str, Callable[[int, int], None]]:
    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    return {"on_progress": stop}


def lose_the_disk(classroom: Classroom) -> dict[str, Callable[[int, int], None]]:
    classroom.unit_of_work.fail_next_commit(KeyboardInterrupt())
    return {}


@pytest.mark.parametrize("fail", [interrupt, lose_the_disk])
@pytest.mark.parametrize("course", [samples.path("spanish"), CHANGES["path"]], ids=["new", "old"])
def test_an_import_that_fails_midway_stores_nothing(
    fail: Callable[[Classroom], dict[str, Callable[[int, int], None]]], course: LearningPath
):
    classroom = Classroom()
    classroom.publish(FRENCH)
    course = evolve(course, units=(*FRENCH.units, samples.unit("third", samples.lesson("new"))))
    before, told = classroom.unit_of_work._state, list(classroom.telemetry.events)
    with pytest.raises(KeyboardInterrupt):
        classroom.publish(course, **fail(classroom))
    assert classroom.unit_of_work._state == before
    assert list(classroom.telemetry.events) == told
