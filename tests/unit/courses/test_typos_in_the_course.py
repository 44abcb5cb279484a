"""A slip of the keyboard that makes another word of the course is no slip."""

import string
from collections.abc import Iterator
from typing import get_args

import pytest

from parlons.domain.exercises.exercise import Exercise
from parlons.domain.exercises.lexicon import CourseWords, Lexicon
from parlons.domain.exercises.text_comparison import compare
from parlons.domain.exercises.verdict import Verdict
from parlons.domain.learning.course_words import course_words

LETTERS = string.ascii_lowercase


@pytest.fixture(scope="module")
def words(path) -> CourseWords:
    entries = [entry for unit in path.units for entry in unit.vocabulary]
    exercises = [
        each for unit in path.units for lesson in unit.lessons for each in lesson.exercises
    ]
    assert all(isinstance(each, get_args(Exercise)) for each in exercises)
    return course_words(entries, exercises, taught="fr", source="en")


def neighbours(word: str) -> Iterator[str]:
    """Every text that is one insertion, deletion, replacement or swap away."""
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        yield from (head + letter + tail for letter in LETTERS)
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in LETTERS if letter != tail[0])
        if len(tail) > 1 and tail[0] != tail[1]:
            yield head + tail[1] + tail[0] + tail[2:]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_neighbour_that_is_another_word_is_accepted(words: CourseWords, language: str):
    lexicon = words.in_language(language)
    pairs = {
        (word, other)
        for word in lexicon.entries
        if word.isalpha()
        for other in neighbours(word)
        if other in lexicon.entries and other != word
    }
    assert len(pairs) > 500
    accepted = [pair for pair in pairs if is_accepted(*pair, lexicon)]
    print(f"{language}: {len(pairs)} pairs of words one edit apart, {len(accepted)} accepted")
    assert not accepted


def test_a_neighbour_that_is_no_word_is_accepted_where_the_word_is_long(words: CourseWords):
    lexicon = words.taught
    long = [word for word in lexicon.entries if word.isalpha() and len(word) >= 5]
    slips = [(word, f"{word[1]}{word[0]}{word[2:]}") for word in long if word[0] != word[1]]
    unknown = [(word, slip) for word, slip in slips if not lexicon.knows(slip)]
    assert len(unknown) > 500
    assert all(compare(slip, [word], lexicon=lexicon).verdict == "typo" for word, slip in unknown)


def is_accepted(word: str, other: str, lexicon: Lexicon) -> bool:
    """Say whether `other` is taken for the key `word`, alone or within a sentence.

    Words that differ by their accents alone are told apart by the verdict `accent`.
    """
    alone = compare(other, [word], lexicon=lexicon)
    within = compare(f"bonjour {other} merci", [f"Bonjour, {word}, merci."], lexicon=lexicon)
    assert Verdict.TYPO not in (alone.verdict, within.verdict)
    return alone.accepted or within.accepted
