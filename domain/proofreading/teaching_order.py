"""Words that learners meet before they are taught, or without ever being taught."""

from collections.abc import Iterator
from typing import Final

from parlons.domain.learning.course_places import Placed
from parlons.domain.learning.course_reading import CourseReading
from parlons.domain.learning.text_words import Word, words_in
from parlons.domain.learning.vocabulary_entry import PartOfSpeech
from parlons.domain.proofreading.remark import Remark, RemarkKind

_COGNATE: Final = 3
"""Letters from which a word written alike in both languages is understood."""


def words_taught_later(reading: CourseReading) -> Iterator[Remark]:
    """Remark on each word of a sentence that a later unit is the first to teach.

    Names are understood, whether taught or not.
    """
    for sentence in reading.sentences:
        for word in dict.fromkeys(words_in(sentence.value)):
            teaching = reading.taught.teaching(word)
            if teaching is None or teaching.unit <= sentence.unit or reading.is_name(word):
                continue
            if teaching.entry.part_of_speech is not PartOfSpeech.PROPER_NOUN:
                unit = reading.path.units[teaching.unit].slug
                term = "" if teaching.entry.term == word.text else f" ({teaching.entry.term})"
                message = f"{word.text!r} is taught later, in {unit}{term}: {sentence.value}"
                yield Remark(RemarkKind.TAUGHT_LATER, sentence.pointer, message)


def words_never_taught(reading: CourseReading) -> Iterator[Remark]:
    """Remark once on each word of the sentences that is no form of any entry.

    Names, numbers in digits, and words of three letters or more that are written alike in the
    language that learners speak are understood.
    """
    met: dict[str, list[Placed[str]]] = {}
    for sentence in reading.sentences:
        for word in dict.fromkeys(words_in(sentence.value)):
            if reading.taught.teaching(word) is None and not _is_understood(reading, word):
                met.setdefault(word.text, []).append(sentence)
    for text, (first, *others) in met.items():
        times = f" and met in {len(others)} more sentences" if others else ""
        message = f"{text!r} is taught nowhere{times}: {first.value}"
        yield Remark(RemarkKind.NEVER_TAUGHT, first.pointer, message)


def _is_understood(reading: CourseReading, word: Word) -> bool:
    if word.is_number or reading.is_name(word):
        return True
    return len(word.text) >= _COGNATE and reading.texts.words.source.knows(word.text)
