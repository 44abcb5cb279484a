"""Words that learners meet before they are taught, or without ever being taught."""

import pytest
from tests.support.course_parts import course, say, translate, unit, word, words

from parlons.domain.proofreading.teaching_order import words_never_taught, words_taught_later

PRONOUNS = words("je tu il", "pronoun")
PARLER = word(
    "parler",
    part="verb",
    forms={"present": ("je parle", "tu parles"), "past_participle": ("parlé",)},
)
GRAND = word("grand", part="adjective", forms={"feminine": ("grande",), "plural": ("grands",)})
FIRST = "/units/0/lessons/0/exercises/0"


def test_a_word_that_a_later_unit_teaches_is_told_with_that_unit(remarks):
    path = course(unit("one", PRONOUNS, say("a", "Tu parles.")), unit("two", [PARLER]))
    assert remarks(words_taught_later, path) == [
        (FIRST, "'parles' is taught later, in two (parler): Tu parles."),
    ]
    assert not remarks(words_never_taught, path)


def test_a_word_of_the_same_or_an_earlier_unit_is_in_order(remarks):
    path = course(
        unit("one", [*PRONOUNS, PARLER], say("a", "Je parle.")),
        unit("two", (), say("b", "Parle !")),
    )
    assert not remarks(words_taught_later, path)
    assert not remarks(words_never_taught, path)


def test_dialogues_and_examples_are_read_as_well(remarks):
    example = word("tu", part="pronoun", example="Tu parles ?")
    path = course(unit("one", [example], dialogue=["Tu parles !"]), unit("two", [PARLER]))
    pointers = [pointer for pointer, _ in remarks(words_taught_later, path)]
    assert pointers == ["/units/0/vocabulary/0/example", "/units/0/lessons/0/dialogue/0/text"]


def test_a_word_that_no_unit_teaches_is_told_once(remarks):
    exercises = [say(slug, text) for slug, text in (("a", "Tu dors."), ("b", "Tu dors ?"))]
    assert remarks(words_never_taught, course(unit("one", PRONOUNS, *exercises))) == [
        (FIRST, "'dors' is taught nowhere and met in 1 more sentences: Tu dors."),
    ]


def test_only_the_model_answer_must_be_understood(remarks):
    exercise = translate("You talk.", "Tu parles.", "Tu causes.", into="fr")
    path = course(unit("one", [*PRONOUNS, PARLER], exercise))
    assert not remarks(words_never_taught, path)


@pytest.mark.parametrize(
    "text",
    [
        "Il parle, Zoé.",  # a capital within a sentence
        "Zoé parle.",  # never without one
        "Zoé ! Tu parles, Zoé ?",
        "Je parle 2 h30.",
    ],
)
def test_names_and_digits_are_understood(remarks, text):
    assert not remarks(words_never_taught, course(unit("one", [*PRONOUNS, PARLER], say("a", text))))


def test_a_capital_at_the_start_of_a_sentence_makes_no_name(remarks):
    exercises = say("a", "Dors !"), say("b", "Tu dors.")
    found = remarks(words_never_taught, course(unit("one", PRONOUNS, *exercises)))
    assert [message for _, message in found] == [
        "'dors' is taught nowhere and met in 1 more sentences: Dors !",
    ]


def test_a_name_that_a_later_unit_teaches_is_understood(remarks):
    later = word("Paris", part="proper_noun"), word("rose")
    path = course(
        unit("one", [*PRONOUNS, PARLER], say("a", "Tu parles, Rose ? — À Paris.")),
        unit("two", [*later, word("à", part="preposition")], say("b", "la rose")),
    )
    assert [message[:3] for _, message in remarks(words_taught_later, path)] == ["'à'"]


def test_what_is_a_name_within_a_sentence_is_one_at_the_start(remarks):
    path = course(
        unit("one", [*PRONOUNS, PARLER], say("a", "Rose, tu parles ? — Tu parles, Rose ?")),
        unit("two", words("rose")),
    )
    assert not remarks(words_taught_later, path)


def test_a_noun_that_is_always_written_with_a_capital_is_no_name(remarks):
    path = course(
        unit("eins", words("das ist", "verb"), say("a", "Das ist Brot.")),
        unit("zwei", [word("Brot", "bread")]),
        teaches="de",
    )
    assert len(remarks(words_taught_later, path)) == 1


def test_a_cognate_is_understood(remarks):
    exercises = say("a", "Tu parles, animal ?"), translate("An animal !", "An animal!")
    assert not remarks(words_never_taught, course(unit("one", [*PRONOUNS, PARLER], *exercises)))


@pytest.mark.parametrize(
    "text", ["J'ai parlé.", "Qu'il parle !", "Parle-t-il ?", "Il a été parlée."]
)
def test_elision_links_and_agreement_are_understood(remarks, text):
    vocabulary = [*PRONOUNS, PARLER, GRAND, *words("ai a été que", "verb")]
    assert not remarks(words_never_taught, course(unit("one", vocabulary, say("a", text))))


def test_an_accent_makes_another_word(remarks):
    path = course(unit("one", words("ou tu parles"), say("a", "Tu parles où ?")))
    assert [message[:4] for _, message in remarks(words_never_taught, path)] == ["'où'"]


def test_the_subject_of_a_tense_is_not_taught_by_it(remarks):
    path = course(unit("one", [PARLER], say("a", "Parle, tu parles !")))
    assert [message[:4] for _, message in remarks(words_never_taught, path)] == ["'tu'"]
