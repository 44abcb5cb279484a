"""What every `IProgress` promises about paths."""

from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.entrypoints.testing import course_samples, samples
from parlons.entrypoints.testing.contracts.store import StoreContract, publish
from parlons.entrypoints.testing.contracts.stored_course import NOWHERE, stored_course


class PathProgressContract(StoreContract):
    """Learners take up any number of paths, and go on with the one they used last."""

    def test_the_counts_of_a_path_come_back(self, unit_of_work: IUnitOfWork) -> None:
        path_id = stored_course(unit_of_work).path_id
        progress = course_samples.path_progress(
            90,
            lessons_completed=3,
            units_completed=2,
            completed=course_samples.moment(1, "Pacific/Pago_Pago"),
        )
        with unit_of_work.write() as session:
            session.progress.put_path("ada", path_id, progress)
            assert session.progress.path("ada", path_id) == progress
        with unit_of_work.read() as session:
            assert session.progress.path("ada", path_id) == progress
            assert session.progress.path("grace", path_id) is None

    def test_the_latest_counts_of_a_path_hold(self, unit_of_work: IUnitOfWork) -> None:
        path_id = stored_course(unit_of_work).path_id
        changes = (
            course_samples.path_progress(completed=course_samples.moment(1, "Asia/Tokyo")),
            course_samples.path_progress(completed=course_samples.moment(1, "Europe/Paris")),
            course_samples.path_progress(9, enrolled_at=course_samples.moment(-9).at),
        )
        for progress in changes:
            with unit_of_work.write() as session:
                session.progress.put_path("ada", path_id, progress)
            with unit_of_work.read() as session:
                assert session.progress.path("ada", path_id) == progress

    def test_a_path_that_is_not_taken_up_has_no_counts(self, unit_of_work: IUnitOfWork) -> None:
        course = stored_course(unit_of_work)
        with unit_of_work.write() as session:
            progress = course_samples.unit_progress()
            session.progress.put_unit("ada", course.units["greetings"], progress)
        with unit_of_work.read() as session:
            for path_id in (course.path_id, *NOWHERE):
                assert session.progress.path("ada", path_id) is None

    def test_the_paths_of_a_learner_are_listed_by_id(self, unit_of_work: IUnitOfWork) -> None:
        path_ids = [publish(unit_of_work, samples.path(f"path-{number}")) for number in range(6)]
        with unit_of_work.write() as session:
            for path_id in reversed(path_ids[:5]):
                progress = course_samples.path_progress(-path_id, units_completed=path_id)
                session.progress.put_path("ada", path_id, progress)
            session.progress.put_path("grace", path_ids[5], course_samples.path_progress())
        with unit_of_work.read() as session:
            enrolled = session.progress.enrolled
            whole = enrolled("ada", 0, 10)
            paths = [session.catalogue.path(path_id) for path_id in path_ids[:5]]
            counts = [session.progress.path("ada", path_id) for path_id in path_ids[:5]]
            assert [each.path for each in whole] == paths
            assert [each.progress for each in whole] == counts
            assert enrolled("ada", 0, 2) == whole[:2]
            assert enrolled("ada", path_ids[1], 2) == whole[2:4]
            assert enrolled("ada", path_ids[3], 2) == whole[4:]
            assert enrolled("ada", path_ids[4], 2) == ()
            assert enrolled("ada", 2**63 - 1, 2) == ()
            assert enrolled("nobody", 0, 10) == ()

    def test_the_path_used_last_is_the_current_one(self, unit_of_work: IUnitOfWork) -> None:
        path_ids = [publish(unit_of_work, samples.path(f"path-{number}")) for number in range(3)]
        with unit_of_work.write() as session:
            for path_id, minutes in zip(path_ids, (1, 2, 0), strict=True):
                progress = course_samples.path_progress(minutes)
                session.progress.put_path("ada", path_id, progress)
                session.progress.put_path("grace", path_id, course_samples.path_progress(-minutes))
        with unit_of_work.read() as session:
            current = session.progress.current_path("ada")
            assert current == session.progress.enrolled("ada", 0, 3)[1]
            of_grace = session.progress.current_path("grace")
            assert of_grace == session.progress.enrolled("grace", 0, 3)[2]
            assert session.progress.current_path("nobody") is None

    def test_of_paths_used_at_one_instant_the_first_is_current(
        self, unit_of_work: IUnitOfWork
    ) -> None:
        path_ids = [publish(unit_of_work, samples.path(f"path-{number}")) for number in range(3)]
        with unit_of_work.write() as session:
            for path_id in reversed(path_ids):
                session.progress.put_path("ada", path_id, course_samples.path_progress())
        with unit_of_work.read() as session:
            current = session.progress.current_path("ada")
        assert current is not None
        assert current.path.id == path_ids[0]

    def test_the_learners_on_a_path_are_listed_in_order(self, unit_of_work: IUnitOfWork) -> None:
        path_id = stored_course(unit_of_work).path_id
        other = publish(unit_of_work, samples.path("other"))
        names = ["ada", "bell", "curie", "dijkstra", "euler"]
        with unit_of_work.write() as session:
            for name in reversed(names):
                session.progress.put_path(name, path_id, course_samples.path_progress())
            session.progress.put_path("fermat", other, course_samples.path_progress())
        with unit_of_work.read() as session:
            learners_on = session.progress.learners_on
            assert learners_on(path_id, "", 10) == tuple(names)
            assert learners_on(path_id, "", 2) == ("ada", "bell")
            assert learners_on(path_id, "bell", 2) == ("curie", "dijkstra")
            assert learners_on(path_id, "c", 1) == ("curie",)
            assert learners_on(path_id, "euler", 2) == ()
            for nowhere in NOWHERE:
                assert learners_on(nowhere, "", 10) == ()
