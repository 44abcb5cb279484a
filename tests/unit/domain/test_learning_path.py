import pytest

from parlons.domain.exercises.flashcard import Flashcard
from parlons.domain.learning.cefr_level import CefrLevel
from parlons.domain.learning.learning_path import LearningPath
from parlons.domain.learning.learning_unit import LearningUnit
from parlons.domain.learning.lesson import Lesson
from parlons.domain.learning.vocabulary_entry import PartOfSpeech, VocabularyEntry


def card(slug: str) -> Flashcard:
    return Flashcard(slug=slug, prompt="?", front="oui", back="yes")


def lesson(slug: str, *cards: str) -> Lesson:
    exercises = tuple(map(card, cards or ("one",)))
    return Lesson(slug=slug, title="T", objective="O", exercises=exercises)


def unit(slug: str, *lessons: str, vocabulary: tuple[VocabularyEntry, ...] = ()) -> LearningUnit:
    return LearningUnit(
        slug=slug,
        title="T",
        description="D",
        lessons=tuple(map(lesson, lessons)),
        vocabulary=vocabulary,
    )


def path(*units: LearningUnit) -> LearningPath:
    return LearningPath(
        slug="french",
        title="French",
        description="D",
        source_language="en",
        target_language="fr",
        level=CefrLevel.A1,
        units=units,
    )


def word(term: str, part: PartOfSpeech = PartOfSpeech.NOUN) -> VocabularyEntry:
    return VocabularyEntry(term=term, translations=("x",), part_of_speech=part)


def test_exercise_slugs_are_unique_in_their_lesson():
    with pytest.raises(ValueError, match="exercise used twice: one"):
        lesson("greetings", "one", "two", "one")


def test_lesson_slugs_are_unique_in_the_whole_path():
    with pytest.raises(ValueError, match="lesson used twice: b"):
        path(unit("first", "a", "b"), unit("second", "b"))


def test_unit_slugs_are_unique():
    with pytest.raises(ValueError, match="unit used twice: first"):
        path(unit("first", "a"), unit("first", "b"))


def test_a_term_has_one_entry_per_part_of_speech():
    noun, verb = word("être"), word("être", PartOfSpeech.VERB)
    path(unit("first", "a", vocabulary=(noun, verb)))
    with pytest.raises(ValueError, match=r"term used twice: être \(noun\)"):
        path(unit("first", "a", vocabulary=(noun,)), unit("second", "b", vocabulary=(noun,)))
