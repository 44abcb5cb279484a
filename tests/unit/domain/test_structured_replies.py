import pytest
from attrs import evolve

from parlons.domain.exercises.fill_in_blank import FillInBlank
from parlons.domain.exercises.multiple_choice import MultipleChoice
from parlons.domain.exercises.translation import Translation, TranslationAnswer
from parlons.domain.tutoring.structured.answer_opinion import AnswerOpinion
from parlons.domain.tutoring.structured.conversation_summary import ConversationSummary
from parlons.domain.tutoring.structured.exercise_suggestions import ExerciseSuggestions
from parlons.domain.tutoring.structured.mistake_explanation import (
    ExampleSentence,
    MistakeExplanation,
)
from parlons.domain.tutoring.structured.words_in_level import is_in_level

CAT = Translation(slug="cat", prompt="Translate.", text="the cat", into="fr", keys=("le chat",))
CHOICE = MultipleChoice(slug="choice", prompt="Which?", options=("le", "la"), correct="le")
BLANK = FillInBlank(slug="blank", prompt="Fill in.", text="___ chat", keys=(("le",),))


def test_suggestions_hold_one_to_ten_exercises():
    assert ExerciseSuggestions(items=(CAT, CHOICE, BLANK)).items == (CAT, CHOICE, BLANK)
    many = tuple(evolve(CAT, slug=f"cat-{n}", text=f"cat {n}") for n in range(11))
    assert len(ExerciseSuggestions(items=many[:10]).items) == 10
    for items in ((), many):
        with pytest.raises(ValueError, match="items"):
            ExerciseSuggestions(items=items)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (CAT, CAT),
        (CAT, evolve(CAT, slug="other", prompt="Another prompt.", text=" The  CAT ")),
        (CAT, evolve(CAT, text="the dog")),  # under the same slug
        (CHOICE, evolve(CHOICE, slug="other", options=("la", "le"), correct="la")),
    ],
)
def test_no_two_suggestions_ask_the_same_or_share_a_slug(one, other):
    with pytest.raises(ValueError, match="twice"):
        ExerciseSuggestions(items=(one, other))


def test_choices_with_one_prompt_and_other_options_are_two_exercises():
    other = evolve(CHOICE, slug="other", options=("les", "des"), correct="les")
    assert len(ExerciseSuggestions(items=(CHOICE, other)).items) == 2


def test_an_explanation_has_three_different_examples_at_most():
    examples = tuple(ExampleSentence(text=f"t{n}", translation="x") for n in range(4))
    texts = {"summary": "S.", "rule": "R.", "corrected": "C."}
    assert MistakeExplanation(**texts, examples=examples[:3]).examples == examples[:3]
    for wrong in (examples, examples[:1] * 2):
        with pytest.raises(ValueError, match="examples"):
            MistakeExplanation(**texts, examples=wrong)


@pytest.mark.parametrize("confidence", [-0.1, 1.1, float("nan"), float("inf")])
def test_confidence_lies_between_zero_and_one(confidence):
    with pytest.raises(ValueError, match="confidence"):
        AnswerOpinion(accepted=True, comment="Right.", confidence=confidence)


def test_an_opinion_never_lowers_a_grade_but_may_raise_it():
    right, wrong = (CAT.grade(TranslationAnswer(text)) for text in ("le chat", "le chien"))
    against = AnswerOpinion(accepted=False, comment="Wrong!", confidence=1)
    pro = AnswerOpinion(accepted=True, comment="Fine.", confidence=0.4)
    raised = against.beside(right)
    assert (raised.accepted, raised.comment) == (True, right.feedback)
    assert against.beside(wrong) == against
    assert pro.beside(right) == pro.beside(wrong) == pro


def test_topics_are_named_once():
    with pytest.raises(ValueError, match="topics"):
        ConversationSummary(summary="S.", topics=("le", "le"))


@pytest.mark.parametrize(
    ("text", "share", "expected"),
    [
        ("Le chat dort.", 1.0, False),
        ("Le chat dort.", 2 / 3, True),
        ("Le CHAT, là !", 1.0, True),
        ("12 chats", 0.1, False),
        ("12 chat", 1.0, True),
        ("", 1.0, True),
        ("dort", 0.0, True),
    ],
)
def test_a_text_is_in_level_when_the_share_of_its_words_is_known(text, share, expected):
    assert is_in_level(text, {"le", "la", "chat"}, share) is expected
