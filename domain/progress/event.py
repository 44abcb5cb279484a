"""What has happened to learners, in an order that does not matter."""

from datetime import date, datetime
from typing import ClassVar, Final, TypeAlias
from uuid import UUID

from attrs import field, frozen

from parlons.domain import fields
from parlons.domain.exercises.attempt import ExerciseAttempt
from parlons.domain.progress.achievement import Achievement
from parlons.domain.progress.moment import Moment
from parlons.domain.progress.xp_rule import XpRule


@frozen(kw_only=True)
class ExerciseResult:
    """An attempt that belongs to an activity, and whether it counted."""

    exercise_id: int
    attempt_id: UUID
    right: bool

    @classmethod
    def of(cls, attempt: ExerciseAttempt) -> "ExerciseResult":
        """Take the grade that counts."""
        return cls(
            exercise_id=attempt.exercise_id,
            attempt_id=attempt.id,
            right=attempt.standing.accepted,
        )


@frozen(kw_only=True)
class PathEnrolled:
    """A learner took up a path, or came back to it."""

    TYPE: ClassVar[str] = "path_enrolled"

    path_id: int


@frozen(kw_only=True)
class ActivityCompleted:
    """A learner worked on a lesson; `exercises` are all that it had when that was accepted."""

    TYPE: ClassVar[str] = "activity_completed"

    path_id: int
    unit_id: int
    lesson_id: int
    exercises: tuple[int, ...]
    results: tuple[ExerciseResult, ...]
    duration_ms: int | None = None

    @property
    def is_whole_lesson(self) -> bool:
        """Whether every exercise of the lesson was answered."""
        return {each.exercise_id for each in self.results} >= set(self.exercises)


@frozen(kw_only=True)
class AnswerRegraded:
    """An answer has come to count after it was given."""

    TYPE: ClassVar[str] = "answer_regraded"

    path_id: int
    unit_id: int
    lesson_id: int
    exercise_id: int
    attempt_id: UUID


@frozen(kw_only=True)
class DayFrozen:
    """A learner keeps a streak over a day without activity."""

    TYPE: ClassVar[str] = "day_frozen"

    day: date


@frozen(kw_only=True)
class LessonCompleted:
    """Every exercise of a lesson is answered, enough of them right."""

    TYPE: ClassVar[str] = "lesson_completed"

    path_id: int
    unit_id: int
    lesson_id: int


@frozen(kw_only=True)
class LessonMastered:
    """Every exercise of a lesson is answered right."""

    TYPE: ClassVar[str] = "lesson_mastered"

    path_id: int
    unit_id: int
    lesson_id: int


@frozen(kw_only=True)
class UnitCompleted:
    """Every lesson of a unit is completed."""

    TYPE: ClassVar[str] = "unit_completed"

    path_id: int
    unit_id: int
    title: str


@frozen(kw_only=True)
class UnitUnlocked:
    """The prerequisites of a unit are met."""

    TYPE: ClassVar[str] = "unit_unlocked"

    path_id: int
    unit_id: int
    title: str


@frozen(kw_only=True)
class PathCompleted:
    """Every required unit of a path is completed."""

    TYPE: ClassVar[str] = "path_completed"

    path_id: int


@frozen(kw_only=True)
class XpEarned:
    """Points were entered into the ledger; `total` is the sum of all points after that."""

    TYPE: ClassVar[str] = "xp_earned"

    points: int
    total: int
    rules: tuple[XpRule, ...]


@frozen(kw_only=True)
class LedgerMoved:
    """Points turned out to have been earned earlier than was known."""

    TYPE: ClassVar[str] = "ledger_moved"

    rules: tuple[XpRule, ...]


@frozen(kw_only=True)
class AchievementEarned:
    """A learner got an achievement."""

    TYPE: ClassVar[str] = "achievement_earned"

    achievement: Achievement
    title: str


Fact: TypeAlias = (
    PathEnrolled
    | ActivityCompleted
    | AnswerRegraded
    | DayFrozen
    | LessonCompleted
    | LessonMastered
    | UnitCompleted
    | UnitUnlocked
    | PathCompleted
    | XpEarned
    | LedgerMoved
    | AchievementEarned
)

News: TypeAlias = (
    LessonCompleted
    | LessonMastered
    | UnitCompleted
    | UnitUnlocked
    | PathCompleted
    | XpEarned
    | AchievementEarned
)
"""Facts that follow from others and that a learner is told about."""

REPORTED: Final = (PathEnrolled, ActivityCompleted, AnswerRegraded, DayFrozen)
"""Facts that follow from no other: all else can be computed from them."""


@frozen(kw_only=True)
class Event:
    """A fact about a learner; `key` is unique for the user, so that it is stored once.

    `moment` is when it happened, `recorded_at` when it was told. `fingerprint` tells two requests
    with one key apart. `number` counts the news of a user from 1, without gaps, in the order they
    were committed.
    """

    id: UUID
    user_id: str
    key: str = field(validator=fields.text(200))
    fact: Fact
    moment: Moment
    recorded_at: datetime
    fingerprint: str | None = None
    number: int | None = None


@frozen(kw_only=True)
class Consequence:
    """A fact that follows from an event; the same `key` is the same fact.

    `is_news` says whether the learner is told: not where something known turns out to have happened
    earlier.
    """

    key: str
    fact: News | LedgerMoved
    moment: Moment
    is_news: bool = True
