"""What every `ICatalogue` promises about where things are taught."""

import pytest

from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.domain.learning.prerequisites import UnitCompleted
from parlons.domain.progress.unit_progress import UnitProgress
from parlons.entrypoints.testing import course_samples, samples
from parlons.entrypoints.testing.contracts.store import StoreContract, publish
from parlons.entrypoints.testing.contracts.stored_course import stored_course

_NOWHERE = (-1, 0, 99, 2**63)


class PlacesContract(StoreContract):
    """A place tells the path, the unit with what it waits for, and the exercises of a lesson."""

    def test_a_lesson_and_its_exercises_lead_to_one_place(self, unit_of_work: IUnitOfWork) -> None:
        course = stored_course(unit_of_work)
        lesson_id, exercises = course.lessons["hello"], course.exercises["hello"]
        with unit_of_work.read() as session:
            place = session.catalogue.place_of_lesson(lesson_id)
            assert place is not None
            assert (place.lesson_id, place.exercises) == (lesson_id, exercises)
            assert place.unit == session.catalogue.place_of_unit(place.unit.unit_id)
            for exercise_id in exercises:
                assert session.catalogue.place_of_exercise(exercise_id) == place

    def test_a_place_tells_what_the_unit_waits_for(self, unit_of_work: IUnitOfWork) -> None:
        lesson, wanted = samples.lesson("other"), UnitCompleted(unit="first")
        waiting = samples.unit("later", lesson, prerequisites=wanted)
        path_id = publish(unit_of_work, samples.path("french", samples.unit("first"), waiting))
        with unit_of_work.read() as session:
            first, later = session.catalogue.units(path_id, 0, 2)
            open_place = session.catalogue.place_of_unit(first.id)
            place = session.catalogue.place_of_unit(later.id)
        assert open_place is not None
        assert open_place.unit.prerequisites is None
        assert place is not None
        assert (place.unit_id, place.path_id) == (later.id, path_id)
        assert (place.unit.slug, place.unit.title) == ("later", later.title)
        assert place.unit.prerequisites == wanted

    @pytest.mark.parametrize(
        ("reached", "stays_open"),
        [
            (UnitProgress(), False),
            (UnitProgress(started=True), True),
            (UnitProgress(completed=course_samples.moment(1)), True),
            (UnitProgress(unlocked_at=samples.NOON), True),
        ],
    )
    def test_a_learners_place_tells_whether_the_unit_stays_open(
        self, unit_of_work: IUnitOfWork, reached: UnitProgress, *, stays_open: bool
    ) -> None:
        course = stored_course(unit_of_work)
        lesson_id, (exercise_id, *_) = course.lessons["hello"], course.exercises["hello"]
        with unit_of_work.write() as session:
            session.progress.put_unit("ada", course.units["greetings"], reached)
        with unit_of_work.read() as session:
            place = session.catalogue.place_of_lesson(lesson_id)
            for user_id, expected in (("ada", stays_open), ("grace", False)):
                for found in (
                    session.progress.place_of_lesson(user_id, lesson_id),
                    session.progress.place_of_exercise(user_id, exercise_id),
                ):
                    assert found is not None
                    assert (found.place, found.stays_open) == (place, expected)
            for nowhere in _NOWHERE:
                assert session.progress.place_of_lesson("ada", nowhere) is None
                assert session.progress.place_of_exercise("ada", nowhere) is None

    def test_only_exercises_that_are_taught_are_there(self, unit_of_work: IUnitOfWork) -> None:
        course = stored_course(unit_of_work)
        lesson_id, (first, second, third) = course.lessons["hello"], course.exercises["hello"]
        lesson = course_samples.lesson_of("hello", "third", "first")
        publish(unit_of_work, course_samples.course(course_samples.greetings(lesson)))
        with unit_of_work.read() as session:
            place = session.catalogue.place_of_lesson(lesson_id)
            assert place is not None
            assert place.exercises == (third, first)
            assert session.catalogue.place_of_exercise(second) is None

    def test_what_is_not_taught_has_no_place(self, unit_of_work: IUnitOfWork) -> None:
        course = stored_course(unit_of_work)
        publish(unit_of_work, course_samples.course(course_samples.food()))
        with unit_of_work.read() as session:
            for lesson_id in (course.lessons["hello"], *_NOWHERE):
                assert session.catalogue.place_of_lesson(lesson_id) is None
            for exercise_id in (*course.exercises["hello"], *_NOWHERE):
                assert session.catalogue.place_of_exercise(exercise_id) is None
            for unit_id in _NOWHERE:
                assert session.catalogue.place_of_unit(unit_id) is None

    @pytest.mark.parametrize("prerequisites", [UnitCompleted(unit="first"), None])
    def test_prerequisites_are_put_for_one_unit(
        self, unit_of_work: IUnitOfWork, prerequisites: UnitCompleted | None
    ) -> None:
        units = (samples.unit("first"), samples.unit("later", samples.lesson("other")))
        path_id = publish(unit_of_work, samples.path("french", *units))
        with unit_of_work.write() as session:
            _, later = session.catalogue.units(path_id, 0, 2)
            session.courses.put_prerequisites(later.id, UnitCompleted(unit="first"))
            session.courses.put_prerequisites(later.id, prerequisites)
        with unit_of_work.read() as session:
            units_now = session.catalogue.units(path_id, 0, 2)
            assert [unit.prerequisites for unit in units_now] == [None, prerequisites]
