"""The counts of a unit follow from its lessons; what is completed or open stays so."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.support.histories import MOMENTS, activity, at

from parlons.domain.progress.event import ActivityCompleted
from parlons.domain.progress.lesson_record import LessonRecord
from parlons.domain.progress.moment import Moment
from parlons.domain.progress.unit_progress import LessonStanding, UnitProgress

EARLY, LATE = at("2026-03-10T08:00Z", "Europe/Paris"), at("2026-03-10T20:00Z", "Asia/Tokyo")
NEW = UnitProgress()
OPEN = LessonStanding(lesson_id=1, exercise_count=4)
BEGUN = LessonStanding(lesson_id=2, exercise_count=6, right_count=2, started=True)
DONE_EARLY = LessonStanding(
    lesson_id=3, exercise_count=5, right_count=5, started=True, completed=EARLY
)
DONE_LATE = LessonStanding(
    lesson_id=4, exercise_count=5, right_count=3, started=True, completed=LATE
)


def test_all_lessons_are_counted():
    found = NEW.counted([OPEN, BEGUN, DONE_EARLY, DONE_LATE])
    assert (found.lessons_completed, found.right_count, found.exercise_count) == (2, 10, 20)
    assert found.completed is None


def test_a_unit_with_nothing_done_is_not_started():
    found = NEW.counted([OPEN, evolve(OPEN, lesson_id=2)])
    assert (found.started, found.score, found.exercise_count) == (False, 0, 8)
    assert found.standing.started is found.standing.completed is False


def test_a_unit_is_completed_with_the_last_of_its_lessons():
    assert NEW.counted([DONE_LATE, DONE_EARLY]).completed == LATE
    assert NEW.counted([DONE_EARLY]).standing.completed


def test_a_unit_without_lessons_is_not_completed():
    assert NEW.counted([]) == NEW


def test_a_lesson_added_later_takes_no_completion_away_but_lowers_the_score():
    done = NEW.counted([DONE_EARLY])
    more = done.counted([DONE_EARLY, OPEN])
    assert more.completed == EARLY
    assert (done.score, more.score) == (100, 55)


def test_a_unit_completed_again_with_more_lessons_keeps_its_moment():
    assert NEW.counted([DONE_EARLY]).counted([DONE_EARLY, DONE_LATE]).completed == EARLY


def test_a_lesson_taken_out_may_complete_a_unit():
    assert NEW.counted([DONE_EARLY, OPEN]).counted([DONE_EARLY]).completed == EARLY


def test_a_lesson_done_earlier_than_was_known_moves_the_completion():
    done = NEW.counted([DONE_LATE])
    assert done.counted([evolve(DONE_LATE, completed=EARLY)]).completed == EARLY


def test_a_unit_that_was_started_stays_so():
    assert NEW.begun().counted([OPEN]).started
    assert NEW.begun().begun() == NEW.begun()


def test_a_lesson_that_was_begun_elsewhere_starts_no_unit():
    found = NEW.counted([BEGUN, OPEN])
    assert (found.started, found.stays_open, found.right_count) == (False, False, 2)


@pytest.mark.parametrize(
    ("right", "of", "score"),
    [(0, 0, 0), (0, 3, 0), (1, 3, 33), (2, 3, 66), (3, 3, 100), (799, 1000, 79), (199, 200, 99)],
)
def test_a_score_is_rounded_down(right: int, of: int, score: int):
    assert UnitProgress(right_count=right, exercise_count=of).score == score


def test_a_lesson_that_has_lost_exercises_counts_no_more_than_it_has():
    """Right answers are counted anew some time after the course was changed."""
    found = NEW.counted([evolve(DONE_EARLY, exercise_count=3), OPEN])
    assert (found.right_count, found.exercise_count) == (3, 7)
    assert NEW.counted([evolve(DONE_EARLY, exercise_count=3)]).standing.score == 100


def test_a_unit_opens_once():
    opened = NEW.unlocked(EARLY.at)
    assert opened.unlocked_at == EARLY.at
    assert opened.unlocked(EARLY.at - timedelta(days=1)) == opened
    assert opened.counted([DONE_LATE]).unlocked_at == EARLY.at


LESSONS = st.lists(
    st.builds(
        LessonStanding,
        lesson_id=st.integers(1, 5),
        exercise_count=st.integers(0, 5),
        right_count=st.integers(0, 5),
        started=st.booleans(),
        completed=st.none() | MOMENTS,
    ),
    max_size=5,
    unique_by=lambda lesson: lesson.lesson_id,
)


@given(LESSONS, LESSONS)
def test_counts_are_made_anew_and_what_was_reached_stays(
    before: Sequence[LessonStanding], after: Sequence[LessonStanding]
):
    found = NEW.counted(before).counted(after)
    anew = NEW.counted(after)
    assert evolve(found, completed=None) == evolve(anew, completed=None)
    known = NEW.counted(before).completed
    assert found.completed in (known, anew.completed)
    assert (found.completed is None) == (known is anew.completed is None)
    assert found.counted(after) == found


EXERCISES = {1: (1, 2), 2: (3, 4, 5)}
ACTIVITIES = st.sampled_from([1, 2]).flatmap(
    lambda lesson: st.dictionaries(
        st.sampled_from(EXERCISES[lesson]), st.booleans(), min_size=1
    ).map(lambda results: activity(results, lesson_id=lesson, exercises=EXERCISES[lesson]))
)


def learnt(told: Sequence[tuple[ActivityCompleted, Moment]]) -> UnitProgress:
    """Count the unit after each activity, as it is told."""
    records = dict.fromkeys(EXERCISES, LessonRecord())
    progress = NEW
    for fact, moment in told:
        records[fact.lesson_id] = records[fact.lesson_id].after(fact, moment)
        progress = progress.begun().counted([_standing(each, records[each]) for each in EXERCISES])
    return progress


def _standing(lesson_id: int, record: LessonRecord) -> LessonStanding:
    return LessonStanding(
        lesson_id=lesson_id,
        exercise_count=len(EXERCISES[lesson_id]),
        right_count=record.right_among(EXERCISES[lesson_id]),
        started=bool(record.exercises),
        completed=record.completed,
    )


@given(st.lists(st.tuples(ACTIVITIES, MOMENTS), max_size=12), st.randoms())
def test_activities_in_any_order_with_repetitions_come_to_the_same(told, chance):
    again = [*told, *told[::2]]
    chance.shuffle(again)
    assert learnt(again) == learnt(told)
