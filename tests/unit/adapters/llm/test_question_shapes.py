import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlons.adapters.llm.lexicon_tutor.question_shapes import read_questions
from parlons.adapters.llm.lexicon_tutor.word_question import Direction, WordQuestion

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
    "what does the French word bonsoir mean": ("bonsoir", MEANING_FIRST),
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
    "I stumbled over 'bonsoir' in lesson 1": ("bonsoir", EITHER_WAY),
    "How do you say bonjour in Spanish?": ("bonjour", ()),
}


@pytest.mark.parametrize(("text", "wanted"), ASKED.items(), ids=ASKED)
def test_the_first_reading_of_a_question(text: str, wanted: tuple):
    first = next(read_questions(text))
    assert (first.phrase, first.directions("en", "fr")) == wanted


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("How do you say bread in French, please?", "bread"),
        ("How do you say please in French, please?", "please"),
        ("How do you say please?", "please"),
        ("Comment dit-on bread s'il vous plait ?", "bread"),
        ("How are you?", "How are you"),
        ("What's your name?", "What's your name"),
        ("the word for something made in France", "something made in France"),
    ],
)
def test_a_reading_may_be_a_later_one(text: str, phrase: str):
    assert phrase in [question.phrase for question in read_questions(text)]


def test_what_is_no_language_stays_in_the_phrase():
    assert {question.phrase for question in read_questions("how do you say made in Klingon")} == {
        "made in Klingon",
        "how do you say made in Klingon",
    }


def test_the_bare_text_comes_last():
    *_, last = read_questions("What does bonsoir mean?")
    assert last == WordQuestion(phrase="What does bonsoir mean")


@pytest.mark.parametrize("text", ["x" * 501, "how do you say " * 5_000])
def test_what_is_too_long_asks_for_no_word(text: str):
    assert list(read_questions(text)) == []


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str):
    assert list(read_questions(text))


@pytest.mark.parametrize(
    "piece", ["what ", "how say ", "a in ", "' ", '" ', "for ", "word of ", "is ", "veut dire "]
)
def test_a_text_made_to_be_slow_is_not(piece: str):
    started = time.process_time()
    list(read_questions((piece * 500)[:500]))
    assert time.process_time() - started < 0.2
