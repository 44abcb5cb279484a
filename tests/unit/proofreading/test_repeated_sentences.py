"""Sentences that are practised twice."""

import pytest
from tests.support.course_parts import choose, course, say, translate, unit, word

from parlons.domain.proofreading.repeated_sentences import repeated_sentences

SENTENCE = "Où est la gare ?"


@pytest.mark.parametrize(
    "again",
    [
        say("b", "ou est la gare"),
        translate("Where is the station?", SENTENCE, into="fr"),
        translate(SENTENCE, "Where is the station?"),
        choose("Où est la gare ?", "Gare est où la ?"),
    ],
    ids=lambda each: each.TYPE,
)
def test_the_second_exercise_is_told_with_the_name_of_the_first(remarks, again):
    path = course(unit("one", (), say("a", SENTENCE)), unit("two", (), again))
    ((pointer, message),) = remarks(repeated_sentences, path)
    assert pointer == "/units/1/lessons/0/exercises/0"
    assert message.startswith("the sentence of one/a again: ")


def test_another_right_answer_is_no_repetition(remarks):
    other = translate("Where is the station?", "La gare est où ?", SENTENCE, into="fr")
    assert not remarks(repeated_sentences, course(unit("one", (), say("a", SENTENCE), other)))


def test_a_word_or_two_may_return_and_so_may_examples(remarks):
    example = word("gare", example=SENTENCE)
    exercises = say("a", "Au revoir !"), say("b", "Au revoir."), say("c", SENTENCE)
    assert not remarks(repeated_sentences, course(unit("one", [example], *exercises)))
