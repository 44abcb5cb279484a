"""The units of the bundled course open when their learner is ready for them."""

from collections.abc import Iterator

import pytest

from parlons.domain.learning.course_reading import CourseReading
from parlons.domain.learning.prerequisites import UnitStanding
from parlons.domain.learning.text_words import words_in
from parlons.domain.learning.unit_role import UnitRole
from parlons.domain.learning.unlocking import UnitState, unlocking

COMPLETED = UnitStanding(started=True, completed=True, score=100)


@pytest.fixture(scope="session")
def reading(path) -> CourseReading:
    return CourseReading.of(path)


def open_units(path, standings) -> set[str]:
    graph = [unit.in_graph for unit in path.units]
    states = unlocking(graph, standings, unlocked=())
    return {slug for slug, each in states.items() if each.state is not UnitState.LOCKED}


def after_right_answers(path, right: int) -> set[str]:
    """Return what is open to a learner with so many right answers in the first unit."""
    first = path.units[0]
    score = 100 * right // sum(len(lesson.exercises) for lesson in first.lessons)
    return open_units(path, {first.slug: UnitStanding(started=True, score=score)})


def test_a_newcomer_finds_the_first_unit_open(path):
    assert open_units(path, {}) == {path.units[0].slug}


def test_any_lesson_of_the_first_unit_done_well_opens_the_second(path):
    first, second = path.units[:2]
    for lesson in first.lessons:
        assert second.slug in after_right_answers(path, len(lesson.exercises)), lesson.slug


def test_three_fifths_of_a_lesson_do_not_open_the_second_unit(path):
    first, second = path.units[:2]
    for lesson in first.lessons:
        assert second.slug not in after_right_answers(path, len(lesson.exercises) * 3 // 5)


def test_who_completes_what_is_open_gets_to_every_unit(path):
    standings: dict[str, UnitStanding] = {}
    while (found := open_units(path, standings)) > standings.keys():
        standings = dict.fromkeys(found, COMPLETED)
    assert standings.keys() == {unit.slug for unit in path.units}


def test_only_the_required_units_keep_others_waiting(path):
    waited_for = {
        slug for unit in path.units if unit.prerequisites for slug in unit.prerequisites.units()
    }
    required = {unit.slug for unit in path.units if unit.role is UnitRole.REQUIRED}
    assert waited_for <= required


def test_a_review_asks_for_words_of_the_units_that_it_waits_for(path, reading):
    places = {unit.slug: place for place, unit in enumerate(path.units)}
    reviews = [unit for unit in path.units if unit.role is UnitRole.REVIEW]
    assert reviews
    for unit in reviews:
        last = max(places[slug] for slug in unit.prerequisites.units())
        taught = [
            (sentence, word.text, teaching.unit)
            for sentence in sentences(unit, reading)
            for word in words_in(sentence)
            if (teaching := reading.taught.teaching(word))
        ]
        assert taught
        assert not [each for each in taught if each[2] > last], unit.slug


def sentences(unit, reading: CourseReading) -> Iterator[str]:
    for lesson in unit.lessons:
        yield from (line.text for line in lesson.dialogue)
        yield from filter(None, map(reading.texts.model_sentence, lesson.exercises))
