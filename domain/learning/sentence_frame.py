"""What sentences have in common that differ in a few words only."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from attrs import frozen

from parlons.domain.exercises.writing import without_accents
from parlons.domain.learning.course_places import entries_of, exercises_of
from parlons.domain.learning.course_reading import CourseReading
from parlons.domain.learning.exercise_texts import MIN_WORDS
from parlons.domain.learning.taught_words import spellings
from parlons.domain.learning.text_words import Word, words_in
from parlons.domain.learning.vocabulary_entry import PartOfSpeech

MAX_SHARE: Final = 0.3
"""Above this share of a unit's exercises in shared frames, its practice is monotonous."""

_MASKED: Final = (
    PartOfSpeech.NOUN,
    PartOfSpeech.ADJECTIVE,
    PartOfSpeech.NUMERAL,
    PartOfSpeech.PROPER_NOUN,
)
_GRAMMATICAL: Final = {
    PartOfSpeech.DETERMINER,
    PartOfSpeech.PRONOUN,
    PartOfSpeech.PREPOSITION,
    PartOfSpeech.CONJUNCTION,
}


@frozen
class SentenceFrames:
    """Tells the frames of sentences by the vocabulary of their course.

    A frame is the sentence in small letters without accents and marks, where each noun, adjective,
    numeral and proper noun of the vocabulary, in any of its forms, each number in digits and each
    name is replaced by its part of speech; a row of numerals is one. A word that may be several of
    them is the first; one that is also a determiner, pronoun, preposition or conjunction stays.
    Of several nouns of which one begins another, the longest counts: "pomme de terre".
    """

    reading: CourseReading
    masks: Mapping[tuple[str, ...], PartOfSpeech]
    longest: int

    @classmethod
    def of(cls, reading: CourseReading) -> "SentenceFrames":
        """Gather what is replaced."""
        masks = dict(_masks(reading))
        return cls(reading, masks, max(map(len, masks), default=1))

    def frame(self, sentence: str) -> str | None:
        """Return the frame, or None for a sentence of fewer words than `MIN_WORDS`."""
        words = words_in(sentence)
        if len(words) < MIN_WORDS:
            return None
        pieces: list[str] = []
        at = 0
        while at < len(words):
            mask, length = self._mask(words, at)
            if mask is None:
                pieces.append(without_accents(words[at].text))
            elif mask is not PartOfSpeech.NUMERAL or pieces[-1:] != [mask.upper()]:
                pieces.append(mask.upper())
            at += length
        return " ".join(pieces)

    def shared(self, unit: int) -> tuple[int, int]:
        """Return how many exercises of the unit at this index share their frame with another of
        it, and how many exercises it has.
        """
        exercises = [each for each in exercises_of(self.reading.path) if each.unit == unit]
        sentences = (self.reading.texts.model_sentence(each.value) for each in exercises)
        frames = Counter(filter(None, (self.frame(each) for each in sentences if each)))
        return sum(count for count in frames.values() if count > 1), len(exercises)

    def _mask(self, words: Sequence[Word], at: int) -> tuple[PartOfSpeech | None, int]:
        for length in range(min(self.longest, len(words) - at), 0, -1):
            mask = self.masks.get(tuple(word.text for word in words[at : at + length]))
            if mask is not None:
                return mask, length
        if words[at].is_number:
            return PartOfSpeech.NUMERAL, 1
        unknown = self.reading.taught.teaching(words[at]) is None
        is_name = unknown and self.reading.is_name(words[at])
        return PartOfSpeech.PROPER_NOUN if is_name else None, 1


def _masks(reading: CourseReading) -> Iterator[tuple[tuple[str, ...], PartOfSpeech]]:
    entries = [entry.value for entry in entries_of(reading.path)]
    grammatical = {
        words
        for entry in entries
        if entry.part_of_speech in _GRAMMATICAL
        for words in spellings(entry)
    }
    for part in reversed(_MASKED):
        for entry in entries:
            if entry.part_of_speech is part:
                yield from ((words, part) for words in spellings(entry) if words not in grammatical)
