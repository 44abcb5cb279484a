"""Vocabulary that is taught and never practised."""

import pytest
from tests.support.course_parts import choose, course, say, translate, unit, word, words

from parlons.domain.exercises.fill_in_blank import FillInBlank
from parlons.domain.exercises.matching import Matching, Pair
from parlons.domain.exercises.ordering import Ordering
from parlons.domain.proofreading.vocabulary_use import unused_vocabulary

PAIN = word("pain", "bread", forms={"plural": ("pains",)}, example="Le pain est bon.")
USES = [
    say("a", "Des pains !"),
    choose("du pain", "du vin"),
    choose("du vin", "du pain"),
    choose("Yes.", "No.", prompt="Complete: « Le pain … bon »"),
    translate("Bread!", "Du vin !", "[Du] pain !", into="fr"),
    Matching(slug="m", prompt="Match.", pairs=(Pair("le pain", "bread"), Pair("le vin", "wine"))),
    Ordering(slug="o", prompt="Order.", orders=(("du", "pain"),), extra=("le",)),
    FillInBlank(slug="f", prompt="Fill.", text="du ___", keys=(("vin", "pain"),)),
]


@pytest.mark.parametrize("exercise", USES, ids=lambda each: each.TYPE)
def test_a_word_is_used_wherever_an_exercise_shows_it_or_takes_it(remarks, exercise):
    assert not remarks(unused_vocabulary, course(unit("one", [PAIN], exercise)))


def test_a_word_that_only_its_example_uses_is_unused(remarks):
    assert remarks(unused_vocabulary, course(unit("one", [PAIN]))) == [
        ("/units/0/vocabulary/0", "'pain' is used by no exercise and no dialogue"),
    ]


def test_a_word_is_used_by_a_dialogue_and_by_any_unit(remarks):
    path = course(unit("one", [PAIN]), unit("two", dialogue=["Encore du pain ?"]))
    assert not remarks(unused_vocabulary, path)


def test_an_english_word_in_a_prompt_is_no_use(remarks):
    path = course(unit("one", [word("table", "table")], choose("Yes.", "No.", prompt="A table?")))
    assert len(remarks(unused_vocabulary, path)) == 1


FAIRE = word("faire", part="verb", forms={"present": ("je fais", "tu fais")})
POSSESSIVES = (
    word("mon", part="determiner", forms={"feminine": ("ma",)}),
    word("son", part="determiner", forms={"feminine": ("sa",)}),
)
LEVER = word(
    "se lever", part="verb", forms={"present": ("je me lève",), "imperative": ("levez-vous",)}
)


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        (word("faire sa valise", part="phrase"), "Je fais ma valise."),
        (word("faire la lessive", part="phrase"), "Tu fais souvent la lessive ?"),
        (word("ne … pas", part="phrase"), "Je ne fais pas la lessive."),
        (LEVER, "Tu vas te lever ?"),
        (LEVER, "Levez la main !"),
        (LEVER, "Zoé se lève."),
        (word("s'il vous plaît", part="phrase"), "Oui, s’il vous plaît !"),
    ],
)
def test_a_phrase_is_used_inflected_and_with_words_between(remarks, entry, text):
    path = course(unit("one", [FAIRE, *POSSESSIVES, entry], say("a", text)))
    assert entry.term not in str(remarks(unused_vocabulary, path))


@pytest.mark.parametrize("text", ["La lessive, je la fais.", "Fais la vaisselle, puis la lessive."])
def test_a_phrase_is_not_used_by_its_words_in_another_order_or_far_apart(remarks, text):
    phrase = word("faire la lessive", part="phrase")
    found = remarks(unused_vocabulary, course(unit("one", [FAIRE, phrase], say("a", text))))
    assert [pointer for pointer, _ in found] == ["/units/0/vocabulary/1"]


def test_words_in_a_row_are_told_in_a_row(remarks):
    found = remarks(
        unused_vocabulary, course(unit("one", words("pain vin")), unit("two", words("or")))
    )
    assert [pointer for pointer, _ in found] == [
        *("/units/0/vocabulary/0", "/units/0/vocabulary/1", "/units/1/vocabulary/0"),
    ]
