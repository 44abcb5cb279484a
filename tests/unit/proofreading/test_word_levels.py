"""Words beyond the level of a course."""

from tests.support.course_parts import course, say, unit, word

from parlons.domain.learning.cefr_level import CefrLevel
from parlons.domain.proofreading.word_levels import hard_sentences, words_above_level

HARD = word("néanmoins", part="adverb", level=CefrLevel.B2)
EASY = word("oui", part="adverb", level=CefrLevel.A2)
PLAIN = word("non", part="adverb")
SENTENCE = "Oui et néanmoins non."


def test_an_entry_above_the_level_of_the_course_is_told(remarks):
    path = course(unit("one", [PLAIN, EASY, HARD]), level="A2")
    assert remarks(words_above_level, path) == [
        ("/units/0/vocabulary/2", "'néanmoins' is B2, above the course's A2"),
    ]


def test_a_sentence_is_told_with_its_words_above_the_level(remarks):
    path = course(unit("one", [PLAIN, EASY, HARD], say("a", SENTENCE)))
    assert remarks(hard_sentences, path) == [
        (
            "/units/0/lessons/0/exercises/0",
            f"holds words above A1, oui (A2), néanmoins (B2): {SENTENCE}",
        ),
    ]


def test_a_word_is_as_easy_as_its_easiest_entry(remarks):
    easy = word("néanmoins", part="conjunction", level=CefrLevel.A1)
    path = course(unit("one", [PLAIN, HARD, easy], say("a", "Non, néanmoins !")))
    assert not remarks(hard_sentences, path)
