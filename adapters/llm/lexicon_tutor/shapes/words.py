"""What a word is in the other language, both ways."""

import re
from collections.abc import Iterator
from typing import Final

from attrs import evolve, frozen

from parlons.adapters.llm.lexicon_tutor.answer import Answer, answer, unknown
from parlons.adapters.llm.lexicon_tutor.asking.saying import MEANING, SAYING
from parlons.adapters.llm.lexicon_tutor.course.hit import Hit
from parlons.adapters.llm.lexicon_tutor.languages import language_called
from parlons.adapters.llm.lexicon_tutor.reading.pattern import plainly, whole
from parlons.adapters.llm.lexicon_tutor.reading.question import Question
from parlons.adapters.llm.lexicon_tutor.reading.word_question import WordQuestion, wordings
from parlons.adapters.llm.lexicon_tutor.shapes.desk import Desk
from parlons.adapters.llm.lexicon_tutor.wording import entries
from parlons.adapters.llm.lexicon_tutor.wording.places import place
from parlons.adapters.llm.lexicon_tutor.wording.replies import echoed, phrases_in
from parlons.domain.learning.vocabulary_entry import PartOfSpeech, VocabularyEntry

_WITH_PREPOSITION: Final = re.compile(
    r"(?:in|on|at|to|from|with|my|your|his|her|our|their|this|these) (?:the )?(?P<noun>[\w' -]+)"
)
_MOST_WORDS: Final = 12
_INTENT: Final = re.compile(
    r"\b(?:mean\w*|signif\w+|veut dire|translat\w+|tradui\w+|traduction|what (?:month"
    r"|day|season|colou?r)"
    r"|quel(?:le)? (?:mois|jour|saison|couleur)|en anglais|en francais|in english|in french)\b"
)


@frozen
class _Asked:
    language: str
    about: WordQuestion


def words(question: Question, desk: Desk) -> Answer | None:
    """Translate the word or phrase that is asked for, by the lexicon and by example sentences."""
    readings = [*readings_of(question)]
    for look in (_word, _sentence, _noun):
        for each in readings:
            if found := look(each, desk):
                return found
    hits = desk.focus(question, _INTENT) if _INTENT.search(plainly(question.text)) else ()
    return _translated(question.language, desk, hits) if hits else None


def _word(asked: _Asked, desk: Desk) -> Answer | None:
    hits = desk.look_up(asked.about)
    return _translated(asked.language, desk, hits) if hits else None


def _noun(asked: _Asked, desk: Desk) -> Answer | None:
    """Translate "spring" where "in spring" is asked for: what is noted of it tells the rest."""
    for about in wordings(asked.about):
        if found := whole(_WITH_PREPOSITION, about.phrase):
            hits = desk.look_up(evolve(about, phrase=found["noun"]), _is_noun)
            if hits:
                return _translated(asked.language, desk, hits)
    return None


def _is_noun(entry: VocabularyEntry) -> bool:
    return entry.part_of_speech in {PartOfSpeech.NOUN, PartOfSpeech.PROPER_NOUN}


def _translated(language: str, desk: Desk, hits: tuple[Hit, ...]) -> Answer:
    phrases = phrases_in(language)
    told = (entries.paragraphs(phrases, desk.book.path, hit) for hit in hits)
    return answer(language, [line for lines in told for line in lines], hits=hits)


def not_taught(question: Question) -> Answer:
    """Say that the word which is asked for is not taught."""
    asked = next(
        readings_of(question), _Asked(question.language, WordQuestion(phrase=question.text))
    )
    phrase = next(wordings(asked.about)).phrase
    return unknown(asked.language, echoed(phrases_in(asked.language), phrase))


def readings_of(question: Question) -> Iterator[_Asked]:
    """Yield what the question may ask for, the likeliest reading first and the bare text last."""
    for shape, asks_meaning in ((SAYING, False), (MEANING, True)):
        for reading in question.readings(shape):
            name = reading.groups.get("language")
            into = None if name is None else language_called(name)
            if reading.phrase and (name is None or into is not None):
                about = WordQuestion(phrase=reading.phrase, into=into, asks_meaning=asks_meaning)
                yield _Asked(reading.language, about)
    if len(question.text.split()) <= _MOST_WORDS:
        yield _Asked(question.language, WordQuestion(phrase=question.text))


def _sentence(asked: _Asked, desk: Desk) -> Answer | None:
    for about in wordings(asked.about):
        found = desk.book.sentences.saying(about.phrase)
        if found is None or not about.directions(desk.book.source, desk.book.target):
            continue
        phrases = phrases_in(asked.language)
        line = phrases.example_sentence.format(
            example=found.taught,
            translation=found.meaning,
            place=place(phrases, found.unit),
        )
        return answer(asked.language, [line], units=[found.unit])
    return None
