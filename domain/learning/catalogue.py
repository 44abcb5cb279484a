"""What a learner sees of the paths that are stored: projections with their ids, read only."""

from datetime import datetime
from typing import Final

from attrs import evolve, field, frozen

from parlons.domain import fields
from parlons.domain.errors import InvalidInputError
from parlons.domain.exercises.exercise import Answer, Exercise
from parlons.domain.exercises.grade import Grade
from parlons.domain.exercises.lexicon import NO_WORDS, CourseWords
from parlons.domain.exercises.verdict import Verdict
from parlons.domain.learning.cefr_level import CefrLevel
from parlons.domain.learning.lesson import DialogueLine
from parlons.domain.learning.prerequisites import Condition
from parlons.domain.learning.unit_role import UnitRole
from parlons.domain.learning.unlocking import GraphUnit
from parlons.domain.learning.vocabulary_entry import VocabularyEntry

MAX_ACCEPTED: Final = 100
"""How many answers educators may accept for one exercise."""


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
    role: UnitRole = UnitRole.REQUIRED
    prerequisites: Condition | None = None
    lesson_count: int


@frozen(kw_only=True)
class UnitView:
    """A unit opened: its notes, as Markdown, and the words it teaches, in order."""

    id: int
    slug: str
    path_id: int
    position: int
    title: str
    description: str
    role: UnitRole = UnitRole.REQUIRED
    prerequisites: Condition | None = None
    grammar_note: str | None
    culture_note: str | None
    vocabulary: tuple[VocabularyEntry, ...]
    lesson_count: int


@frozen(kw_only=True)
class UnitPlace:
    """Where a unit is taught, and what it waits for."""

    unit_id: int
    path_id: int
    unit: GraphUnit


@frozen(kw_only=True)
class LessonPlace:
    """Where a lesson is taught, and the ids of its exercises."""

    lesson_id: int
    unit: UnitPlace
    exercises: tuple[int, ...]


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
class Sound:
    """Whether an exercise can be heard; where not, `reason` says why and `text` stands in for it.

    The text of a dictation is its key, which then is the only way to take the exercise.
    """

    available: bool
    reason: str | None = None
    text: str | None = None


@frozen(kw_only=True)
class StoredExercise:
    """An exercise with its id; `version` grows by one whenever its content changes.

    `sound` is made up when a lesson is opened, for exercises that are to be heard. `accepted` are
    the answers that educators added to the author's keys; they hold while the task stays what it
    has been since the version `task_since`.
    """

    id: int
    version: int
    content: Exercise
    sound: Sound | None = None
    accepted: tuple[Answer, ...] = field(default=(), metadata=fields.SECRET)
    task_since: int = field(default=1, metadata=fields.SECRET)

    def grade(self, answer: object, words: CourseWords = NO_WORDS) -> Grade:
        """Grade an answer by the author's keys, or by an accepted answer that it is nearer to."""
        grade = self.content.grade(answer, words)
        for other in self.accepted:
            if grade.verdict is Verdict.EXACT:
                break
            found = self.content.keyed_by(other).grade(answer, words)
            grade = min(grade, found, key=lambda each: each.verdict.severity)
        return grade

    def asks_what_it_asked(self, version: int) -> bool:
        """Say whether answers to that version are answers to this one."""
        return version >= self.task_since

    def accepting(self, answer: Answer) -> "StoredExercise":
        """Return the exercise with one more answer that counts, or as it is when that does.

        Raises `InvalidInputError` where it cannot take one.
        """
        if self.grade(answer).verdict is Verdict.EXACT:
            return self
        if len(self.accepted) == MAX_ACCEPTED:
            raise InvalidInputError(f"{MAX_ACCEPTED} answers were accepted: add them to the course")
        self.content.keyed_by(answer)
        return evolve(self, accepted=(*self.accepted, answer))


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
    dialogue: tuple[DialogueLine, ...]
    exercises: tuple[StoredExercise, ...]


@frozen(kw_only=True)
class UnitReference:
    """Where in a path something is taught."""

    unit_id: int
    slug: str
    position: int
    title: str


@frozen(kw_only=True)
class CourseEdition:
    """The path that an exercise belongs to, in the version that is published."""

    path_id: int
    version: int
    updated_at: datetime
    source_language: str
    target_language: str


@frozen(kw_only=True)
class LexiconEntry:
    """A vocabulary entry and the unit that teaches it."""

    entry: VocabularyEntry
    unit: UnitReference
