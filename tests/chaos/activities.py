"""What learners are going to tell, made up before anybody is killed."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, Final
from uuid import UUID

from attrs import frozen
from tests.support.answers import right_answers, wrong_answers

from parlons.container import Container
from parlons.domain.exercises.exercise import Exercise
from parlons.domain.exercises.flashcard import Flashcard
from parlons.domain.exercises.multiple_choice import MultipleChoice
from parlons.domain.identity.principal import OPERATOR, Principal
from parlons.entrypoints.courses import bundled_course

LEARNERS: Final = tuple(Principal(f"learner-{number:02}") for number in range(20))

_ZONES: Final = ("UTC", "Europe/Paris", "America/New_York", "Pacific/Kiritimati")
_DAYS: Final = 6
_WHOLE_LESSONS: Final = 0.1
_RIGHT: Final = 0.7


@frozen
class Activity:
    """A request of a learner, to be sent until it is accepted."""

    learner: Principal
    event_id: UUID
    body: bytes


@frozen
class _Lesson:
    id: int
    exercises: Sequence[tuple[int, Exercise]]


def activities(container: Container, number: int, random: Random) -> list[Activity]:
    """Import the course and make up work on its first unit, of these days, in any order.

    Most are one answer, some a whole lesson.
    """
    course = container.course_source().load(bundled_course())
    path_id = container.import_course()(OPERATOR, course).path_id
    units = container.view_learning_path()(OPERATOR, path_id).units.items
    listed = container.list_lessons()(OPERATOR, units[0].id).items
    lessons = []
    for listing, lesson in zip(listed, course.units[0].lessons, strict=True):
        shown = container.view_lesson()(OPERATOR, listing.id).exercises
        exercises = zip((each.id for each in shown), lesson.exercises, strict=True)
        lessons.append(_Lesson(listing.id, tuple(exercises)))
    return [_activity(container, lessons, random) for _ in range(number)]


def _activity(container: Container, lessons: Sequence[_Lesson], random: Random) -> Activity:
    event_id = UUID(int=random.getrandbits(128), version=4)
    lesson = random.choice(lessons)
    ago = timedelta(seconds=random.uniform(0, _DAYS * 86_400))
    body = {
        "eventId": str(event_id),
        "lessonId": lesson.id,
        "answers": list(_answers(container, lesson, random)),
        "occurredAt": (datetime.now(UTC) - ago).isoformat(),
        "zone": random.choice(_ZONES),
    }
    return Activity(random.choice(LEARNERS), event_id, json.dumps(body).encode())


def _answers(container: Container, lesson: _Lesson, random: Random) -> Iterator[dict[str, Any]]:
    quick = [each for each in lesson.exercises if isinstance(each[1], Flashcard | MultipleChoice)]
    whole = random.random() < _WHOLE_LESSONS
    for exercise_id, exercise in lesson.exercises if whole else [random.choice(quick)]:
        given = right_answers if random.random() < _RIGHT else wrong_answers
        encoded = container.http_codec().encode(next(given(exercise)))
        yield {"exerciseId": exercise_id, "answer": encoded}
