"""What a learner sees of the paths that are stored: projections with their ids, read only."""

from datetime import datetime

from attrs import frozen

from parlons.domain.exercises.exercise import Exercise
from parlons.domain.learning.cefr_level import CefrLevel
from parlons.domain.learning.vocabulary_entry import VocabularyEntry


@frozen(kw_only=True)
class PathSummary:
    """A path in a list; `version` grows by one with every import that changed something.

    `updated_at` is the instant of the last such import.
    """

    id: int
    slug: str
    title: str
    description: str
    source_language: str
    target_language: str
    level: CefrLevel
    unit_count: int
    lesson_count: int
    version: int
    updated_at: datetime


@frozen(kw_only=True)
class UnitSummary:
    """A unit in its path; `position` counts from 1."""

    id: int
    slug: str
    position: int
    title: str
    description: str
    lesson_count: int


@frozen(kw_only=True)
class UnitView:
    """A unit opened: the grammar it needs, as Markdown, and the words it teaches, in order."""

    id: int
    slug: str
    path_id: int
    position: int
    title: str
    description: str
    grammar_note: str | None
    vocabulary: tuple[VocabularyEntry, ...]
    lesson_count: int


@frozen(kw_only=True)
class LessonSummary:
    """A lesson in its unit; `position` counts from 1."""

    id: int
    slug: str
    position: int
    title: str
    objective: str
    exercise_count: int


@frozen(kw_only=True)
class StoredExercise:
    """An exercise with its id; `version` grows by one whenever its content changes."""

    id: int
    version: int
    content: Exercise


@frozen(kw_only=True)
class LessonView:
    """A lesson opened: its text and its exercises, without their keys once it leaves over HTTP."""

    id: int
    slug: str
    unit_id: int
    path_id: int
    title: str
    objective: str
    introduction: str | None
    exercises: tuple[StoredExercise, ...]


@frozen(kw_only=True)
class UnitReference:
    """Where in a path something is taught."""

    unit_id: int
    slug: str
    position: int
    title: str


@frozen(kw_only=True)
class LexiconEntry:
    """A vocabulary entry and the unit that teaches it."""

    entry: VocabularyEntry
    unit: UnitReference
