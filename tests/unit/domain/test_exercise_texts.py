"""The texts of an exercise that are in the language taught."""

import pytest
from tests.support.course_parts import choose, course, say, translate, unit, word, words

from parlons.domain.exercises.fill_in_blank import FillInBlank
from parlons.domain.exercises.flashcard import Flashcard
from parlons.domain.exercises.listening import Listening
from parlons.domain.exercises.matching import Matching, Pair
from parlons.domain.exercises.ordering import Ordering
from parlons.domain.learning.course_reading import CourseReading
from parlons.domain.learning.exercise_texts import ExerciseTexts

FRENCH, ENGLISH = "Je vois un chat.", "I see a cat."
PAIRS = Pair(FRENCH, ENGLISH), Pair("un chat", "a cat")


@pytest.fixture
def texts() -> ExerciseTexts:
    vocabulary = (*words("je vois un"), word("chat", "cat"))
    return CourseReading.of(course(unit("one", vocabulary, translate(FRENCH, ENGLISH)))).texts


@pytest.mark.parametrize(
    ("exercise", "sentence"),
    [
        (say("a", FRENCH), FRENCH),
        (Listening(slug="l", prompt="Listen.", transcript="Oui."), "Oui."),
        (translate(FRENCH, ENGLISH), FRENCH),
        (translate(ENGLISH, "[Moi, ]je vois un chat.", FRENCH, into="fr"), "Moi, je vois un chat."),
        (
            FillInBlank(slug="f", prompt="Fill.", text="Je ___ un chat.", keys=(("vois", "ai"),)),
            "Je vois un chat.",
        ),
        (Ordering(slug="o", prompt="Order.", orders=(("un", "chat"),), extra=("le",)), "un chat"),
        (choose(FRENCH, ENGLISH), FRENCH),
        (choose(ENGLISH, FRENCH), None),
        (choose("un chat", "chat un"), None),
        (Flashcard(slug="c", prompt="Turn.", front=ENGLISH, back=FRENCH), FRENCH),
        (Flashcard(slug="c", prompt="Turn.", front=FRENCH, back=ENGLISH), FRENCH),
        (Flashcard(slug="c", prompt="Turn.", front=ENGLISH, back="un chat"), None),
        (Matching(slug="m", prompt="Match.", pairs=PAIRS), None),
    ],
)
def test_an_exercise_is_about_one_sentence_in_the_language_taught(texts, exercise, sentence):
    assert texts.model_sentence(exercise) == sentence


def test_a_text_is_in_the_language_that_has_more_of_its_words(texts):
    assert texts.is_taught("Le chat !")
    assert not texts.is_taught("The cat!")
    assert not texts.is_taught("Ja, ja.")


def test_what_is_shown_in_the_other_language_is_left_out(texts):
    choice = choose("un chat", "a cat", "chat un", prompt='What is « je vois »? Not "I see".')
    assert list(texts.right(choice)) == ["un chat"]
    assert list(texts.shown(choice)) == ["un chat", "chat un", "un chat", " je vois "]
    assert list(texts.right(Matching(slug="m", prompt="Match.", pairs=PAIRS))) == [
        *(FRENCH, "un chat"),
    ]
