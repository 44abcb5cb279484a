"""A learner is told what was right, and what it should have been."""

import pytest

from parlons.domain.exercises.fill_in_blank import FillInBlank, FillInBlankAnswer
from parlons.domain.exercises.keyboard_layout import is_same_keys
from parlons.domain.exercises.lexicon import CourseWords, Lexicon
from parlons.domain.exercises.translation import Translation, TranslationAnswer
from parlons.domain.exercises.verdict import Verdict

KEY = "Elle est infirmière."
NURSE = frozenset({1})
WORDS = CourseWords(
    taught=Lexicon("fr", {"infirmier": NURSE, "infirmiere": NURSE}), source=Lexicon("en", {})
)


def told(text: str, *accept: Verdict) -> str:
    policy = {"accept": accept} if accept else {}
    exercise = Translation(slug="a", prompt="?", text="x", into="fr", keys=(KEY,), **policy)
    return exercise.grade(TranslationAnswer(text), WORDS).feedback


@pytest.mark.parametrize(
    ("text", "feedback"),
    [
        (KEY, "Right."),
        ("Elle est infirmière", "Right. Mind the punctuation: “infirmière.”, not “infirmière”."),
        ("elle est infirmiere", "Right. Mind the accents: “infirmière”, not “infirmiere”."),
        ("elle est infirmière.", "Right. Mind the capital letters: “Elle”, not “elle”."),
        ("Elle est infirmiere.", "Right. Mind the accents: “infirmière”, not “infirmiere”."),
        (
            "Elle est infirmèire.",
            "Right, but for a slip of the keyboard: “infirmière”, not “infirmèire”.",
        ),
        (
            "Elle est infirmier.",
            "Nearly: the right words, but a form does not agree: “infirmière”, not “infirmier”.",
        ),
        ("Il dort.", f"Not this time. Expected: {KEY}"),
    ],
)
def test_the_verdict_is_put_into_words(text: str, feedback: str):
    assert told(text) == feedback


def test_a_policy_turns_right_into_nearly():
    assert told("Elle est infirmiere.", Verdict.EXACT).startswith("Nearly: here the accents count")
    every = tuple(verdict for verdict in Verdict if verdict is not Verdict.WRONG)
    assert told("Elle est infirmier.", *every).startswith("Right, but the forms do not agree")


def test_of_several_parts_the_worst_is_told_after_the_count():
    exercise = FillInBlank(slug="a", prompt="?", text="___ ___", keys=(("je",), ("suis",)))
    grade = exercise.grade(FillInBlankAnswer(("je", "es")))
    assert grade.feedback == "1 of 2 right. Not this time. Expected: suis"


@pytest.mark.parametrize(
    ("given", "meant"),
    [("ищтощгк", "bonjour"), ("qu revoir", "au revoir"), ("oierre", "pierre"), (";erci", "merci")],
)
def test_another_keyboard_layout_is_recognised(given: str, meant: str):
    assert is_same_keys(given, meant) == (given != "oierre")


def test_what_was_typed_as_it_is_wanted_is_no_other_layout():
    assert not is_same_keys("bonjour", "bonjour")


def test_who_has_another_layout_is_told_so():
    exercise = Translation(slug="a", prompt="?", text="x", into="fr", keys=("Bonjour !",))
    assert exercise.grade(TranslationAnswer("ищтощгк")).feedback == (
        "It looks as if your keyboard had another layout. Expected: Bonjour !"
    )
