"""What every `IProgress` promises about lessons."""

from attrs import evolve

from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.domain.progress.lesson_record import ExerciseRecord, LessonRecord
from parlons.domain.progress.unit_progress import LessonStanding
from parlons.entrypoints.testing import course_samples, samples
from parlons.entrypoints.testing.contracts.store import StoreContract, publish
from parlons.entrypoints.testing.contracts.stored_course import NOWHERE, stored_course


class LessonProgressContract(StoreContract):
    """What a learner has of a lesson is kept; only the lessons that are taught are listed."""

    def test_a_lesson_comes_back_as_it_was_put(self, unit_of_work: IUnitOfWork) -> None:
        course = stored_course(unit_of_work)
        first, second, third = course.exercises["hello"]
        record = LessonRecord(
            exercises={
                first: ExerciseRecord(
                    answered=course_samples.moment(1, "Pacific/Kiritimati"),
                    right=course_samples.moment(2, "America/St_Johns"),
                ),
                second: ExerciseRecord(answered=course_samples.moment(3, "Pacific/Pago_Pago")),
                third: ExerciseRecord(right=course_samples.moment(4, "Europe/Paris")),
            },
            editions=frozenset({(first,), (first, second, third)}),
        )
        with unit_of_work.write() as session:
            session.progress.put_lesson("ada", course.lessons["hello"], record, 1)
            assert session.progress.lesson("ada", course.lessons["hello"]) == record
        with unit_of_work.read() as session:
            assert session.progress.lesson("ada", course.lessons["hello"]) == record
            assert session.progress.lesson("ada", course.lessons["goodbye"]) == LessonRecord()
            assert session.progress.lesson("grace", course.lessons["hello"]) == LessonRecord()

    def test_a_lesson_that_nobody_has_begun_is_empty(self, unit_of_work: IUnitOfWork) -> None:
        with unit_of_work.read() as session:
            for lesson_id in NOWHERE:
                assert session.progress.lesson("ada", lesson_id) == LessonRecord()

    def test_the_latest_of_a_lesson_holds(self, unit_of_work: IUnitOfWork) -> None:
        course = stored_course(unit_of_work)
        lesson_id, (first, second, third) = course.lessons["hello"], course.exercises["hello"]
        early, late = course_samples.moment(2, "Asia/Kolkata"), course_samples.moment(9)
        before = LessonRecord(
            exercises={
                first: ExerciseRecord(answered=course_samples.moment(5), right=late),
                second: ExerciseRecord(answered=course_samples.moment(5)),
            },
            editions=frozenset({(first, second, third)}),
        )
        after = LessonRecord(
            exercises={
                first: ExerciseRecord(answered=early, right=early),
                second: ExerciseRecord(answered=early, right=course_samples.moment(8)),
                third: ExerciseRecord(answered=late),
            },
            editions=before.editions | {(first, third)},
        )
        for record, right_count, completed in ((before, 1, None), (after, 2, late)):
            with unit_of_work.write() as session:
                session.progress.put_lesson("ada", lesson_id, record, right_count)
            with unit_of_work.read() as session:
                assert session.progress.lesson("ada", lesson_id) == record
                standing, _ = session.progress.lessons("ada", course.units["greetings"])
            assert (standing.right_count, standing.completed) == (right_count, completed)

    def test_learners_do_not_share_a_lesson(self, unit_of_work: IUnitOfWork) -> None:
        course = stored_course(unit_of_work)
        lesson_id, exercises = course.lessons["hello"], course.exercises["hello"]
        records = {
            name: course_samples.lesson_record(*exercises, at=course_samples.moment(minutes))
            for minutes, name in enumerate(("ada", "grace"))
        }
        with unit_of_work.write() as session:
            for name, record in records.items():
                session.progress.put_lesson(name, lesson_id, record, 3)
        with unit_of_work.read() as session:
            for name, record in records.items():
                assert session.progress.lesson(name, lesson_id) == record

    def test_what_a_learner_has_outlives_what_is_taught(self, unit_of_work: IUnitOfWork) -> None:
        course = stored_course(unit_of_work)
        lesson_id, exercises = course.lessons["hello"], course.exercises["hello"]
        record = course_samples.lesson_record(*exercises)
        with unit_of_work.write() as session:
            session.progress.put_lesson("ada", lesson_id, record, 3)
        shorter = course_samples.lesson_of("hello", "second")
        for path in (
            course_samples.course(course_samples.greetings(shorter)),
            course_samples.course(course_samples.food()),
        ):
            publish(unit_of_work, path)
            with unit_of_work.read() as session:
                assert session.progress.lesson("ada", lesson_id) == record

    def test_every_lesson_of_a_unit_has_a_standing(self, unit_of_work: IUnitOfWork) -> None:
        course = stored_course(unit_of_work)
        hello, goodbye = course.lessons["hello"], course.lessons["goodbye"]
        done = course_samples.moment(1, "Pacific/Auckland")
        record = course_samples.lesson_record(*course.exercises["goodbye"], at=done)
        untouched = LessonStanding(lesson_id=hello, exercise_count=3)
        completed = LessonStanding(
            lesson_id=goodbye, exercise_count=1, right_count=1, started=True, completed=done
        )
        with unit_of_work.write() as session:
            session.progress.put_lesson("ada", goodbye, record, 1)
        with unit_of_work.read() as session:
            unit_id = course.units["greetings"]
            assert session.progress.lessons("ada", unit_id) == (untouched, completed)
            assert session.progress.lessons("grace", unit_id) == (
                untouched,
                LessonStanding(lesson_id=goodbye, exercise_count=1),
            )

    def test_a_lesson_is_started_by_whatever_is_stored(self, unit_of_work: IUnitOfWork) -> None:
        course = stored_course(unit_of_work)
        lesson_id = course.lessons["bread"]
        with unit_of_work.write() as session:
            session.progress.put_lesson("ada", lesson_id, LessonRecord(), 0)
        with unit_of_work.read() as session:
            assert session.progress.lesson("ada", lesson_id) == LessonRecord()
            (standing,) = session.progress.lessons("ada", course.units["food"])
            (listed,) = session.progress.page_of_lessons("ada", course.units["food"], 0, 10)
        assert standing == LessonStanding(lesson_id=lesson_id, exercise_count=1, started=True)
        assert (listed.started, listed.right_count, listed.completed_at) == (True, 0, None)

    def test_only_lessons_that_are_taught_are_listed(self, unit_of_work: IUnitOfWork) -> None:
        course = stored_course(unit_of_work)
        with unit_of_work.write() as session:
            for slug, lesson_id in course.lessons.items():
                record = course_samples.lesson_record(*course.exercises[slug])
                session.progress.put_lesson("ada", lesson_id, record, 1)
        shorter = course_samples.greetings(course_samples.lesson_of("goodbye", "new", "newer"))
        publish(unit_of_work, course_samples.course(shorter))
        with unit_of_work.read() as session:
            (standing,) = session.progress.lessons("ada", course.units["greetings"])
            (listed,) = session.progress.page_of_lessons("ada", course.units["greetings"], 0, 10)
            for unit_id in (course.units["food"], *NOWHERE):
                assert session.progress.lessons("ada", unit_id) == ()
                assert session.progress.page_of_lessons("ada", unit_id, 0, 10) == ()
        assert (standing.lesson_id, standing.exercise_count) == (course.lessons["goodbye"], 2)
        assert (listed.lesson.id, listed.lesson.exercise_count) == (course.lessons["goodbye"], 2)

    def test_a_lesson_takes_its_progress_to_another_unit(self, unit_of_work: IUnitOfWork) -> None:
        course = stored_course(unit_of_work)
        lesson_id = course.lessons["hello"]
        record = course_samples.lesson_record(*course.exercises["hello"])
        with unit_of_work.write() as session:
            session.progress.put_lesson("ada", lesson_id, record, 3)
        hello, goodbye = course_samples.greetings().lessons
        moved = evolve(course_samples.food(), lessons=(hello,))
        publish(unit_of_work, course_samples.course(course_samples.greetings(goodbye), moved))
        with unit_of_work.read() as session:
            (standing,) = session.progress.lessons("ada", course.units["food"])
        assert (standing.lesson_id, standing.right_count) == (lesson_id, 3)

    def test_a_page_shows_lessons_as_the_catalogue_does(self, unit_of_work: IUnitOfWork) -> None:
        course = stored_course(unit_of_work)
        done = course_samples.moment(1, "Pacific/Auckland")
        record = course_samples.lesson_record(*course.exercises["goodbye"], at=done)
        with unit_of_work.write() as session:
            session.progress.put_lesson("ada", course.lessons["goodbye"], record, 1)
        with unit_of_work.read() as session:
            page = session.progress.page_of_lessons("ada", course.units["greetings"], 0, 10)
            lessons = session.catalogue.lessons(course.units["greetings"], 0, 10)
            others = session.progress.page_of_lessons("grace", course.units["greetings"], 0, 10)
        assert tuple(each.lesson for each in page) == lessons
        progress = [(each.right_count, each.started, each.completed_at) for each in page]
        assert progress == [(0, False, None), (1, True, done.at)]
        assert not any(each.started for each in others)

    def test_a_page_of_lessons_goes_on_after_the_last(self, unit_of_work: IUnitOfWork) -> None:
        lessons = [course_samples.lesson_of(f"lesson-{number}") for number in range(5)]
        path = samples.path("french", samples.unit("greetings", *lessons))
        unit_id = stored_course(unit_of_work, path).units["greetings"]
        with unit_of_work.read() as session:
            page = session.progress.page_of_lessons
            whole = page("ada", unit_id, 0, 10)
            assert [each.lesson.position for each in whole] == [1, 2, 3, 4, 5]
            assert page("ada", unit_id, 0, 2) == whole[:2]
            assert page("ada", unit_id, 2, 2) == whole[2:4]
            assert page("ada", unit_id, 4, 2) == whole[4:]
            assert page("ada", unit_id, 5, 2) == ()
            assert page("ada", unit_id, 2**63 - 1, 2) == ()
