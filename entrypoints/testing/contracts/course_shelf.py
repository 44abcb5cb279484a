"""What every `ICourseShelf` promises."""

from datetime import datetime, timedelta

import pytest
from attrs import evolve, frozen

from parlons.application.ports.course_shelf import Change, Stored
from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.domain.errors import NotFoundError
from parlons.domain.learning.catalogue import LessonView, PathSummary, StoredExercise
from parlons.domain.learning.learning_unit import LearningUnit
from parlons.domain.learning.lesson import Lesson
from parlons.domain.learning.prerequisites import AnyOf, UnitCompleted, UnitScore
from parlons.domain.learning.unit_role import UnitRole
from parlons.domain.learning.vocabulary_entry import PartOfSpeech
from parlons.entrypoints.testing import samples
from parlons.entrypoints.testing.contracts.store import StoreContract


@frozen
class Shelf:
    """The path that `samples.path()` makes, and shorthand to change it."""

    unit_of_work: IUnitOfWork

    def put_path(self, title: str = "French", at: datetime = samples.NOON) -> Stored:
        """Put the path."""
        with self.unit_of_work.write() as session:
            return session.courses.put_path(samples.path(title=title), at)

    def put_unit(self, unit: LearningUnit, position: int = 1) -> Stored:
        """Put a unit into the path."""
        path_id = self.put_path().id
        with self.unit_of_work.write() as session:
            return session.courses.put_unit(path_id, position, unit)

    def put_lesson(self, unit_id: int, lesson: Lesson, position: int = 1) -> Stored:
        """Put a lesson into a unit."""
        with self.unit_of_work.write() as session:
            return session.courses.put_lesson(unit_id, position, lesson)

    def retire(self, *, units: list[str] | None = None, lessons: list[str] | None = None) -> int:
        """Keep these only."""
        path_id = self.put_path().id
        with self.unit_of_work.write() as session:
            if units is not None:
                return session.courses.retire_units(path_id, units)
            return session.courses.retire_lessons(path_id, lessons or [])

    def path(self) -> PathSummary:
        """The path as it is found."""
        with self.unit_of_work.read() as session:
            return session.catalogue.paths(0, 1)[0]

    def lesson_counts(self) -> list[int]:
        """The count of lessons on each unit that is taught."""
        with self.unit_of_work.read() as session:
            units = session.catalogue.units(session.catalogue.paths(0, 1)[0].id, 0, 100)
            for unit in units:
                assert unit.lesson_count == len(session.catalogue.lessons(unit.id, 0, 100))
        return [unit.lesson_count for unit in units]

    def lesson(self, lesson_id: int) -> LessonView | None:
        """A lesson as it is found."""
        with self.unit_of_work.read() as session:
            return session.catalogue.lesson(lesson_id)

    def exercises(self, lesson_id: int) -> dict[str, StoredExercise]:
        """The lesson's exercises by slug."""
        lesson = self.lesson(lesson_id)
        return {each.content.slug: each for each in lesson.exercises} if lesson else {}

    def terms(self) -> list[str]:
        """The path's words."""
        with self.unit_of_work.read() as session:
            lexicon = session.catalogue.lexicon(session.catalogue.paths(0, 1)[0].id)
        return [each.entry.term for each in lexicon]


class CourseShelfContract(StoreContract):
    """What is put again keeps its id; what is no longer taught is hidden, not gone."""

    @pytest.fixture
    def shelf(self, unit_of_work: IUnitOfWork) -> Shelf:
        """An empty shelf."""
        return Shelf(unit_of_work)

    def test_a_path_put_again_is_the_same_path(self, shelf: Shelf) -> None:
        first = shelf.put_path()
        assert first.change is Change.ADDED
        assert shelf.put_path() == Stored(first.id, Change.UNCHANGED)
        assert shelf.put_path(title="Better French") == Stored(first.id, Change.UPDATED)
        assert shelf.path().title == "Better French"

    def test_a_path_counts_its_versions_when_touched(self, shelf: Shelf) -> None:
        path_id = shelf.put_path().id
        later = samples.NOON + timedelta(days=1)
        shelf.put_path(title="Better French", at=later)
        path = shelf.path()
        assert (path.version, path.updated_at) == (1, samples.NOON)
        with shelf.unit_of_work.write() as session:
            session.courses.touch_path(path_id, later)
        path = shelf.path()
        assert (path.version, path.updated_at) == (2, later)
        shelf.put_path()
        path = shelf.path()
        assert (path.version, path.updated_at) == (2, later)

    def test_only_the_path_that_is_meant_is_touched(self, unit_of_work: IUnitOfWork) -> None:
        with unit_of_work.write() as session:
            slugs = ("french", "spanish")
            ids = [session.courses.put_path(samples.path(slug), samples.NOON).id for slug in slugs]
            session.courses.touch_path(ids[0], samples.NOON + timedelta(days=1))
        with unit_of_work.read() as session:
            other = session.catalogue.path(ids[1])
        assert other is not None
        assert (other.version, other.updated_at) == (1, samples.NOON)

    def test_a_unit_put_again_is_the_same_unit(self, shelf: Shelf) -> None:
        unit = samples.unit(vocabulary=(samples.word(),), grammar_note="Note.")
        first = shelf.put_unit(unit)
        assert first.change is Change.ADDED
        assert shelf.put_unit(unit) == Stored(first.id, Change.UNCHANGED)
        for changed in (
            evolve(unit, title="Hello"),
            evolve(unit, description="Other."),
            evolve(unit, grammar_note=None),
        ):
            assert shelf.put_unit(changed) == Stored(first.id, Change.UPDATED)
            assert shelf.put_unit(changed) == Stored(first.id, Change.UNCHANGED)
        assert shelf.put_unit(unit, position=2).change is Change.UPDATED
        assert shelf.path().unit_count == 1

    def test_a_change_of_role_or_prerequisites_changes_the_unit(self, shelf: Shelf) -> None:
        unit = samples.unit("second")
        unit_id = shelf.put_unit(unit).id
        done = UnitCompleted(unit="first")
        for changed in (
            evolve(unit, role=UnitRole.OPTIONAL),
            evolve(unit, prerequisites=done),
            evolve(unit, prerequisites=UnitScore(unit="first", minimum=80)),
            evolve(unit, prerequisites=UnitScore(unit="first", minimum=81)),
            evolve(unit, prerequisites=AnyOf(conditions=(done, UnitCompleted(unit="third")))),
            evolve(unit, prerequisites=AnyOf(conditions=(UnitCompleted(unit="third"), done))),
            unit,
        ):
            assert shelf.put_unit(changed) == Stored(unit_id, Change.UPDATED)
            assert shelf.put_unit(changed) == Stored(unit_id, Change.UNCHANGED)

    def test_a_change_of_vocabulary_changes_the_unit(self, shelf: Shelf) -> None:
        words = (samples.word("un"), samples.word("deux"))
        noun = samples.word("un", part_of_speech=PartOfSpeech.NOUN)
        unit_id = shelf.put_unit(samples.unit(vocabulary=words)).id
        for vocabulary in (
            words[::-1],
            (evolve(words[0], note="A note."), words[1]),
            (*words, noun),
            words[:1],
            (),
            words,
        ):
            changed = samples.unit(vocabulary=vocabulary)
            assert shelf.put_unit(changed) == Stored(unit_id, Change.UPDATED)
            assert shelf.put_unit(changed) == Stored(unit_id, Change.UNCHANGED)
            assert shelf.terms() == [word.term for word in vocabulary]

    def test_a_word_that_moves_to_another_unit_is_listed_once(self, shelf: Shelf) -> None:
        words = (samples.word("un"), samples.word("deux"))
        shelf.put_unit(samples.unit("one", vocabulary=words), 1)
        shelf.put_unit(samples.unit("two", vocabulary=words[:1]), 2)
        assert shelf.terms() == ["deux", "un"]

    def test_a_lesson_put_again_is_the_same_lesson(self, shelf: Shelf) -> None:
        unit_id = shelf.put_unit(samples.unit()).id
        lesson = samples.lesson(introduction="Welcome.")
        first = shelf.put_lesson(unit_id, lesson)
        assert first.change is Change.ADDED
        assert shelf.put_lesson(unit_id, lesson) == Stored(first.id, Change.UNCHANGED)
        for changed in (
            evolve(lesson, title="Hello"),
            evolve(lesson, objective="Other."),
            evolve(lesson, introduction=None),
        ):
            assert shelf.put_lesson(unit_id, changed) == Stored(first.id, Change.UPDATED)
            assert shelf.put_lesson(unit_id, changed) == Stored(first.id, Change.UNCHANGED)
        assert shelf.put_lesson(unit_id, lesson, position=2).change is Change.UPDATED
        assert shelf.lesson_counts() == [1]

    def test_an_exercise_that_changes_gets_the_next_version(self, shelf: Shelf) -> None:
        unit_id = shelf.put_unit(samples.unit()).id
        same, old = samples.exercise("same"), samples.exercise("old")
        new = samples.exercise("old", prompt="Translate it.")
        lesson_id = shelf.put_lesson(unit_id, samples.lesson("one", same, old)).id
        before = shelf.exercises(lesson_id)
        change = shelf.put_lesson(unit_id, samples.lesson("one", same, new))
        assert change == Stored(lesson_id, Change.UPDATED)
        after = shelf.exercises(lesson_id)
        assert after["same"] == before["same"]
        assert after["old"] == StoredExercise(id=before["old"].id, version=2, content=new)
        shelf.put_lesson(unit_id, samples.lesson("one", same, old))
        assert shelf.exercises(lesson_id)["old"].version == 3

    def test_a_secret_of_an_exercise_is_part_of_its_content(self, shelf: Shelf) -> None:
        unit_id = shelf.put_unit(samples.unit()).id
        lesson_id = shelf.put_lesson(unit_id, samples.lesson()).id
        changed = samples.exercise(keys=("bonsoir", "bonne soirée"))
        shelf.put_lesson(unit_id, samples.lesson("evenings", changed))
        (exercise,) = shelf.exercises(lesson_id).values()
        assert (exercise.version, exercise.content) == (2, changed)

    def test_exercises_in_another_order_keep_their_versions(self, shelf: Shelf) -> None:
        unit_id = shelf.put_unit(samples.unit()).id
        exercises = [samples.exercise(slug) for slug in ("a", "b", "c")]
        lesson_id = shelf.put_lesson(unit_id, samples.lesson("one", *exercises)).id
        before = shelf.exercises(lesson_id)
        change = shelf.put_lesson(unit_id, samples.lesson("one", *exercises[::-1])).change
        after = shelf.exercises(lesson_id)
        assert change is Change.UPDATED
        assert list(after) == ["c", "b", "a"]
        assert after == before

    def test_an_exercise_that_is_gone_comes_back_under_its_id(self, shelf: Shelf) -> None:
        unit_id = shelf.put_unit(samples.unit()).id
        stays, goes = samples.exercise("stays"), samples.exercise("goes")
        lesson_id = shelf.put_lesson(unit_id, samples.lesson("one", goes, stays)).id
        before = shelf.exercises(lesson_id)
        change = shelf.put_lesson(unit_id, samples.lesson("one", stays)).change
        assert change is Change.UPDATED
        assert shelf.exercises(lesson_id) == {"stays": before["stays"]}
        with shelf.unit_of_work.read() as session:
            assert session.catalogue.exercise(before["goes"].id) is None
            (summary,) = session.catalogue.lessons(unit_id, 0, 10)
        assert summary.exercise_count == 1
        assert shelf.put_lesson(unit_id, samples.lesson("one", stays)).change is Change.UNCHANGED
        shelf.put_lesson(unit_id, samples.lesson("one", goes, stays))
        assert shelf.exercises(lesson_id) == before

    def test_an_exercise_of_another_lesson_is_another_exercise(self, shelf: Shelf) -> None:
        unit_id = shelf.put_unit(samples.unit()).id
        first = shelf.exercises(shelf.put_lesson(unit_id, samples.lesson("one")).id)
        second = shelf.exercises(shelf.put_lesson(unit_id, samples.lesson("two")).id)
        assert first.keys() == second.keys()
        assert {each.id for each in first.values()}.isdisjoint(e.id for e in second.values())

    def test_a_lesson_that_moves_keeps_its_id_and_its_exercises(self, shelf: Shelf) -> None:
        one, two = (
            shelf.put_unit(samples.unit("one"), 1).id,
            shelf.put_unit(samples.unit("two"), 2).id,
        )
        lesson_id = shelf.put_lesson(one, samples.lesson()).id
        shelf.put_lesson(one, samples.lesson("stays"), 2)
        before = shelf.exercises(lesson_id)
        assert shelf.put_lesson(two, samples.lesson()) == Stored(lesson_id, Change.UPDATED)
        assert shelf.exercises(lesson_id) == before
        assert shelf.lesson_counts() == [1, 1]
        assert shelf.path().lesson_count == 2

    def test_a_retired_lesson_is_hidden_until_it_is_put_again(self, shelf: Shelf) -> None:
        unit_id = shelf.put_unit(samples.unit()).id
        lesson = samples.lesson("goes", samples.exercise("a"), samples.exercise("b"))
        lesson_id = shelf.put_lesson(unit_id, lesson).id
        shelf.put_lesson(unit_id, samples.lesson("stays"), 2)
        before = shelf.exercises(lesson_id)
        assert shelf.retire(lessons=["stays", "unknown"]) == 1
        assert shelf.retire(lessons=["stays", "unknown"]) == 0
        assert shelf.lesson(lesson_id) is None
        with shelf.unit_of_work.read() as session:
            assert [each.slug for each in session.catalogue.lessons(unit_id, 0, 10)] == ["stays"]
            assert session.catalogue.exercise(before["a"].id) is None
        assert (shelf.lesson_counts(), shelf.path().lesson_count) == ([1], 1)
        assert shelf.put_lesson(unit_id, lesson) == Stored(lesson_id, Change.UPDATED)
        assert shelf.exercises(lesson_id) == before
        assert (shelf.lesson_counts(), shelf.path().lesson_count) == ([2], 2)

    def test_a_retired_lesson_may_come_back_in_another_unit(self, shelf: Shelf) -> None:
        one, two = (
            shelf.put_unit(samples.unit("one"), 1).id,
            shelf.put_unit(samples.unit("two"), 2).id,
        )
        lesson_id = shelf.put_lesson(one, samples.lesson()).id
        shelf.retire(lessons=[])
        assert shelf.put_lesson(two, samples.lesson()).id == lesson_id
        assert (shelf.lesson_counts(), shelf.path().lesson_count) == ([0, 1], 1)

    def test_a_retired_unit_takes_its_lessons_and_words_along(self, shelf: Shelf) -> None:
        unit = samples.unit("goes", vocabulary=(samples.word("un"),))
        unit_id = shelf.put_unit(unit).id
        lesson_id = shelf.put_lesson(unit_id, samples.lesson("goes")).id
        exercises = shelf.exercises(lesson_id)
        other = shelf.put_unit(samples.unit("stays", vocabulary=(samples.word("deux"),)), 2).id
        shelf.put_lesson(other, samples.lesson("stays"))
        assert shelf.retire(units=["stays"]) == 1
        assert shelf.retire(units=["stays"]) == 0
        assert shelf.terms() == ["deux"]
        path = shelf.path()
        assert (path.unit_count, path.lesson_count, shelf.lesson_counts()) == (1, 1, [1])
        with shelf.unit_of_work.read() as session:
            assert session.catalogue.unit(unit_id) is None
            assert session.catalogue.lesson(lesson_id) is None
            assert session.catalogue.lessons(unit_id, 0, 10) == ()
            assert session.catalogue.exercise(exercises["good-evening"].id) is None

    def test_a_retired_unit_comes_back_under_its_id(self, shelf: Shelf) -> None:
        unit = samples.unit("goes", vocabulary=(samples.word("un"),))
        unit_id = shelf.put_unit(unit).id
        lesson_id = shelf.put_lesson(unit_id, samples.lesson()).id
        exercises = shelf.exercises(lesson_id)
        shelf.retire(units=[])
        assert shelf.put_unit(unit) == Stored(unit_id, Change.UPDATED)
        assert shelf.terms() == ["un"]
        assert shelf.lesson_counts() == [0]
        assert shelf.put_lesson(unit_id, samples.lesson()) == Stored(lesson_id, Change.UPDATED)
        assert shelf.exercises(lesson_id) == exercises
        path = shelf.path()
        assert (path.unit_count, path.lesson_count, shelf.lesson_counts()) == (1, 1, [1])

    def test_paths_share_no_slugs(self, unit_of_work: IUnitOfWork) -> None:
        with unit_of_work.write() as session:
            ids = []
            for slug in ("french", "spanish"):
                path_id = session.courses.put_path(samples.path(slug), samples.NOON).id
                unit_id = session.courses.put_unit(path_id, 1, samples.unit()).id
                lesson_id = session.courses.put_lesson(unit_id, 1, samples.lesson()).id
                ids.append((path_id, unit_id, lesson_id))
            assert session.courses.retire_units(ids[0][0], []) == 1
            assert session.courses.retire_lessons(ids[0][0], []) == 0
        with unit_of_work.read() as session:
            assert session.catalogue.unit(ids[0][1]) is None
            assert session.catalogue.unit(ids[1][1]) is not None
            assert session.catalogue.lesson(ids[1][2]) is not None

    @pytest.mark.parametrize("number", [0, 999, 2**63])
    def test_nothing_can_be_put_into_what_there_is_not(self, shelf: Shelf, number: int) -> None:
        with pytest.raises(NotFoundError), shelf.unit_of_work.write() as session:
            session.courses.put_unit(number, 1, samples.unit())
        with pytest.raises(NotFoundError), shelf.unit_of_work.write() as session:
            session.courses.put_lesson(number, 1, samples.lesson())
        with pytest.raises(NotFoundError), shelf.unit_of_work.write() as session:
            session.courses.touch_path(number, samples.NOON)

    def test_nothing_can_be_put_into_a_retired_unit(self, shelf: Shelf) -> None:
        unit_id = shelf.put_unit(samples.unit()).id
        shelf.retire(units=[])
        with pytest.raises(NotFoundError):
            shelf.put_lesson(unit_id, samples.lesson())
