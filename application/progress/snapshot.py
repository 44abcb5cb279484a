"""All that is stored about a learner's progress, to be compared."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Final

from attrs import frozen

from parlons.application.ports.unit_of_work import IReadSession
from parlons.domain.progress.lesson_record import ExerciseRecord, LessonRecord
from parlons.domain.progress.moment import Moment
from parlons.domain.progress.unit_progress import LessonStanding, PathProgress, UnitProgress

MOST_PATHS: Final = 10_000
"""Of a learner's paths that are looked at."""

_NOTHING = "nothing"


@frozen(kw_only=True)
class Difference:
    """Something that is stored otherwise than it follows from the events."""

    what: str
    stored: str
    computed: str


def snapshot(session: IReadSession, user_id: str) -> Mapping[str, str]:
    """Return what is stored in words, by what it is about."""
    return dict(_described(session, user_id))


def differences(stored: Mapping[str, str], computed: Mapping[str, str]) -> tuple[Difference, ...]:
    """Return what is not the same in both."""
    return tuple(
        Difference(
            what=what,
            stored=stored.get(what, _NOTHING),
            computed=computed.get(what, _NOTHING),
        )
        for what in sorted(stored.keys() | computed.keys())
        if stored.get(what, _NOTHING) != computed.get(what, _NOTHING)
    )


def _described(session: IReadSession, user_id: str) -> Iterator[tuple[str, str]]:
    for each in session.progress.enrolled(user_id, 0, MOST_PATHS):
        yield f"path {each.path.id}", _path(each.progress)
        for unit in session.progress.units(user_id, each.path.id):
            yield f"unit {unit.unit_id}", _unit(unit.progress)
            for lesson in session.progress.lessons(user_id, unit.unit_id):
                if lesson.started:
                    yield from _learned(session, user_id, lesson)
    yield from _earned(session, user_id)


def _path(path: PathProgress) -> str:
    counts = f"{path.lessons_completed} lessons and {path.units_completed} units completed"
    used = f"taken up {_instant(path.enrolled_at)}, last used {_instant(path.last_used_at)}"
    return f"{counts}, completed {_at(path.completed)}, {used}"


def _unit(unit: UnitProgress) -> str:
    right = f"{unit.right_count} of {unit.exercise_count} exercises right"
    counts = f"{unit.lessons_completed} lessons completed, {right}, score {unit.score} %"
    begun = "begun" if unit.started else "not begun"
    opened = f"unlocked {_instant(unit.unlocked_at)}" if unit.unlocked_at else "never unlocked"
    return f"{counts}, {begun}, completed {_at(unit.completed)}, {opened}"


def _learned(
    session: IReadSession, user_id: str, lesson: LessonStanding
) -> Iterator[tuple[str, str]]:
    record = session.progress.lesson(user_id, lesson.lesson_id)
    described = f"{lesson.right_count} right, completed {_at(lesson.completed)}"
    yield f"lesson {lesson.lesson_id}", f"{described}, {_editions(record)}"
    for exercise_id, exercise in record.exercises.items():
        yield f"exercise {exercise_id} of lesson {lesson.lesson_id}", _exercise(exercise)


def _editions(record: LessonRecord) -> str:
    editions = (" ".join(map(str, edition)) for edition in sorted(record.editions))
    return f"done with the exercises {' or '.join(editions) or 'of no edition'}"


def _exercise(exercise: ExerciseRecord) -> str:
    return f"answered {_at(exercise.answered)}, right {_at(exercise.right)}"


def _earned(session: IReadSession, user_id: str) -> Iterator[tuple[str, str]]:
    yield "points", str(session.ledger.total(user_id))
    for day, points in session.ledger.points_by_day(user_id, date.min).items():
        yield f"points of {day}", str(points)
    for entry in session.ledger.entries(user_id):
        yield f"{entry.rule} for {entry.source}", f"{entry.points} points, {_at(entry.moment)}"
    for day in session.ledger.frozen_days(user_id):
        yield f"frozen day {day}", "frozen"
    for each in session.ledger.achievements(user_id):
        yield f"achievement {each.achievement}", _at(each.earned)


def _at(moment: Moment | None) -> str:
    return "never" if moment is None else f"{_instant(moment.at)} ({moment.zone})"


def _instant(at: datetime) -> str:
    return f"at {at.isoformat()}"
