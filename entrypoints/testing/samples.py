"""Domain values for tests, each valid as it is and changed by keyword."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import uuid4

from parlons.domain.exercises.attempt import ExerciseAttempt
from parlons.domain.exercises.exercise import Exercise
from parlons.domain.exercises.translation import Translation, TranslationAnswer
from parlons.domain.identity.user import User
from parlons.domain.learning.cefr_level import CefrLevel
from parlons.domain.learning.learning_path import LearningPath
from parlons.domain.learning.learning_unit import LearningUnit
from parlons.domain.learning.lesson import Lesson
from parlons.domain.learning.vocabulary_entry import PartOfSpeech, VocabularyEntry

NOON: Final = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)

ANY_TEXT: Final = (
    "café cafe\u0301 ﬁ שלום \u202bالعربية\u202c \U0001f469\u200d\U0001f467 \U0001f1eb\U0001f1f7"
    ' it\'s "quoted" %s %(id)s :id {} \\u0041\ta\nb'
)
"""Text of which no character may be lost: composed and decomposed accents, right to left, joined
emoji, ligatures, and what a database or a formatter might take for its own."""


def user(**changes: Any) -> User:
    """A learner with a new id."""
    values: dict[str, Any] = {
        "id": uuid4(),
        "email": "ada@example.org",
        "display_name": "Ada",
        "password_hash": "a hash",
        "created_at": NOON,
    }
    return User(**(values | changes))


def exercise(slug: str = "good-evening", **changes: Any) -> Translation:
    """An exercise that takes any text for an answer."""
    values: dict[str, Any] = {
        "prompt": "Translate.",
        "text": "Good evening",
        "into": "fr",
        "keys": ("bonsoir",),
    }
    return Translation(slug=slug, **(values | changes))


def word(term: str = "bonsoir", **changes: Any) -> VocabularyEntry:
    """A vocabulary entry."""
    values: dict[str, Any] = {
        "translations": ("good evening",),
        "part_of_speech": PartOfSpeech.INTERJECTION,
    }
    return VocabularyEntry(term=term, **(values | changes))


def lesson(slug: str = "evenings", *exercises: Exercise, **changes: Any) -> Lesson:
    """A lesson of one exercise, or of those given."""
    values: dict[str, Any] = {"title": "Evenings", "objective": "Greet people after six."}
    return Lesson(slug=slug, exercises=exercises or (exercise(),), **(values | changes))


def unit(slug: str = "greetings", *lessons: Lesson, **changes: Any) -> LearningUnit:
    """A unit of one lesson, or of those given."""
    values: dict[str, Any] = {"title": "Greetings", "description": "How to begin."}
    return LearningUnit(slug=slug, lessons=lessons or (lesson(),), **(values | changes))


def path(slug: str = "french", *units: LearningUnit, **changes: Any) -> LearningPath:
    """A path of one unit, or of those given."""
    values: dict[str, Any] = {
        "title": "French",
        "description": "A course.",
        "source_language": "en",
        "target_language": "fr",
        "level": CefrLevel.A1,
    }
    return LearningPath(slug=slug, units=units or (unit(),), **(values | changes))


def attempt(exercise_id: int, **changes: Any) -> ExerciseAttempt:
    """An attempt at `exercise()` with a new id; `minutes` after noon."""
    answer = changes.pop("answer", TranslationAnswer("Bonsoir"))
    answered_at = NOON + timedelta(minutes=changes.pop("minutes", 0))
    values: dict[str, Any] = {
        "id": uuid4(),
        "user_id": "ada",
        "exercise_id": exercise_id,
        "exercise_version": 1,
        "answer": answer,
        "grade": exercise().grade(answer),
        "answered_at": answered_at,
        "zone": "UTC",
        "local_date": answered_at.date(),
    }
    return ExerciseAttempt(**(values | changes))
