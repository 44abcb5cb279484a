"""Single words whose translation is that of another word."""

from collections.abc import Iterator, Sequence

from parlons.domain.exercises.answer_pattern import spell_out_all
from parlons.domain.exercises.exercise import Exercise
from parlons.domain.exercises.flashcard import Flashcard
from parlons.domain.exercises.matching import Matching
from parlons.domain.exercises.translation import Translation
from parlons.domain.learning.course_places import exercises_of
from parlons.domain.learning.course_reading import CourseReading
from parlons.domain.learning.taught_words import TaughtWords
from parlons.domain.learning.vocabulary_entry import VocabularyEntry
from parlons.domain.proofreading.meanings import Meanings
from parlons.domain.proofreading.remark import Remark, RemarkKind


def wrong_meanings(reading: CourseReading) -> Iterator[Remark]:
    """Remark on the translation of a term, or into one, that is not in the vocabulary.

    That is: none of the right answers holds a translation of the term, or none holds a form of a
    term that is so translated. Pairs to be matched and cards contradict where one side is a term
    and the other, in the other language, the translation of another.
    """
    meanings = Meanings.of(reading.path)
    for exercise in exercises_of(reading.path):
        for asked, answers, entries in _disagreements(exercise.value, meanings, reading.taught):
            known = " or ".join(f"{entry.term} = {entry.translations[0]}" for entry in entries)
            message = f"{asked!r} is not {answers[0]!r}: the vocabulary has {known}"
            yield Remark(RemarkKind.CONTRADICTION, exercise.pointer, message)


def _disagreements(
    exercise: Exercise, meanings: Meanings, taught: TaughtWords
) -> Iterator[tuple[str, Sequence[str], Sequence[VocabularyEntry]]]:
    if isinstance(exercise, Translation):
        entries = meanings.entries(exercise.text)
        answers = spell_out_all(exercise.keys)
        if entries and not any(meanings.agree(entries, answer) for answer in answers):
            yield exercise.text, answers, entries
    for left, right in _pairs(exercise):
        for term, meaning in ((left, right), (right, left)):
            entries = meanings.of_term(term)
            others = () if taught.hold(meaning) else meanings.of_meaning(meaning)
            if entries and others and not meanings.agree(entries, meaning):
                yield term, (meaning,), entries


def _pairs(exercise: Exercise) -> Iterator[tuple[str, str]]:
    match exercise:
        case Flashcard(front=front, back=back):
            yield front, back
        case Matching(pairs=pairs):
            yield from ((pair.left, pair.right) for pair in pairs)
        case _:
            pass
