"""Reading a number as a whole, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.tutored_course import asked, tutor

from parlons.adapters.llm.lexicon_tutor.reading.numbers import number_in

TUTOR = tutor()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("1,000", 1000),
        ("zero", 0),
        ("forty-two", 42),
        ("hundred", 100),
        ("a hundred and one", 101),
        ("twelve hundred", 1200),
        ("two thousand one", 2001),
        ("a thousand and one", 1001),
        ("two hundred and five thousand three hundred forty-two", 205_342),
        ("the number seven", 7),
    ],
)
def test_a_number_is_read_to_its_end(text: str, number: int):
    assert number_in(text) == number


@pytest.mark.parametrize(
    "text",
    [
        *("hundred hundred", "thousand thousand", "twenty eleven", "two two", "zero hundred"),
        *("-5", "2+2", "2 + 2", "3.5", "10%", "a", "a five", "and five", "five hundred and", ""),
        *("a hundred a", "five and six", "one two hundred"),
    ],
)
def test_what_is_not_one_number_is_none(text: str):
    assert number_in(text) is None


@given(
    st.lists(
        st.sampled_from(["a", "and", "one", "ten", "twenty", "hundred", "thousand", "of"]),
        max_size=6,
    )
)
def test_any_words_are_read_or_not(words: list[str]):
    number = number_in(" ".join(words))
    assert number is None or 0 < number < 1_000_000


@pytest.mark.parametrize(
    "question",
    [
        *("How do you say -5?", "How do you say −2", "what is 2+2", "2 + 2", "10% in French"),
        *("what is $2", "2 2", "hundred hundred", "How do you say 2.7 in French?"),
        *(
            "what is vingt un",
            "What does vingt un mean in English?",
            "two hundred one",
            "vingt dix",
        ),
        *("How do you say hundred two hundred in French?",),
    ],
)
def test_no_part_of_a_number_or_a_sum_is_answered(question: str):
    reply = asked(TUTOR, question)
    assert not reply.answered
    assert reply.references == ()


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How is 62 written?", "**soixante-deux**"),
        ("Which number is soixante et onze in English?", "is 71"),
        ("one hundred seventy-one", "171 is **cent soixante et onze**"),
    ],
)
def test_a_whole_number_is_answered(question: str, told: str):
    assert told in asked(TUTOR, question).text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("unit 99", "The course has no unit 99; it has 2."),
        ("Unit 11?", "The course has no unit 11; it has 2."),
        ("unit ninety-nine", "The course has no unit 99; it has 2."),
        ("what is in unit 60", "The course has no unit 60; it has 2."),
        ("unité 11", "Le cours n'a pas d'unité 11 ; il en a 2."),
        ("lesson 11", "I don't know"),
        ("unit -2", "I don't know"),
    ],
)
def test_the_number_of_a_unit_is_no_word(question: str, told: str):
    reply = asked(TUTOR, question)
    assert told in reply.text
    assert not reply.answered
