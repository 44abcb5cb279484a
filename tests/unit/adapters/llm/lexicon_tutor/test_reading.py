import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import tutored_course

from parlons.adapters.llm.lexicon_tutor.reading.question import questions
from parlons.adapters.llm.lexicon_tutor.reading.word_question import (
    Direction,
    WordQuestion,
    wordings,
)
from parlons.adapters.llm.lexicon_tutor.shapes.words import readings_of

TUTOR = tutored_course.tutor()

INTO_TARGET, INTO_SOURCE = (Direction.INTO_TARGET,), (Direction.INTO_SOURCE,)
EITHER_WAY = (Direction.INTO_TARGET, Direction.INTO_SOURCE)
MEANING_FIRST = (Direction.INTO_SOURCE, Direction.INTO_TARGET)

ASKED = {
    "How do you say good evening in French?": ("good evening", INTO_TARGET),
    "How would I say good evening": ("good evening", EITHER_WAY),
    "Hello! Could you tell me how to say good evening in French?": ("good evening", INTO_TARGET),
    "what do you call bread in french": ("bread", INTO_TARGET),
    "How do you say in French: good evening": ("good evening", INTO_TARGET),
    "How is bread said in French?": ("bread", INTO_TARGET),
    "what is the French for bread?": ("bread", INTO_TARGET),
    "What's the French word for bread": ("bread", INTO_TARGET),
    "what is the word for bread in French": ("bread", INTO_TARGET),
    "translate good evening": ("good evening", EITHER_WAY),
    "Please translate “bonsoir” into English.": ("bonsoir", INTO_SOURCE),
    "translate bread from English to French": ("bread", INTO_TARGET),
    "Translate into French: bread": ("bread", INTO_TARGET),
    "Say good evening": ("good evening", EITHER_WAY),
    "What is bonsoir in English?": ("bonsoir", INTO_SOURCE),
    "what does bonsoir mean?": ("bonsoir", MEANING_FIRST),
    "What does “bonsoir” mean in English?": ("bonsoir", MEANING_FIRST),
    "what does the French word bonsoir mean": ("bonsoir", INTO_SOURCE),
    "I forgot what bonsoir means": ("bonsoir", MEANING_FIRST),
    "Bonsoir is what in English": ("Bonsoir", MEANING_FIRST),
    "What is the meaning of bonsoir": ("bonsoir", MEANING_FIRST),
    "Comment dit-on good evening ?": ("good evening", EITHER_WAY),
    "Comment dit-on « good evening » en français ?": ("good evening", INTO_TARGET),
    "Comment est-ce qu’on dit bread en francais": ("bread", INTO_TARGET),
    "traduis-moi bread": ("bread", EITHER_WAY),
    "traduction de bread en français": ("bread", INTO_TARGET),
    "Traduis bonsoir du français à l'anglais": ("bonsoir du français à l'anglais", EITHER_WAY),
    "Traduis bonsoir du français vers l'anglais": ("bonsoir", INTO_SOURCE),
    "Que veut dire bonsoir ?": ("bonsoir", MEANING_FIRST),
    "Que signifie le mot bonsoir ?": ("bonsoir", MEANING_FIRST),
    "bonsoir, ça veut dire quoi ?": ("bonsoir", MEANING_FIRST),
    "Ca veut dire quoi bonsoir ?": ("bonsoir", MEANING_FIRST),
    "c'est quoi l'addition ?": ("l'addition", MEANING_FIRST),
    "Qu'est-ce que c'est que l'addition ?": ("l'addition", MEANING_FIRST),
    "bonsoir?": ("bonsoir", EITHER_WAY),
    "good evening in French": ("good evening", INTO_TARGET),
    "Who sang « bonsoir »?": ('Who sang " bonsoir "', EITHER_WAY),
    "How do you say bonjour in Spanish?": ("bonjour", ()),
}


def first_reading(text: str) -> WordQuestion:
    return next(wordings(next(readings_of(next(questions(text)))).about))


@pytest.mark.parametrize(("text", "wanted"), ASKED.items(), ids=ASKED)
def test_the_first_reading_of_a_question(text: str, wanted: tuple):
    first = first_reading(text)
    assert (first.phrase, first.directions("en", "fr")) == wanted


def test_a_please_at_the_end_may_be_left_out():
    told = [question.text for question in questions("How do you say bread in French, please?")]
    assert told == ["How do you say bread in French, please", "How do you say bread in French"]


@pytest.mark.parametrize("text", ["x" * 501, "how do you say " * 5_000, "?!"])
def test_what_is_too_long_or_empty_is_no_question(text: str):
    assert list(questions(text)) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("How do you say « comment dit-on » in French?", "en"),
        ('Que veut dire "what is this" ?', "fr"),
        ("c'est vs il est", "en"),
        ("bonsoir", "en"),
    ],
)
def test_the_language_of_a_question_is_that_of_its_small_words(text: str, language: str):
    assert next(questions(text)).language == language


@given(st.text(max_size=200))
def test_any_text_gets_a_reply(text: str):
    assert tutored_course.asked(TUTOR, text).text


@pytest.mark.parametrize(
    "piece",
    [
        *("what ", "how say ", "a in ", "' ", '" ', "for ", "word of ", "is ", "veut dire "),
        *("et ", "or ", "unit ", "le ou la ", "plural ", "form of ", "au ", "when use "),
        *("comment on ", "1 ", "days "),
    ],
)
def test_a_text_made_to_be_slow_is_not(piece: str):
    started = time.process_time()
    tutored_course.asked(TUTOR, (piece * 500)[:500])
    assert time.process_time() - started < 1
