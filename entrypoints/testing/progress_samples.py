"""What happens to learners and what they earn, for tests; each is changed by keyword."""

from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from parlons.domain.progress.achievement import Achievement
from parlons.domain.progress.event import (
    AchievementEarned,
    ActivityCompleted,
    AnswerRegraded,
    DayFrozen,
    Event,
    ExerciseResult,
    Fact,
    LedgerMoved,
    LessonCompleted,
    LessonMastered,
    PathCompleted,
    PathEnrolled,
    UnitCompleted,
    UnitUnlocked,
    XpEarned,
)
from parlons.domain.progress.ledger import LedgerEntry
from parlons.domain.progress.moment import Moment
from parlons.domain.progress.xp_rule import XpRule
from parlons.entrypoints.testing.samples import ANY_TEXT, NOON

_PLACE: Final = {"path_id": 1, "unit_id": 2, "lesson_id": 3}
_ATTEMPTS: Final = (UUID(int=2**128 - 1), UUID(int=1))

FACTS: Final[tuple[Fact, ...]] = (
    PathEnrolled(path_id=2**53 - 1),
    ActivityCompleted(
        **_PLACE,
        exercises=(9, 4),
        results=(
            ExerciseResult(exercise_id=9, attempt_id=_ATTEMPTS[0], right=True),
            ExerciseResult(exercise_id=4, attempt_id=_ATTEMPTS[1], right=False),
        ),
        duration_ms=86_400_000,
    ),
    ActivityCompleted(**_PLACE, exercises=(), results=()),
    AnswerRegraded(**_PLACE, exercise_id=4, attempt_id=_ATTEMPTS[1]),
    DayFrozen(day=date(2024, 2, 29)),
    LessonCompleted(**_PLACE),
    LessonMastered(**_PLACE),
    UnitCompleted(path_id=1, unit_id=2, title=ANY_TEXT),
    UnitUnlocked(path_id=1, unit_id=2, title=ANY_TEXT),
    PathCompleted(path_id=1),
    XpEarned(points=15, total=2**40, rules=(XpRule.LESSON_MASTERED, XpRule.DAY_ACTIVE)),
    LedgerMoved(rules=(XpRule.PATH_COMPLETED,)),
    AchievementEarned(achievement=Achievement.FLAWLESS, title=ANY_TEXT),
)
"""Every kind of fact, the optional parts of each once there and once missing."""


def moment(minutes: float = 0, zone: str = "UTC") -> Moment:
    """So many minutes after noon."""
    return Moment(NOON + timedelta(minutes=minutes), zone)


def event(**changes: Any) -> Event:
    """An event with a new id and key, of Ada's; `minutes` after noon."""
    happened = moment(changes.pop("minutes", 0))
    event_id = changes.pop("id", None) or uuid4()
    values: dict[str, Any] = {
        "id": event_id,
        "user_id": "ada",
        "key": str(event_id),
        "fact": PathEnrolled(path_id=1),
        "moment": happened,
        "recorded_at": happened.at,
    }
    return Event(**(values | changes))


def entry(source: str = "lesson 1", minutes: float = 0, **changes: Any) -> LedgerEntry:
    """Points for a completed lesson, or under another rule."""
    values: dict[str, Any] = {"rule": XpRule.LESSON_COMPLETED, "moment": moment(minutes)}
    return LedgerEntry(source=source, **(values | changes))
