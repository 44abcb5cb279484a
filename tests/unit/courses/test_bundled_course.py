"""Every exercise of the bundled course does what it says."""

from collections import Counter

import pytest
from tests.support.answers import right_answers, wrong_answers

from parlons.domain.exercises.matching import Matching
from parlons.domain.exercises.multiple_choice import MultipleChoice
from parlons.domain.exercises.ordering import Ordering

KINDS = {
    "multiple_choice",
    *("fill_in_blank", "matching", "ordering", "translation", "speaking", "flashcard"),
}


@pytest.fixture(scope="session")
def exercises(path):
    """Every exercise by its place in the course."""
    return {
        f"{lesson.slug}/{exercise.slug}": exercise
        for unit in path.units
        for lesson in unit.lessons
        for exercise in lesson.exercises
    }


def test_every_model_answer_and_every_variant_is_accepted(exercises):
    assert not [
        (place, answer)
        for place, exercise in exercises.items()
        for answer in right_answers(exercise)
        if not exercise.grade(answer).accepted
    ]


def test_the_model_answer_is_exact(exercises):
    for exercise in exercises.values():
        assert exercise.grade(next(right_answers(exercise))).verdict == "exact"


def test_every_distractor_is_rejected(exercises):
    assert not [
        (place, answer)
        for place, exercise in exercises.items()
        for answer in wrong_answers(exercise)
        if exercise.grade(answer).accepted
    ]


def test_every_exercise_invites_a_mistake(exercises):
    assert all(any(wrong_answers(exercise)) for exercise in exercises.values())


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


def test_every_unit_has_its_measure_of_words_lessons_and_exercises(path):
    for unit in path.units:
        assert unit.grammar_note
        assert len(unit.vocabulary) >= 20
        assert len(unit.lessons) >= 4
        assert all(len(lesson.exercises) >= 8 for lesson in unit.lessons)


def test_every_lesson_has_seven_kinds_of_exercise(path):
    for unit in path.units:
        for lesson in unit.lessons:
            assert {exercise.TYPE for exercise in lesson.exercises} == KINDS
