"""The activity that the README sends answers the whole first lesson, and rightly."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.support.answers import right_answers

from parlons.application.activity.activity_report import ActivityReport, GivenAnswer
from parlons.container import Container, Settings
from parlons.domain.identity.principal import OPERATOR, Principal
from parlons.domain.learning.learning_path import LearningPath
from parlons.domain.progress.event import LessonMastered, UnitUnlocked
from parlons.entrypoints.courses import bundled_course

FILE = Path(__file__).parents[3] / "docs" / "examples" / "first-activity.json"


@pytest.fixture
def container() -> Container:
    """A fresh installation without a course."""
    return Container(settings=Settings.in_memory())


@pytest.fixture
def course(container: Container) -> LearningPath:
    """The bundled course, published."""
    course = container.course_source().load(bundled_course())
    container.import_course()(OPERATOR, course)
    return course


def example() -> Any:
    return json.loads(FILE.read_text(encoding="utf-8"))


@pytest.mark.generated
def test_the_file_holds_the_model_answer_to_every_exercise(
    container: Container, course: LearningPath
):
    exercises = course.units[0].lessons[0].exercises
    report = ActivityReport(
        lesson_id=1,
        answers=tuple(
            GivenAnswer(exercise_id=number, answer=next(right_answers(exercise)))
            for number, exercise in enumerate(exercises, start=1)
        ),
    )
    encoded = container.http_codec().encode(report)
    assert example()["lessonId"] == encoded["lessonId"]
    assert example()["answers"] == [
        {name: value for name, value in each.items() if value is not None}
        for each in encoded["answers"]
    ]


def test_the_ids_are_those_of_a_fresh_installation(container: Container, course: LearningPath):
    ada = Principal("ada")
    lesson = container.view_lesson()(ada, example()["lessonId"])
    assert lesson.slug == course.units[0].lessons[0].slug
    assert [each["exerciseId"] for each in example()["answers"]] == [
        each.id for each in lesson.exercises
    ]


def test_it_masters_the_lesson_and_opens_the_second_unit(
    container: Container, course: LearningPath
):
    ada = Principal("ada")
    report = container.http_codec().decode(example(), ActivityReport)
    container.complete_activity()(ada, report)
    container.complete_activity()(ada, report)  # sent again, it counts once
    with container.unit_of_work().read() as session:
        news = [event.fact for event in session.events.news({ada.user_id: 0}, 100)]
    assert [fact.lesson_id for fact in news if isinstance(fact, LessonMastered)] == [1]
    assert [fact.title for fact in news if isinstance(fact, UnitUnlocked)] == [
        course.units[1].title
    ]
