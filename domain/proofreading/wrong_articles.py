"""Articles against the gender of their nouns."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final

from parlons.domain.learning.course_places import entries_of, exercises_of
from parlons.domain.learning.course_reading import CourseReading
from parlons.domain.learning.taught_words import words_of
from parlons.domain.learning.text_words import small_words
from parlons.domain.learning.vocabulary_entry import Gender, PartOfSpeech, VocabularyEntry
from parlons.domain.proofreading.remark import Remark, RemarkKind

_M, _F = Gender.MASCULINE, Gender.FEMININE

# Articles that tell the gender of a singular noun; those of German tell its case as well, and
# "el" may stand before a feminine "a" in Spanish.
_ARTICLES: Final[Mapping[str, Mapping[str, Gender]]] = {
    "es": {"la": _F, "un": _M, "una": _F},
    "fr": {"le": _M, "un": _M, "la": _F, "une": _F},
    "it": {"il": _M, "lo": _M, "un": _M, "uno": _M, "la": _F, "una": _F},
    "pt": {"um": _M, "uma": _F},
}


def wrong_articles(reading: CourseReading) -> Iterator[Remark]:
    """Remark on each sentence that learners take for right and that has an article of the other
    gender directly before a noun.

    Nouns of both genders and those that are other words as well, such as "livre" and "français",
    are left out, and so are courses of languages whose articles do not show the gender alone.
    """
    articles = _ARTICLES.get(reading.path.target_language.partition("-")[0], {})
    genders = _genders([entry.value for entry in entries_of(reading.path)]) if articles else {}
    for pointer, text in _right_texts(reading):
        for article, noun in pairwise(small_words(text)):
            gender = articles.get(article)
            if gender and genders.get(noun, gender) is not gender:
                message = f"'{article} {noun}', but {noun} is {genders[noun]}: {text}"
                yield Remark(RemarkKind.CONTRADICTION, pointer, message)


def _right_texts(reading: CourseReading) -> Iterator[tuple[str, str]]:
    for sentence in reading.sentences:
        yield sentence.pointer, sentence.value
    for exercise in exercises_of(reading.path):
        model = reading.texts.model_sentence(exercise.value)
        for text in dict.fromkeys(reading.texts.right(exercise.value)):
            if text != model:
                yield exercise.pointer, text


def _genders(entries: list[VocabularyEntry]) -> dict[str, Gender]:
    found: dict[str, set[Gender | None]] = defaultdict(set)
    for entry in entries:
        if entry.part_of_speech is PartOfSpeech.NOUN:
            for text in (entry.term, *entry.variants):
                if len(words := small_words(text)) == 1:
                    found[words[0]].add(entry.gender)
        else:
            for word in words_of(entry) if entry.part_of_speech is not PartOfSpeech.PHRASE else ():
                found[word].add(None)
    single = {noun: next(iter(genders)) for noun, genders in found.items() if len(genders) == 1}
    return {noun: gender for noun, gender in single.items() if gender in {_M, _F}}
