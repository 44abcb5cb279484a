"""A small course with forms, notes, numerals and lessons, for tests of the course's tutor."""

from typing import Any

from tests.support.openai_clients import ask
from tests.support.small_course import publish

from parlons.adapters.llm.lexicon_tutor.course_tutor_llm_client import CourseTutorLLMClient
from parlons.adapters.memory.in_memory_unit_of_work import InMemoryUnitOfWork
from parlons.domain.exercises.flashcard import Flashcard
from parlons.domain.learning.cefr_level import CefrLevel
from parlons.domain.learning.learning_path import LearningPath
from parlons.domain.learning.learning_unit import LearningUnit
from parlons.domain.learning.lesson import Lesson
from parlons.domain.learning.vocabulary_entry import Gender, PartOfSpeech, VocabularyEntry
from parlons.domain.learning.word_form import FormKind, WordForm
from parlons.domain.tutoring.completion import Completion

_POSSESSION = """## *Son* or *sa*?

**son or leur** — One owner has *son chien*, several have *leur chien*.

## *Ne … pas*

Two words go round the verb: *Il **ne** parle **pas**.*

## *Avoir*, to have

| | |
| --- | --- |
| j'**ai** | I have |
| du marché | à la poste |
"""
_CLOCK = """## Numbers from 20

| 22 | vingt-deux |
| --- | --- |
| 61 | soixante et un |
| 200 | deux cents |

## What time is it?

It begins with **il est**.
"""


def _word(term: str, meaning: str, part: str = "noun", **more: Any) -> VocabularyEntry:
    return VocabularyEntry(
        term=term,
        translations=tuple(meaning.split("/")),
        part_of_speech=PartOfSpeech(part),
        **more,
    )


def _noun(term: str, meaning: str, gender: str, plural: str | None = None) -> VocabularyEntry:
    forms = (_form("plural", plural),) if plural else ()
    return _word(term, meaning, gender=Gender(gender), forms=forms)


def _form(kind: str, *words: str) -> WordForm:
    return WordForm(kind=FormKind(kind), words=words)


HOME = (
    _word("avoir", "to have", "verb", forms=(
        _form("present", "j'ai", "tu as", "il a", "nous avons", "vous avez", "ils ont"),
        _form("past_participle", "eu"),
    )),
    _word("se laver", "to wash", "verb", forms=(_form("present", "je me lave", "tu te laves"),)),
    _word("beau", "beautiful", "adjective", pronunciation="bo", example="Un beau chien !",
          example_translation="A beautiful dog!",
          forms=(_form("feminine", "belle"), _form("feminine_plural", "belles"))),
    _noun("maison", "house", "feminine", "maisons"),
    _noun("chien", "dog", "masculine", "chiens"),
    _noun("hôtel", "hotel", "masculine", "hôtels"),
    _noun("vacances", "holidays", "feminine"),
    _noun("serveur", "waiter", "masculine", "serveurs"),
    _noun("serveuse", "waitress", "feminine", "serveuses"),
    _noun("boulanger", "baker", "masculine", "boulangers"),
    _noun("boulangerie", "bakery", "feminine", "boulangeries"),
    _word("un", "a/an/one", "determiner", forms=(_form("feminine", "une"),)),
    _word("le", "the", "determiner", forms=(_form("feminine", "la"),)),
    _word("là", "there", "adverb", note='The accent tells it from "la".'),
)  # fmt: skip
TIME = (
    _word("deux", "two", "numeral"), _word("sept", "seven", "numeral"),
    _word("dix", "ten", "numeral"), _word("onze", "eleven", "numeral"),
    _word("vingt", "twenty", "numeral"), _word("trente", "thirty", "numeral"),
    _word("soixante", "sixty", "numeral"), _word("quatre-vingts", "eighty", "numeral"),
    _word("cent", "hundred", "numeral"),
    _noun("heure", "hour", "feminine", "heures"),
    _noun("midi", "noon", "masculine"), _noun("minuit", "midnight", "masculine"),
    _word("et quart", "quarter past", "phrase"), _word("et demie", "half past", "phrase"),
    _word("moins le quart", "quarter to", "phrase"),
    _noun("lundi", "Monday", "masculine", "lundis"), _noun("mardi", "Tuesday", "masculine"),
)  # fmt: skip


def tutored_course() -> LearningPath:
    """French for speakers of English, in two units with notes."""
    return LearningPath(
        slug="tutored",
        title="Tutored French",
        description="Words with forms.",
        source_language="en",
        target_language="fr",
        level=CefrLevel.A1,
        units=(
            _unit("chez-moi", "Chez moi", "Say what you own.", _POSSESSION, HOME),
            _unit("le-temps", "L'heure", "Tell the time and count.", _CLOCK, TIME),
        ),
    )


def tutor() -> CourseTutorLLMClient:
    """The tutor of that course."""
    unit_of_work = InMemoryUnitOfWork()
    publish(unit_of_work, tutored_course())
    return CourseTutorLLMClient(unit_of_work)


def asked(tutor: CourseTutorLLMClient, question: str) -> Completion:
    """Ask it a question."""
    return tutor.complete(ask(question))


def _unit(
    slug: str, title: str, description: str, note: str, words: tuple[VocabularyEntry, ...]
) -> LearningUnit:
    card = Flashcard(slug="card", prompt="Turn the card.", front="un", back="one")
    lesson = Lesson(
        slug=f"{slug}-1", title=f"{title}, one", objective=description, exercises=(card,)
    )
    return LearningUnit(
        slug=slug,
        title=title,
        description=description,
        grammar_note=note,
        vocabulary=words,
        lessons=(lesson,),
    )
