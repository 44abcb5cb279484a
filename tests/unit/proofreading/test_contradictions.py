"""Exercises that say something else than the vocabulary of their course."""

import pytest
from tests.support.course_parts import choose, course, say, translate, unit, word

from parlons.domain.exercises.flashcard import Flashcard
from parlons.domain.exercises.matching import Matching, Pair
from parlons.domain.proofreading.contradictions import contradictions

LE = word("le", "the", part="determiner", forms={"feminine": ("la",), "plural": ("les",)})
MAISON = word("maison", "house", "home", gender="feminine", forms={"plural": ("maisons",)})
CHIEN = word("chien", "dog", gender="masculine")
CLE = word("clé", "key", gender="feminine", variants=("clef",))
FIRST = "/units/0/lessons/0/exercises/0"


def found(remarks, *exercises, vocabulary=(LE, MAISON, CHIEN, CLE), **others):
    path = course(unit("one", vocabulary, *exercises), **others)
    return remarks(contradictions, path)


def card(front: str, back: str) -> Flashcard:
    return Flashcard(slug="turn", prompt="Turn.", front=front, back=back)


def match(left: str, right: str) -> Matching:
    pairs = Pair(left, right), Pair("…", "?")
    return Matching(slug="match", prompt="Match.", pairs=pairs)


@pytest.mark.parametrize(
    "exercise",
    [
        say("a", "Voici le maison."),
        translate("This is a house.", "Voici la maison.", "C'est (un|une) maison.", into="fr"),
        choose("le maison", "les maison"),
    ],
    ids=lambda each: each.TYPE,
)
def test_an_article_of_the_other_gender_is_told(remarks, exercise):
    ((pointer, message),) = found(remarks, exercise)
    assert pointer == FIRST
    assert "maison', but maison is feminine: " in message


@pytest.mark.parametrize(
    "text",
    [
        "La maison et le chien.",
        "Le petit chien, la maison !",
        "L'un est là, une clé.",
        "Les maisons",
    ],
)
def test_the_right_article_is_in_order(remarks, text):
    assert not found(remarks, say("a", text))


def test_a_wrong_article_among_the_distractors_is_what_the_choice_is_about(remarks):
    assert not found(remarks, choose("la maison", "le maison"))


@pytest.mark.parametrize(
    "other",
    [
        word("chien", "mean", part="adjective"),
        word("chiens", part="verb", forms={"present": ("tu chien",)}),
    ],
)
def test_a_noun_that_is_another_word_as_well_is_left_out(remarks, other):
    vocabulary = LE, CHIEN, other
    assert not found(remarks, say("a", "La chien !"), vocabulary=vocabulary)


def test_a_noun_of_both_genders_is_left_out(remarks):
    both = word("élève", "pupil", gender="common")
    assert not found(remarks, say("a", "un élève, une élève"), vocabulary=[both])


def test_a_short_form_of_two_nouns_is_of_both_genders(remarks):
    vocabulary = [
        word("professeur", "teacher", gender="masculine", variants=("prof",)),
        word("professeure", "teacher", gender="feminine", variants=("prof",)),
    ]
    assert not found(remarks, say("a", "un prof, une prof"), vocabulary=vocabulary)


def test_articles_that_tell_more_than_the_gender_are_left_out(remarks):
    vocabulary = [word("Frau", "woman", gender="feminine")]
    assert not found(remarks, say("a", "der Frau"), vocabulary=vocabulary, teaches="de")


@pytest.mark.parametrize(
    "exercise",
    [
        translate("la maison", "the dog"),
        translate("the house", "le chien", into="fr"),
        translate("A dog!", "La (maison|clef) !", into="fr"),
        card("house", "le chien"),
        card("le chien", "the house"),
        match("la clé", "dog"),
    ],
)
def test_a_word_translated_as_another_is_told(remarks, exercise):
    ((pointer, message),) = found(remarks, exercise)
    assert pointer == FIRST
    assert ": the vocabulary has " in message


@pytest.mark.parametrize(
    "exercise",
    [
        translate("la maison", "the building", "[my] home"),
        translate("the house", "une petite maison", into="fr"),
        translate("house", "des maisons", into="fr"),
        translate("La maison est là.", "The dog is there."),  # no single term
        card("the keys", "les clefs"),
        card("le chien", "la maison"),  # both in the language taught
        match("la clé", "opens doors"),
    ],
)
def test_what_the_vocabulary_says_or_does_not_know_is_in_order(remarks, exercise):
    assert not found(remarks, exercise)


def test_a_form_of_a_verb_that_is_also_an_english_word_is_no_translation(remarks):
    vocabulary = [
        word("tu", "you", part="pronoun"),
        word("avoir", "to have", part="verb", forms={"present": ("tu as",)}),
        word("comme", "as", part="conjunction"),
    ]
    assert not found(remarks, match("tu", "as"), vocabulary=vocabulary)
    assert found(remarks, match("comme", "you"), vocabulary=vocabulary)


def test_marks_alone_mean_nothing(remarks):
    vocabulary = word("…", "(dots)", part="phrase"), word("!", "?", part="phrase")
    assert not found(remarks, translate("!", "no words"), card("?", "…"), vocabulary=vocabulary)


@pytest.mark.parametrize(
    ("correct", "distractor"), [("l'an", "l’an"), ("clé", "clef"), ("clef", "clé")]
)
def test_a_distractor_that_is_right_is_told(remarks, correct, distractor):
    assert found(remarks, choose(correct, "autre", distractor)) == [
        (FIRST, f"the option {distractor!r} is as right as {correct!r}"),
    ]


@pytest.mark.parametrize(
    ("correct", "distractor"), [("où", "ou"), ("français", "Français"), ("Ça va ?", "Ça va.")]
)
def test_accents_capitals_and_marks_may_be_what_a_choice_is_about(remarks, correct, distractor):
    assert not found(remarks, choose(correct, distractor))
