import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlons.domain.tutoring.completion import (
    COURSE_MODEL,
    ChatMessage,
    ChatRole,
    CompletionRequest,
)
from parlons.domain.tutoring.question import TutorQuestion, normalised_question
from parlons.domain.tutoring.usage import ModelCall, ModelPrice, TokenUsage, estimated_usage


@pytest.mark.parametrize(
    "same",
    [
        "How do you say good evening in French?",
        "  how do you  say good evening in french ??",
        "HOW DO YOU SAY GOOD EVENING IN FRENCH",
    ],
)
def test_questions_that_differ_in_case_spaces_or_edge_marks_are_the_same(same: str):
    assert normalised_question(same) == "how do you say good evening in french"


def test_words_their_order_and_their_accents_tell_questions_apart():
    asked = ["tu or vous", "vous or tu", "ou", "où", "what is «de»", "what is «des»"]
    assert len({normalised_question(question) for question in asked}) == len(asked)


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


def test_the_course_s_own_tutor_takes_no_tokens():
    request = CompletionRequest(messages=(ChatMessage(ChatRole.USER, "y" * 4),), path_id=1)
    assert request.estimated_call(COURSE_MODEL, "z").usage == TokenUsage()
