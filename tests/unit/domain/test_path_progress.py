"""A path is completed with its required units; the one used last is the one to go on with."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.support.histories import MOMENTS, at

from parlons.domain.learning.unit_role import UnitRole
from parlons.domain.progress.moment import Moment
from parlons.domain.progress.unit_progress import PathProgress, UnitOnPath, UnitProgress

EARLY, LATE = at("2026-03-10T08:00Z", "Europe/Paris"), at("2026-03-10T20:00Z", "Asia/Tokyo")
REQUIRED, OPTIONAL, REVIEW = UnitRole.REQUIRED, UnitRole.OPTIONAL, UnitRole.REVIEW
NEW = PathProgress(enrolled_at=EARLY.at, last_used_at=EARLY.at)


def unit(role: UnitRole, completed: Moment | None = None, lessons: int = 1) -> UnitOnPath:
    progress = UnitProgress(lessons_completed=lessons, completed=completed)
    return UnitOnPath(unit_id=1, role=role, progress=progress)


@pytest.mark.parametrize(
    ("units", "completed"),
    [
        pytest.param([], None, id="no units"),
        pytest.param([unit(REQUIRED)], None, id="nothing done"),
        pytest.param([unit(REQUIRED, EARLY)], EARLY, id="all done"),
        pytest.param([unit(REQUIRED, LATE), unit(REQUIRED, EARLY)], LATE, id="the last counts"),
        pytest.param([unit(REQUIRED, EARLY), unit(REQUIRED)], None, id="one is left"),
        pytest.param([unit(REQUIRED, EARLY), unit(OPTIONAL)], EARLY, id="optional may be left"),
        pytest.param([unit(REQUIRED, EARLY), unit(REVIEW)], EARLY, id="review may be left"),
        pytest.param([unit(REQUIRED, EARLY), unit(OPTIONAL, LATE)], EARLY, id="optional later"),
        pytest.param([unit(REQUIRED), unit(OPTIONAL, EARLY)], None, id="optional is not enough"),
        pytest.param([unit(REQUIRED), unit(REVIEW, EARLY)], None, id="review is not enough"),
        pytest.param([unit(OPTIONAL, EARLY), unit(REVIEW, LATE)], LATE, id="none required, all"),
        pytest.param([unit(OPTIONAL, EARLY), unit(REVIEW)], None, id="none required, not all"),
    ],
)
def test_a_path_is_completed_with_its_required_units(
    units: Sequence[UnitOnPath], completed: Moment | None
):
    assert NEW.counted(units).completed == completed


def test_units_of_every_role_are_counted():
    units = [unit(REQUIRED, EARLY, 3), unit(OPTIONAL, LATE, 4), unit(REVIEW, None, 5)]
    found = NEW.counted(units)
    assert (found.units_completed, found.lessons_completed) == (2, 12)


def test_a_unit_added_later_takes_no_completion_away():
    found = NEW.counted([unit(REQUIRED, EARLY)]).counted([unit(REQUIRED, EARLY), unit(REQUIRED)])
    assert (found.completed, found.units_completed) == (EARLY, 1)


def test_a_path_completed_again_with_more_units_keeps_its_moment():
    more = [unit(REQUIRED, EARLY), unit(REQUIRED, LATE)]
    assert NEW.counted(more[:1]).counted(more).completed == EARLY


def test_a_unit_completed_earlier_than_was_known_moves_the_completion():
    done = NEW.counted([unit(REQUIRED, LATE)])
    assert done.counted([unit(REQUIRED, EARLY)]).completed == EARLY


def test_counting_leaves_alone_when_the_path_was_used():
    found = NEW.used(LATE.at).counted([unit(REQUIRED, EARLY)])
    assert (found.enrolled_at, found.last_used_at) == (EARLY.at, LATE.at)


def test_a_use_is_kept_with_the_first_and_the_last():
    found = NEW.used(LATE.at)
    assert (found.enrolled_at, found.last_used_at) == (EARLY.at, LATE.at)
    assert found.used(EARLY.at + timedelta(hours=1)) == found


def test_a_use_before_the_first_that_was_known_is_the_first():
    before = EARLY.at - timedelta(days=3)
    assert NEW.used(before) == evolve(NEW, enrolled_at=before)


@given(st.lists(MOMENTS), st.randoms())
def test_uses_may_be_told_in_any_order_and_repeatedly(moments, chance):
    again = [*moments, *moments[::2]]
    chance.shuffle(again)
    first, second = NEW, NEW
    for moment in moments:
        first = first.used(moment.at)
    for moment in again:
        second = second.used(moment.at)
    assert first == second
