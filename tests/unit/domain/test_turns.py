"""Whose turn it is."""

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from parlons.domain.work.turns import take_turns
from parlons.domain.work.work_item import WorkItem
from parlons.entrypoints.testing.work_samples import work_item

ITEMS = [work_item(run_at=place) for place in range(12)]

priorities = st.lists(st.integers(0, 9), max_size=len(ITEMS))


def in_order(items: list[WorkItem]) -> tuple[list[WorkItem], list[WorkItem]]:
    waiting = sorted(items, key=lambda item: item.run_at)
    return sorted(waiting, key=lambda item: -item.priority), waiting


def prioritised(numbers: list[int]) -> list[WorkItem]:
    return [evolve(item, priority=number) for item, number in zip(ITEMS, numbers, strict=False)]


def test_every_fourth_turn_is_that_of_whichever_waits_longest():
    urgent, waiting = in_order(prioritised([0, 1, 2, *[9] * 9]))
    taken = take_turns(urgent, waiting, 12)
    assert [item.priority for item in taken] == [9, 9, 9, 0, 9, 9, 9, 1, 9, 9, 9, 2]


@given(priorities, st.integers(0, 14))
def test_as_many_as_there_are_get_one_turn_each(numbers: list[int], limit: int):
    items = prioritised(numbers)
    taken = take_turns(*in_order(items), limit)
    assert len({item.id for item in taken}) == len(taken) == min(limit, len(items))


@given(priorities, st.integers(0, 14))
def test_the_first_of_either_order_will_do(numbers: list[int], limit: int):
    urgent, waiting = in_order(prioritised(numbers))
    all_taken = take_turns(urgent, waiting, limit)
    assert take_turns(urgent[:limit], waiting[:limit], limit) == all_taken


@given(priorities)
def test_whoever_has_fewer_places_only_sees_the_first_of_them(numbers: list[int]):
    orders = in_order(prioritised(numbers))
    taken = take_turns(*orders, len(numbers))
    assert all(take_turns(*orders, limit) == taken[:limit] for limit in range(len(numbers)))


@pytest.mark.parametrize("place", range(8))
def test_those_whom_somebody_else_took_from_one_order_still_get_their_turn(place: int):
    urgent, waiting = in_order(prioritised([0, 5, 9, 5, 9, 0, 1, 9]))
    for orders in ((urgent[place:], waiting), (urgent, waiting[place:])):
        assert set(take_turns(*orders, 8)) == set(urgent)


def test_nobody_has_no_turn():
    assert take_turns([], [], 3) == ()


@pytest.mark.parametrize("room", [1, 2, 3, 5])
def test_a_few_places_at_a_time_come_to_the_same(room: int):
    orders = in_order(prioritised([0, 5, 2, 9, 9, 1, 7, 7, 3, 0, 8, 4]))
    taken: list[WorkItem] = []
    while len(taken) < len(ITEMS):
        urgent, waiting = ([item for item in order if item not in taken] for order in orders)
        taken += take_turns(urgent, waiting, room, len(taken))
    assert tuple(taken) == take_turns(*orders, len(ITEMS))
