"""Paths, units and lessons are opened by their ids."""

from collections.abc import Callable

import pytest
from tests.support.classroom import ADA, Classroom
from tests.support.school import GRACE, School, unit

from parlons.adapters.speech.silent_speech import SilentSpeech
from parlons.application.learning.view_learning_path import ViewLearningPath
from parlons.application.learning.view_lesson import ViewLesson
from parlons.application.learning.view_unit import ViewUnit
from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.domain.errors import NotFoundError
from parlons.domain.learning.prerequisites import UnitCompleted
from parlons.entrypoints.testing import samples

WORDS = (samples.word("bonsoir"), samples.word("adieu"))
LESSON = samples.lesson("evenings", samples.exercise("a"), samples.exercise("b"))
UNIT = samples.unit("greetings", LESSON, grammar_note="*Vous* is polite.", vocabulary=WORDS)

View = Callable[[IUnitOfWork, int], object]
VIEWS: dict[str, View] = {
    "learning path": lambda store, number: ViewLearningPath(store)(ADA, number),
    "unit": lambda store, number: ViewUnit(store)(ADA, number),
    "lesson": lambda store, number: ViewLesson(store, SilentSpeech())(ADA, number),
}


@pytest.fixture
def classroom() -> Classroom:
    classroom = Classroom()
    classroom.publish(samples.path("french", UNIT))
    return classroom


def test_a_path_is_opened_with_its_units(classroom: Classroom):
    view = ViewLearningPath(classroom.unit_of_work)(ADA, 1)
    assert view.path == classroom.path()
    assert [(unit.slug, unit.lesson_count) for unit in view.units.items] == [("greetings", 1)]


def test_a_unit_is_opened_with_its_grammar_and_its_words(classroom: Classroom):
    found = ViewUnit(classroom.unit_of_work)(ADA, 1)
    assert (found.slug, found.path_id, found.lesson_count) == ("greetings", 1, 1)
    assert (found.grammar_note, found.vocabulary) == ("*Vous* is polite.", WORDS)


def test_a_lesson_is_opened_with_its_exercises(classroom: Classroom):
    lesson = ViewLesson(classroom.unit_of_work, SilentSpeech())(ADA, 1)
    assert (lesson.slug, lesson.unit_id, lesson.path_id) == ("evenings", 1, 1)
    assert tuple(each.content for each in lesson.exercises) == LESSON.exercises


def test_who_opens_a_unit_or_a_lesson_sees_whether_it_is_open_to_them():
    school = School()
    school.publish(unit("one", 2), unit("two", waits_for=UnitCompleted(unit="one")))
    container = school.container

    def states(number: int) -> tuple[str, str]:
        lesson = container.view_lesson()(ADA, number)
        opened = container.view_unit()(ADA, number)
        assert lesson.unmet == opened.unmet == school.units()[number - 1].unmet
        (listed,) = container.list_lessons()(ADA, number).items
        assert (opened.state, lesson.state) == (school.units()[number - 1].state, listed.state)
        return opened.state, lesson.state

    assert (states(1), states(2)) == (("available",) * 2, ("locked",) * 2)
    (reason,) = container.view_lesson()(ADA, 2).unmet
    assert reason.message == "Complete “One”."
    school.hand_in("one", True)
    assert (states(1), states(2)) == (("in_progress",) * 2, ("locked",) * 2)
    school.hand_in("one")
    assert (states(1), states(2)) == (("completed",) * 2, ("available",) * 2)
    assert container.view_unit()(GRACE, 2).state == "locked"


@pytest.mark.parametrize("what", VIEWS)
@pytest.mark.parametrize("number", [0, -1, 99, 10**30])
def test_what_there_is_not_is_not_found(classroom: Classroom, what: str, number: int):
    with pytest.raises(NotFoundError, match=f"no {what} {number}"):
        VIEWS[what](classroom.unit_of_work, number)


@pytest.mark.parametrize("what", ["unit", "lesson"])
def test_what_is_retired_is_not_found(classroom: Classroom, what: str):
    classroom.publish(samples.path("french", samples.unit("other", samples.lesson("other"))))
    with pytest.raises(NotFoundError, match=f"no {what} 1"):
        VIEWS[what](classroom.unit_of_work, 1)
