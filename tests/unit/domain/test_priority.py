"""Those who pay come first, and of one plan what is urgent; all fit the range of an item."""

from itertools import product

import pytest

from parlons.domain.work.priority import BACKGROUND, priority

PLANS = ("free", "plus", "school")
URGENCIES = range(4)


def test_every_priority_is_one_an_item_may_have():
    assert {priority(*each) for each in product(PLANS, URGENCIES)} == set(range(10))


@pytest.mark.parametrize("urgency", URGENCIES)
def test_of_what_is_as_urgent_the_better_plan_comes_first(urgency: int):
    ranks = [priority(plan, urgency) for plan in PLANS]
    assert ranks == sorted(set(ranks))


@pytest.mark.parametrize("plan", PLANS)
def test_of_one_plan_what_is_more_urgent_comes_first(plan: str):
    ranks = [priority(plan, urgency) for urgency in URGENCIES]
    assert ranks == sorted(set(ranks))


def test_a_better_plan_is_worth_three_steps_of_urgency():
    assert priority("plus", 0) == priority("free", 3)
    assert priority("school", 0) == priority("plus", 3)


def test_a_plan_that_is_not_known_is_like_the_free_one():
    assert priority("gold", 2) == priority("free", 2)


def test_work_that_somebody_waits_for_comes_before_the_background():
    assert all(priority(plan) > BACKGROUND for plan in PLANS)
