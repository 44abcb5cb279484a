"""Everything an in-memory store holds."""

from datetime import date, datetime
from typing import Final
from uuid import UUID

import attrs
from attrs import Factory, frozen

from parlons.application.ports.insights import LearningFact
from parlons.application.ports.ledger import EarnedAchievement
from parlons.domain.exercises.answer_report import AnswerReport
from parlons.domain.exercises.attempt import ExerciseAttempt
from parlons.domain.identity.user import User
from parlons.domain.learning.catalogue import LessonView, PathSummary, StoredExercise, UnitSummary
from parlons.domain.learning.vocabulary_entry import VocabularyEntry
from parlons.domain.progress.achievement import Achievement
from parlons.domain.progress.event import Event
from parlons.domain.progress.ledger import LedgerEntry
from parlons.domain.progress.lesson_record import LessonRecord
from parlons.domain.progress.unit_progress import PathProgress, UnitProgress
from parlons.domain.progress.xp_rule import XpRule
from parlons.domain.spending.account import SpendingAccount
from parlons.domain.spending.budget import Budget
from parlons.domain.spending.hold import Hold
from parlons.domain.spending.period import Period
from parlons.domain.spending.plan import Plan
from parlons.domain.spending.scope import Scope
from parlons.domain.spending.usage_report import UsageKey, UsageSums
from parlons.domain.work.schedule import NextRun
from parlons.domain.work.work_item import WorkFailure, WorkItem

BEFORE_ALL: Final = UUID(int=0)
"""The id after which a first page begins."""


@frozen(kw_only=True)
class UnitRow:
    """A unit; the summary's count of lessons is left at 0 and made up when read."""

    summary: UnitSummary
    path_id: int
    grammar_note: str | None
    culture_note: str | None
    vocabulary: tuple[VocabularyEntry, ...]
    retired: bool = False


@frozen(kw_only=True)
class LessonRow:
    """A lesson; `gone` are the exercises that it had and may have again."""

    view: LessonView
    position: int
    gone: tuple[StoredExercise, ...] = ()
    retired: bool = False


@frozen(kw_only=True)
class LessonProgress:
    """What a learner has of a lesson, and how many of its exercises are right."""

    record: LessonRecord
    right_count: int


@frozen(kw_only=True)
class Learner:
    """The number of a learner's latest news, and the sum of their points."""

    last_number: int = 0
    points: int = 0


@frozen
class State:
    """Frozen rows by id; a path's counts are left at 0, `exercises` leads to the lesson.

    `recorded` is when each entry of the ledger was stored first.
    """

    users: dict[UUID, User] = Factory(dict)
    attempts: dict[UUID, ExerciseAttempt] = Factory(dict)
    reports: dict[UUID, AnswerReport] = Factory(dict)
    spending: dict[UUID, Hold] = Factory(dict)
    budgets: dict[tuple[Scope, Period], Budget] = Factory(dict)
    caps: dict[Scope, int] = Factory(dict)
    plans: dict[str, Plan] = Factory(dict)
    accounts: dict[str, SpendingAccount] = Factory(dict)
    usage: dict[UsageKey, UsageSums] = Factory(dict)
    work: dict[UUID, WorkItem] = Factory(dict)
    work_failures: dict[UUID, tuple[WorkFailure, ...]] = Factory(dict)
    schedules: dict[str, NextRun] = Factory(dict)
    events: dict[UUID, Event] = Factory(dict)
    learners: dict[str, Learner] = Factory(dict)
    path_progress: dict[tuple[str, int], PathProgress] = Factory(dict)
    unit_progress: dict[tuple[str, int], UnitProgress] = Factory(dict)
    lesson_progress: dict[tuple[str, int], LessonProgress] = Factory(dict)
    ledger: dict[tuple[str, XpRule, str], LedgerEntry] = Factory(dict)
    recorded: dict[tuple[str, XpRule, str], datetime] = Factory(dict)
    freezes: dict[tuple[str, date], datetime] = Factory(dict)
    achievements: dict[tuple[str, Achievement], EarnedAchievement] = Factory(dict)
    facts: dict[UUID, LearningFact] = Factory(dict)
    paths: dict[int, PathSummary] = Factory(dict)
    units: dict[int, UnitRow] = Factory(dict)
    lessons: dict[int, LessonRow] = Factory(dict)
    exercises: dict[int, int] = Factory(dict)

    def copy(self) -> "State":
        """Copy the dicts, not the rows."""
        return State(*(dict(getattr(self, each.name)) for each in attrs.fields(State)))
