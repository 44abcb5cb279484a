"""What there is to be heard in a course."""

import unicodedata
from collections.abc import Iterator
from typing import Final

from parlons.domain.learning.learning_path import LearningPath
from parlons.domain.learning.vocabulary_entry import VocabularyEntry

# Not what grading takes for alike, which may change: recordings are filed under these texts.
_MARKS: Final = str.maketrans(
    dict.fromkeys("’‘‛ʼ´`′", "'") | dict.fromkeys("“”„«»″", '"') | dict.fromkeys("‐‑‒–—−", "-")
)


def as_spoken(text: str) -> str:
    """Unify what is written in several ways and sounds the same: quotes, dashes, spaces, accents.

    Accents are composed (NFC, Unicode Standard Annex 15), runs of spaces become one.
    """
    return " ".join(unicodedata.normalize("NFC", text.translate(_MARKS)).split())


def texts_of_entry(entry: VocabularyEntry) -> Iterator[str]:
    """Yield all that a vocabulary entry says in the language taught."""
    yield entry.term
    yield from entry.variants
    if entry.example is not None:
        yield entry.example
    for form in entry.forms:
        yield from form.words


def spoken_texts(path: LearningPath) -> tuple[str, ...]:
    """Return each text that the lessons of a course let learners hear, in the order it is met.

    These are terms, examples, lines of dialogues and what exercises say. Variants and forms, which
    learners look up rather than meet, are not among them.
    """
    return tuple({as_spoken(text): text for text in _texts(path)}.values())


def _texts(path: LearningPath) -> Iterator[str]:
    for unit in path.units:
        for entry in unit.vocabulary:
            yield from filter(None, (entry.term, entry.example))
        for lesson in unit.lessons:
            yield from (line.text for line in lesson.dialogue)
            yield from filter(None, (exercise.spoken for exercise in lesson.exercises))
