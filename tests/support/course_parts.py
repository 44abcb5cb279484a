"""Courses of a few words and sentences, for rules over whole courses."""

from collections.abc import Iterable
from typing import Any

from parlons.domain.exercises.exercise import Exercise
from parlons.domain.exercises.flashcard import Flashcard
from parlons.domain.exercises.multiple_choice import MultipleChoice
from parlons.domain.exercises.speaking import Speaking
from parlons.domain.exercises.translation import Translation
from parlons.domain.learning.cefr_level import CefrLevel
from parlons.domain.learning.learning_path import LearningPath
from parlons.domain.learning.learning_unit import LearningUnit
from parlons.domain.learning.lesson import DialogueLine, Lesson
from parlons.domain.learning.vocabulary_entry import Gender, PartOfSpeech, VocabularyEntry
from parlons.domain.learning.word_form import FormKind, WordForm

CARD = Flashcard(slug="card", prompt="Turn the card.", front="?", back="!")
"""Stands where a lesson must have an exercise."""


def word(term: str, *translations: str, part: str = "noun", **others: Any) -> VocabularyEntry:
    """An entry; `forms` by the name of their kind, and `gender` by its own."""
    forms = others.pop("forms", {})
    gender = others.pop("gender", None)
    return VocabularyEntry(
        term=term,
        translations=translations or (f"<{term}>",),
        part_of_speech=PartOfSpeech(part),
        gender=gender and Gender(gender),
        forms=tuple(WordForm(kind=FormKind(kind), words=words) for kind, words in forms.items()),
        **others,
    )


def words(terms: str, part: str = "noun", **others: Any) -> tuple[VocabularyEntry, ...]:
    """An entry for each of the terms."""
    return tuple(word(term, part=part, **others) for term in terms.split())


def say(slug: str, text: str) -> Speaking:
    """An exercise about the one sentence."""
    return Speaking(slug=slug, prompt="Say it.", text=text)


def translate(text: str, *keys: str, into: str = "en", slug: str = "translate") -> Translation:
    """Put a text into another language."""
    return Translation(slug=slug, prompt="Translate.", text=text, into=into, keys=keys)


def choose(correct: str, *distractors: str, prompt: str = "Choose.") -> MultipleChoice:
    """Choose the right option, which comes last."""
    options = (*distractors, correct)
    return MultipleChoice(slug="choose", prompt=prompt, options=options, correct=correct)


def unit(
    slug: str,
    vocabulary: Iterable[VocabularyEntry] = (),
    *exercises: Exercise,
    dialogue: Iterable[str] = (),
) -> LearningUnit:
    """A unit of one lesson, which has the name of the unit."""
    lines = tuple(DialogueLine(speaker="Ana", text=text, translation="…") for text in dialogue)
    lesson = Lesson(
        slug=slug, title=slug, objective="…", dialogue=lines, exercises=exercises or (CARD,)
    )
    return LearningUnit(
        slug=slug, title=slug, description="…", vocabulary=tuple(vocabulary), lessons=(lesson,)
    )


def course(*units: LearningUnit, teaches: str = "fr", level: str = "A1") -> LearningPath:
    """A course for speakers of English."""
    return LearningPath(
        slug="course",
        title="Course",
        description="…",
        source_language="en",
        target_language=teaches,
        level=CefrLevel(level),
        units=units,
    )
