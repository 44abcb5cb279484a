"""What a course says is heard, and nothing else."""

import pytest
from attrs import define, evolve, field
from tests.support.classroom import ADA, Classroom

from parlons.adapters.speech.silent_speech import SilentSpeech
from parlons.application.learning.hear_exercise import HearExercise
from parlons.application.learning.hear_line import HearLine
from parlons.application.learning.hear_term import HearTerm
from parlons.application.learning.spoken_lexicon import SpokenLexicon
from parlons.application.learning.view_lesson import ViewLesson
from parlons.application.ports.speech import ISpeech, Recording
from parlons.domain.errors import NotFoundError
from parlons.domain.exercises.listening import Listening
from parlons.domain.exercises.speaking import Speaking
from parlons.domain.learning.catalogue import Sound
from parlons.domain.learning.lesson import DialogueLine
from parlons.domain.learning.spoken_texts import spoken_texts
from parlons.domain.learning.word_form import FormKind, WordForm
from parlons.entrypoints.testing import samples

SECRET = "Elle a vingt ans."
EXERCISES = (
    Listening(slug="hear", prompt="Listen.", transcript=SECRET),
    Speaking(slug="say", prompt="Say it.", text="Merci"),
    samples.exercise("write"),
)
LESSON = samples.lesson(
    "evenings", *EXERCISES, dialogue=(DialogueLine(speaker="A", text="Ça va ?", translation="OK?"),)
)
WORD = samples.word(
    "l'ami",
    variants=("l'amie",),
    example="C'est un ami.",
    forms=(WordForm(kind=FormKind.PLURAL, words=("les amis",)),),
)
COURSE = samples.path(
    "portuguese", samples.unit("one", LESSON, vocabulary=(WORD,)), target_language="pt-BR"
)


@define
class Listened(ISpeech):
    """Silence that remembers what it stood for."""

    silence: SilentSpeech = field(factory=SilentSpeech)
    said: list[tuple[str, str]] = field(factory=list)

    def obstacle(self, text: str, language: str) -> str | None:
        return self.silence.obstacle(text, language)

    def say(self, text: str, language: str) -> Recording:
        self.said.append((text, language))
        return self.silence.say(text, language)


@pytest.fixture
def classroom() -> Classroom:
    classroom = Classroom()
    classroom.publish(COURSE)
    return classroom


@pytest.fixture
def speech() -> Listened:
    return Listened()


def hear_term(classroom: Classroom, speech: ISpeech) -> HearTerm:
    return HearTerm(classroom.unit_of_work, speech, SpokenLexicon())


def test_a_lesson_says_which_exercises_can_be_heard(classroom: Classroom, speech: Listened):
    lesson = ViewLesson(classroom.unit_of_work, speech)(ADA, 1)
    available = Sound(available=True, reason=None, text=None)
    assert [each.sound for each in lesson.exercises] == [available, available, None]
    assert speech.said == []


def test_where_there_is_no_sound_the_text_stands_in_for_it(classroom: Classroom, speech: Listened):
    speech.silence.broken = True
    lesson = ViewLesson(classroom.unit_of_work, speech)(ADA, 1)
    assert [each.sound for each in lesson.exercises] == [
        Sound(available=False, reason="told to fail", text=SECRET),
        Sound(available=False, reason="told to fail", text="Merci"),
        None,
    ]


def test_an_exercise_is_said_in_the_language_of_its_path(classroom: Classroom, speech: Listened):
    hear = HearExercise(classroom.unit_of_work, speech)
    assert hear(ADA, 1) == speech.silence.say(SECRET, "pt-BR")
    hear(ADA, 2)
    assert speech.said == [(SECRET, "pt-BR"), ("Merci", "pt-BR")]


@pytest.mark.parametrize(("number", "reason"), [(3, "nothing to hear"), (99, "no exercise 99")])
def test_an_exercise_without_sound_is_not_heard(
    classroom: Classroom, speech: Listened, number: int, reason: str
):
    with pytest.raises(NotFoundError, match=reason):
        HearExercise(classroom.unit_of_work, speech)(ADA, number)
    assert speech.said == []


def test_a_dialogue_is_heard_line_by_line(classroom: Classroom, speech: Listened):
    hear = HearLine(classroom.unit_of_work, speech)
    hear(ADA, 1, 1)
    assert speech.said == [("Ça va ?", "pt-BR")]
    for lesson_id, number in ((1, 0), (1, 2), (1, -1), (9, 1)):
        with pytest.raises(NotFoundError, match=r"line|lesson 9"):
            hear(ADA, lesson_id, number)


@pytest.mark.parametrize(
    "term", ["l'ami", "l’ami", " l'ami ", "l'amie", "les amis", "C'est un ami."]
)
def test_what_the_lexicon_holds_is_heard(classroom: Classroom, speech: Listened, term: str):
    hear_term(classroom, speech)(ADA, 1, term)
    assert speech.said == [(term, "pt-BR")]


@pytest.mark.parametrize(
    "term", ["ami", "L'AMI", "l'ami.", SECRET, "good evening", "Read me this page.", ""]
)
def test_nobody_has_other_texts_said(classroom: Classroom, speech: Listened, term: str):
    with pytest.raises(NotFoundError, match="does not teach"):
        hear_term(classroom, speech)(ADA, 1, term)
    with pytest.raises(NotFoundError, match="no learning path 2"):
        hear_term(classroom, speech)(ADA, 2, "l'ami")
    assert speech.said == []


def test_a_new_edition_is_heard_at_once(classroom: Classroom, speech: Listened):
    hear = hear_term(classroom, speech)
    hear(ADA, 1, "l'ami")
    new = samples.unit("one", LESSON, vocabulary=(samples.word("adeus"),))
    classroom.publish(samples.path("portuguese", new, target_language="pt-BR"))
    hear(ADA, 1, "adeus")
    with pytest.raises(NotFoundError):
        hear(ADA, 1, "l'ami")


def test_a_course_s_texts_are_told_once_each_in_the_order_they_are_met():
    typeset = samples.word("L’ami", example="Merci")
    again = samples.unit("two", samples.lesson("two", EXERCISES[1]), vocabulary=(typeset,))
    course = evolve(COURSE, units=(*COURSE.units, again))
    assert spoken_texts(course) == (
        *("l'ami", "C'est un ami.", "Ça va ?", SECRET, "Merci"),
        "L’ami",
    )
