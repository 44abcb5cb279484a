import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlons.domain.tutoring.completion import (
    ChatMessage,
    ChatRole,
    CompletionRequest,
)
from parlons.domain.tutoring.question import TutorQuestion, normalised_question
from parlons.domain.tutoring.usage import ModelCall, ModelPrice, TokenUsage, estimated_usage


@pytest.mark.parametrize(
    "same",
    [
        'How do you say "good evening" in French?',
        "  how do you  say “good evening” in French ??",
        "How do\u00a0you say «good evening» in French",
    ],
)
def test_the_first_capital_blanks_quotes_and_edge_marks_tell_no_questions_apart(same: str):
    assert normalised_question(same) == 'how do you say "good evening" in French'


def test_an_accent_may_be_composed_or_not():
    assert normalised_question("o\u0300u\u0300") == normalised_question("òù")


@pytest.mark.parametrize(
    ("one", "another"),
    [
        ("tu or vous", "vous or tu"),
        ("ou", "où"),
        ("what is «de»", "what is «des»"),
        ("When is it Sie?", "When is it sie?"),
        ("What does Polish mean?", "What does polish mean?"),
        ("How do I read 2²?", "How do I read 22?"),
        ("Is it ½ or 1⁄2?", "Is it 1/2 or 1⁄2?"),
    ],
)
def test_words_their_order_accents_and_capitals_tell_questions_apart(one: str, another: str):
    assert normalised_question(one) != normalised_question(another)


@given(st.text(max_size=80))
def test_normalising_twice_changes_nothing(text: str):
    once = normalised_question(text)
    assert normalised_question(once) == once


@pytest.mark.parametrize("text", ["", "  \n\t ", "x" * 2001, "nul \x00 byte"])
def test_what_is_no_question_is_refused(text: str):
    with pytest.raises(ValueError, match="text"):
        TutorQuestion(text=text)


def test_cost_is_rounded_up_to_whole_microdollars():
    price = ModelPrice(input=250_000, cached_input=25_000, output=2_000_000)
    assert price.cost(TokenUsage(input_tokens=1)) == 1
    usage = TokenUsage(input_tokens=1000, cached_tokens=400, output_tokens=10)
    assert price.cost(usage) == 150 + 10 + 20
    assert price.cost(TokenUsage()) == 0


def test_more_cached_tokens_than_input_never_lower_the_cost_below_the_cached_part():
    price = ModelPrice(input=1_000_000, cached_input=0)
    assert price.cost(TokenUsage(input_tokens=1, cached_tokens=5)) == 0


def test_an_estimate_counts_four_characters_a_token_and_says_so():
    usage = estimated_usage("x" * 9, "y")
    assert (usage.input_tokens, usage.output_tokens, usage.estimated) == (3, 1, True)


def test_a_call_that_nobody_counted_carried_the_whole_chat():
    said = (ChatMessage(ChatRole.SYSTEM, "x" * 8), ChatMessage(ChatRole.USER, "y" * 4))
    request = CompletionRequest(messages=said, path_id=1)
    usage = TokenUsage(input_tokens=3, output_tokens=2, estimated=True)
    assert request.estimated_call("m", "z" * 5) == ModelCall(model="m", usage=usage)
