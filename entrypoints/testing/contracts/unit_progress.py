"""What every `IProgress` promises about units."""

from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.domain.learning.prerequisites import AnyOf, UnitCompleted, UnitScore
from parlons.domain.learning.unit_role import UnitRole
from parlons.domain.learning.unlocking import GraphUnit
from parlons.domain.progress.unit_progress import UnitOnPath, UnitProgress
from parlons.entrypoints.testing import course_samples, samples
from parlons.entrypoints.testing.contracts.store import StoreContract, publish
from parlons.entrypoints.testing.contracts.stored_course import NOWHERE, stored_course

BEHIND_GREETINGS = AnyOf(
    conditions=(UnitCompleted(unit="greetings"), UnitScore(unit="greetings", minimum=80))
)


class UnitProgressContract(StoreContract):
    """The counts of a learner in each unit that is taught, with what the unit is to its path."""

    def test_the_counts_of_a_unit_come_back(self, unit_of_work: IUnitOfWork) -> None:
        course = stored_course(unit_of_work)
        stored = course_samples.unit_progress(
            completed=course_samples.moment(1, "Pacific/Kiritimati"),
            unlocked_at=course_samples.moment(-5).at,
        )
        with unit_of_work.write() as session:
            session.progress.put_unit("ada", course.units["food"], stored)
        with unit_of_work.read() as session:
            _, unit = session.progress.units("ada", course.path_id)
            _, node = session.progress.graph("ada", course.path_id)
            _, listed = session.progress.page_of_units("ada", course.path_id, 0, 10)
        assert unit.progress == node.progress == listed.progress == stored

    def test_the_latest_counts_of_a_unit_hold(self, unit_of_work: IUnitOfWork) -> None:
        course = stored_course(unit_of_work)
        changes = (
            course_samples.unit_progress(completed=course_samples.moment(1, "Asia/Tokyo")),
            course_samples.unit_progress(completed=course_samples.moment(1, "Europe/Paris")),
            course_samples.unit_progress(unlocked_at=samples.NOON, right_count=2, started=False),
        )
        for progress in changes:
            with unit_of_work.write() as session:
                session.progress.put_unit("ada", course.units["greetings"], progress)
                unit, _ = session.progress.units("ada", course.path_id)
            assert unit.progress == progress

    def test_every_unit_of_a_path_counts_by_its_role(self, unit_of_work: IUnitOfWork) -> None:
        review = course_samples.food(role=UnitRole.REVIEW)
        path = course_samples.course(course_samples.greetings(), review)
        course = stored_course(unit_of_work, path)
        progress = course_samples.unit_progress()
        with unit_of_work.write() as session:
            session.progress.put_unit("ada", course.units["food"], progress)
        begun = UnitOnPath(unit_id=course.units["food"], role=UnitRole.REVIEW, progress=progress)
        with unit_of_work.read() as session:
            greetings, food = session.progress.units("ada", course.path_id)
            assert food == begun
            assert (greetings.role, greetings.progress) == (UnitRole.REQUIRED, UnitProgress())
            of_grace = session.progress.units("grace", course.path_id)
        assert [each.unit_id for each in of_grace] == list(course.units.values())
        assert all(each.progress == UnitProgress() for each in of_grace)

    def test_only_units_that_are_taught_are_found(self, unit_of_work: IUnitOfWork) -> None:
        course = stored_course(unit_of_work)
        publish(unit_of_work, samples.path("other", samples.unit("other")))
        with unit_of_work.write() as session:
            for unit_id in course.units.values():
                session.progress.put_unit("ada", unit_id, course_samples.unit_progress())
        publish(unit_of_work, course_samples.course(course_samples.food()))
        with unit_of_work.read() as session:
            (unit,) = session.progress.units("ada", course.path_id)
            (node,) = session.progress.graph("ada", course.path_id)
            (listed,) = session.progress.page_of_units("ada", course.path_id, 0, 10)
            assert session.progress.graph("ada", course.path_id, ["greetings"]) == ()
        assert unit.unit_id == node.unit_id == listed.unit.id == course.units["food"]

    def test_a_path_that_there_is_not_has_no_units(self, unit_of_work: IUnitOfWork) -> None:
        stored_course(unit_of_work)
        with unit_of_work.read() as session:
            for path_id in NOWHERE:
                assert session.progress.units("ada", path_id) == ()
                assert session.progress.graph("ada", path_id) == ()
                assert session.progress.graph("ada", path_id, ["greetings"]) == ()
                assert session.progress.page_of_units("ada", path_id, 0, 10) == ()

    def test_the_graph_is_made_of_units_with_prerequisites(self, unit_of_work: IUnitOfWork) -> None:
        behind = course_samples.food(prerequisites=BEHIND_GREETINGS, title=samples.ANY_TEXT)
        path = course_samples.course(course_samples.greetings(), behind)
        course = stored_course(unit_of_work, path)
        progress = course_samples.unit_progress()
        with unit_of_work.write() as session:
            session.progress.put_unit("ada", course.units["greetings"], progress)
        with unit_of_work.read() as session:
            nodes = session.progress.graph("ada", course.path_id)
            (of_grace, _) = session.progress.graph("grace", course.path_id)
        assert [node.unit_id for node in nodes] == list(course.units.values())
        assert [node.unit for node in nodes] == [
            GraphUnit(slug="greetings", title="Greetings"),
            GraphUnit(slug="food", title=samples.ANY_TEXT, prerequisites=BEHIND_GREETINGS),
        ]
        assert [node.progress for node in nodes] == [progress, UnitProgress()]
        assert of_grace.progress == UnitProgress()

    def test_the_graph_of_some_units_has_only_those(self, unit_of_work: IUnitOfWork) -> None:
        units = [samples.unit(slug, course_samples.lesson_of(slug)) for slug in ("c", "b", "a")]
        course = stored_course(unit_of_work, samples.path("french", *units))
        publish(unit_of_work, samples.path("other", samples.unit("d"), units[0]))
        with unit_of_work.read() as session:
            whole = session.progress.graph("ada", course.path_id)
            assert session.progress.graph("ada", course.path_id, ["a", "c"]) == whole[::2]
            assert session.progress.graph("ada", course.path_id, {"b", "d"}) == whole[1:2]
            assert session.progress.graph("ada", course.path_id, ("d", "")) == ()
            assert session.progress.graph("ada", course.path_id, ()) == ()

    def test_a_page_shows_units_as_the_catalogue_does(self, unit_of_work: IUnitOfWork) -> None:
        behind = course_samples.food(prerequisites=BEHIND_GREETINGS, role=UnitRole.OPTIONAL)
        path = course_samples.course(course_samples.greetings(), behind)
        course = stored_course(unit_of_work, path)
        progress = course_samples.unit_progress()
        with unit_of_work.write() as session:
            session.progress.put_unit("ada", course.units["food"], progress)
        with unit_of_work.read() as session:
            page = session.progress.page_of_units("ada", course.path_id, 0, 10)
            units = session.catalogue.units(course.path_id, 0, 10)
            of_grace = session.progress.page_of_units("grace", course.path_id, 0, 10)
        assert tuple(each.unit for each in page) == units
        assert (units[1].role, units[1].prerequisites) == (UnitRole.OPTIONAL, BEHIND_GREETINGS)
        assert [each.progress for each in page] == [UnitProgress(), progress]
        assert [each.progress for each in of_grace] == [UnitProgress(), UnitProgress()]

    def test_a_page_of_units_goes_on_after_the_last(self, unit_of_work: IUnitOfWork) -> None:
        slugs = [f"unit-{number}" for number in range(5)]
        units = [samples.unit(slug, course_samples.lesson_of(slug)) for slug in slugs]
        path_id = publish(unit_of_work, samples.path("french", *units))
        with unit_of_work.read() as session:
            page = session.progress.page_of_units
            whole = page("ada", path_id, 0, 10)
            assert [each.unit.slug for each in whole] == slugs
            assert page("ada", path_id, 0, 2) == whole[:2]
            assert page("ada", path_id, 2, 2) == whole[2:4]
            assert page("ada", path_id, 4, 2) == whole[4:]
            assert page("ada", path_id, 5, 2) == ()
            assert page("ada", path_id, 2**63 - 1, 2) == ()
