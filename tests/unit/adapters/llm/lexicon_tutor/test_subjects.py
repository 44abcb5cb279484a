"""Forms with elle, elles and on, which a course does not list."""

import pytest
from tests.support.openai_clients import ask
from tests.support.small_course import publish, small_course

from parlons.adapters.llm.lexicon_tutor.course_tutor_llm_client import CourseTutorLLMClient
from parlons.adapters.llm.lexicon_tutor.french.subjects import with_subject
from parlons.adapters.memory.in_memory_unit_of_work import InMemoryUnitOfWork
from parlons.domain.learning.vocabulary_entry import Gender, PartOfSpeech, VocabularyEntry
from parlons.domain.learning.word_form import FormKind, WordForm
from parlons.domain.tutoring.completion import Completion


def verb(term: str, kind: str, *words: str) -> VocabularyEntry:
    return VocabularyEntry(
        term=term,
        translations=("to do",),
        part_of_speech=PartOfSpeech.VERB,
        forms=(WordForm(kind=FormKind(kind), words=words),),
    )


def noun(term: str, translation: str, gender: Gender) -> VocabularyEntry:
    return VocabularyEntry(
        term=term,
        translations=(translation,),
        part_of_speech=PartOfSpeech.NOUN,
        gender=gender,
    )


ALLER = verb("aller", "perfect", "je suis allé", "il est allé", "ils sont allés")
FALLOIR = verb("falloir", "present", "il faut")
SCHOOL = (
    ALLER,
    FALLOIR,
    verb("manger", "present", "je mange", "il mange", "ils mangent"),
    noun("plan", "map", Gender.MASCULINE),
    noun("plante", "plant", Gender.FEMININE),
    noun("jour", "day", Gender.MASCULINE),
    noun("journée", "day", Gender.FEMININE),
    noun("ami", "friend", Gender.MASCULINE),
    noun("amie", "friend", Gender.FEMININE),
)


def answer(question: str) -> Completion:
    unit_of_work = InMemoryUnitOfWork()
    publish(unit_of_work, small_course(SCHOOL))
    return CourseTutorLLMClient(unit_of_work).complete(ask(question))


@pytest.mark.parametrize(
    ("entry", "subject", "said"),
    [
        (ALLER, "elle", "elle est allée"),
        (ALLER, "elles", "elles sont allées"),
        (ALLER, "on", "on est allé"),
        (verb("manger", "perfect", "j'ai mangé", "il a mangé"), "elle", "elle a mangé"),
        (verb("manger", "present", "je mange", "ils mangent"), "elles", "elles mangent"),
        (verb("avoir", "future", "j'aurai", "il aura"), "on", "on aura"),
        (verb("se laver", "present", "je me lave", "il se lave"), "elle", "elle se lave"),
        (verb("aller", "present", "je vais", "il va", "elle va"), "elle", "elle va"),
    ],
)
def test_the_participle_agrees_after_etre_and_nothing_else_does(
    entry: VocabularyEntry, subject: str, said: str
):
    assert with_subject(entry, entry.forms[0], subject) == said


@pytest.mark.parametrize(
    ("entry", "subject"),
    [
        (FALLOIR, "elle"),
        (verb("se parler", "perfect", "je me suis parlé", "ils se sont parlé"), "elles"),
        (verb("être prêt", "present", "je suis prêt", "il est prêt"), "elle"),
        (verb("être", "present", "je suis", "tu es"), "elle"),
    ],
)
def test_a_form_that_is_not_certain_is_not_made(entry: VocabularyEntry, subject: str):
    assert with_subject(entry, entry.forms[0], subject) is None


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("elle form of aller in the past", "perfect (passé composé): **elle est allée**"),
        ("What's the she form of aller in the past?", "**elle est allée**"),
        ("elles form of aller in the past", "**elles sont allées**"),
        ("il form of aller in the past", "**il est allé**"),
        ("on form of manger", "present: **on mange**"),
        ("forme on de manger", "présent : **on mange**"),
        ("feminine of ami", "is **amie**"),
    ],
)
def test_the_form_asked_for_is_told_in_the_language_of_the_question(question: str, told: str):
    assert told in answer(question).text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("elle form of falloir", "does not give the elle form of **falloir**"),
        ("elle form of falloir in the present", "does not give the elle form of **falloir**"),
        ("masculine of plante", "does not give the masculine of **plante**"),
        ("masculine of journée", "does not give the masculine of **journée**"),
        ("feminine of jour", "does not give the feminine of **jour**"),
    ],
)
def test_what_is_no_form_of_the_word_is_not_answered(question: str, told: str):
    reply = answer(question)
    assert told in reply.text
    assert not reply.answered
