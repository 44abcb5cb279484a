"""Learners' progress as it is stored: a moment is an instant and a zone."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from attrs import asdict

from parlons.adapters.sql.prepared import Values
from parlons.domain.progress.lesson_record import ExerciseRecord, LessonRecord
from parlons.domain.progress.moment import Moment
from parlons.domain.progress.unit_progress import LessonStanding, PathProgress, UnitProgress

UNIT_PROGRESS: Final = (
    *("lessons_completed", "right_count", "exercise_count", "started"),
    *("completed_at", "completed_zone", "unlocked_at"),
)
"""The columns of what `unit_progress` reads."""

PATH_PROGRESS: Final = (
    *("enrolled_at", "last_used_at", "lessons_completed", "units_completed"),
    *("completed_at", "completed_zone"),
)
"""The columns of what `path_progress` reads."""

LESSON_PROGRESS: Final = ("right_count", "completed_at", "completed_zone")
"""The columns of what a list shows of a learner's lesson; NULL where nothing is stored."""

EXERCISE_RECORD: Final = ("exercise_id", "answered_at", "answered_zone", "right_at", "right_zone")
"""The columns that follow the editions in what `lesson_record` reads."""

_NO_PROGRESS: Final = UnitProgress()


def unit_progress(row: Sequence[Any]) -> UnitProgress:
    """Make a learner's counts in a unit of their columns, which are all NULL where none are."""
    lessons_completed, right_count, exercise_count, started, at, zone, unlocked_at = row
    if lessons_completed is None:
        return _NO_PROGRESS
    return UnitProgress(
        lessons_completed=lessons_completed,
        right_count=right_count,
        exercise_count=exercise_count,
        started=started,
        completed=_moment(at, zone),
        unlocked_at=unlocked_at,
    )


def path_progress(row: Sequence[Any]) -> PathProgress:
    """Make a learner's counts on a path of their columns."""
    enrolled_at, last_used_at, lessons_completed, units_completed, at, zone = row
    return PathProgress(
        enrolled_at=enrolled_at,
        last_used_at=last_used_at,
        lessons_completed=lessons_completed,
        units_completed=units_completed,
        completed=_moment(at, zone),
    )


def lesson_standing(row: Sequence[Any]) -> LessonStanding:
    """Make a standing of a lesson's id and number of exercises, and of what the learner has."""
    lesson_id, exercise_count, right_count, at, zone = row
    return LessonStanding(
        lesson_id=lesson_id,
        exercise_count=exercise_count,
        right_count=right_count or 0,
        started=right_count is not None,
        completed=_moment(at, zone),
    )


def lesson_record(rows: Sequence[Sequence[Any]]) -> LessonRecord:
    """Make a record of its rows: one for each exercise, or one without."""
    editions = json.loads(rows[0][0]) if rows else ()
    return LessonRecord(
        exercises={
            exercise_id: ExerciseRecord(
                answered=_moment(answered_at, answered_zone), right=_moment(right_at, right_zone)
            )
            for _, exercise_id, answered_at, answered_zone, right_at, right_zone in rows
            if exercise_id is not None
        },
        editions=frozenset(map(tuple, editions)),
    )


def progress_values(progress: UnitProgress | PathProgress) -> Values:
    """Spread a learner's counts over their columns."""
    values = asdict(progress, recurse=False)
    return values | _spread("completed", values.pop("completed"))


def lesson_values(record: LessonRecord, right_count: int) -> Values:
    """Spread a record, but for its exercises, over the columns of a lesson's progress."""
    editions = sorted(map(list, record.editions))
    return {
        "editions": editions,
        "right_count": right_count,
        **_spread("completed", record.completed),
    }


def exercise_values(record: ExerciseRecord) -> Values:
    """Spread what a learner has of an exercise over its columns."""
    return _spread("answered", record.answered) | _spread("right", record.right)


def _moment(at: datetime | None, zone: str) -> Moment | None:
    return None if at is None else Moment(at, zone)


def _spread(name: str, moment: Moment | None) -> dict[str, Any]:
    return {f"{name}_at": moment and moment.at, f"{name}_zone": moment and moment.zone}
