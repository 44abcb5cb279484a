"""Everything an in-memory store holds."""

from uuid import UUID

from attrs import Factory, frozen

from parlons.domain.exercises.answer_report import AnswerReport
from parlons.domain.exercises.attempt import ExerciseAttempt
from parlons.domain.identity.user import User
from parlons.domain.learning.catalogue import LessonView, PathSummary, StoredExercise, UnitSummary
from parlons.domain.learning.vocabulary_entry import VocabularyEntry
from parlons.domain.tutoring.spending import SpendingEntry


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


@frozen
class State:
    """Frozen rows by id; a path's counts are left at 0, `exercises` leads to the lesson."""

    users: dict[UUID, User] = Factory(dict)
    attempts: dict[UUID, ExerciseAttempt] = Factory(dict)
    reports: dict[UUID, AnswerReport] = Factory(dict)
    spending: dict[UUID, SpendingEntry] = Factory(dict)
    paths: dict[int, PathSummary] = Factory(dict)
    units: dict[int, UnitRow] = Factory(dict)
    lessons: dict[int, LessonRow] = Factory(dict)
    exercises: dict[int, int] = Factory(dict)

    def copy(self) -> "State":
        """Copy the dicts, not the rows."""
        return State(
            users=dict(self.users),
            attempts=dict(self.attempts),
            reports=dict(self.reports),
            spending=dict(self.spending),
            paths=dict(self.paths),
            units=dict(self.units),
            lessons=dict(self.lessons),
            exercises=dict(self.exercises),
        )
