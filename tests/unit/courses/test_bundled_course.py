"""Every exercise of the bundled course does what it says."""

from collections import Counter
from typing import get_args

import pytest
from tests.support.answers import right_answers, wrong_answers

from parlons.domain.exercises.exercise import Exercise
from parlons.domain.exercises.matching import Matching
from parlons.domain.exercises.multiple_choice import MultipleChoice
from parlons.domain.exercises.ordering import Ordering
from parlons.domain.exercises.writing import canonical
from parlons.domain.learning.course_words import course_words

KINDS = {kind.TYPE for kind in get_args(Exercise)}
MIN_KINDS_OF_A_LESSON = 6


@pytest.fixture(scope="session")
def exercises(path):
    """Every exercise by its place in the course."""
    return {
        f"{lesson.slug}/{exercise.slug}": exercise
        for unit in path.units
        for lesson in unit.lessons
        for exercise in lesson.exercises
    }


@pytest.fixture(scope="session")
def words(path, exercises):
    entries = [entry for unit in path.units for entry in unit.vocabulary]
    return course_words(entries, exercises.values(), taught="fr", source="en")


def test_every_key_and_every_variant_is_exact(exercises, words):
    assert not [
        (place, answer)
        for place, exercise in exercises.items()
        for answer in right_answers(exercise)
        if exercise.grade(answer, words).verdict != "exact"
    ]


def test_every_distractor_is_rejected(exercises, words):
    assert not [
        (place, answer)
        for place, exercise in exercises.items()
        for answer in wrong_answers(exercise)
        if exercise.grade(answer, words).accepted
    ]


def test_every_exercise_invites_a_mistake(exercises):
    assert all(any(wrong_answers(exercise)) for exercise in exercises.values())


def test_no_distractor_is_right_too(exercises):
    """A choice that differs from the right one by marks, case or accents only would be unfair."""
    assert not [
        (place, option)
        for place, exercise in exercises.items()
        if isinstance(exercise, MultipleChoice)
        for option in exercise.options
        if option != exercise.correct and canonical(option) == canonical(exercise.correct)
    ]


def test_a_right_option_or_order_can_be_made_in_one_way(exercises):
    """A distractor of an ordering exercise must not make another sentence that is a key."""
    for exercise in exercises.values():
        if isinstance(exercise, Ordering):
            assert not set(exercise.extra) & set(exercise.orders[0])


def test_learners_never_see_the_answer_in_order(exercises):
    for exercise in exercises.values():
        if isinstance(exercise, Ordering):
            assert exercise.tokens not in exercise.orders
        if isinstance(exercise, Matching):
            assert exercise.right != tuple(pair.right for pair in exercise.pairs)


def test_the_right_option_has_no_favourite_place(exercises):
    choices = [each for each in exercises.values() if isinstance(each, MultipleChoice)]
    places = Counter(choice.options.index(choice.correct) for choice in choices)
    assert max(places.values()) <= len(choices) / 2


def test_every_answer_is_explained(exercises):
    silent = (each for each in exercises.values() if each.explanation is None)
    assert {each.TYPE for each in silent} <= {"flashcard"}


def test_the_course_has_its_measure(path, exercises):
    lessons = [lesson for unit in path.units for lesson in unit.lessons]
    assert len(path.units) >= 12
    assert len(lessons) >= 60
    assert len(exercises) >= 600
    assert sum(len(unit.vocabulary) for unit in path.units) >= 700
    assert {exercise.TYPE for exercise in exercises.values()} == KINDS


def test_every_unit_is_complete(path):
    for unit in path.units:
        assert unit.grammar_note
        assert unit.culture_note
        assert any(lesson.dialogue for lesson in unit.lessons), unit.slug
        of_unit = [exercise for lesson in unit.lessons for exercise in lesson.exercises]
        assert {exercise.TYPE for exercise in of_unit} == KINDS, unit.slug


def test_every_lesson_varies_its_exercises(path):
    for unit in path.units:
        for lesson in unit.lessons:
            assert lesson.introduction, lesson.slug
            kinds = {exercise.TYPE for exercise in lesson.exercises}
            assert len(kinds) >= MIN_KINDS_OF_A_LESSON, lesson.slug
