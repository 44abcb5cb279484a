"""However many look at the clock, an instant fires once."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from attrs import define, evolve
from tests.support.workshop import Workshop

from parlons.adapters.memory.in_memory_schedules import InMemorySchedules
from parlons.application.ports.cron import ICron
from parlons.application.work.fire_schedules import FireSchedules
from parlons.domain.work.priority import BACKGROUND
from parlons.domain.work.schedule import Schedule
from parlons.entrypoints.testing.samples import NOON

HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
DAILY = Schedule(name="daily", cron="12", queue="upkeep", kind="tidy-up")


@define
class HourOfDay(ICron):
    """An expression is the hour of each day at which it fires."""

    def next_after(self, expression: str, after: datetime) -> datetime:
        at = after.replace(hour=int(expression), minute=0, second=0, microsecond=0)
        return at if at > after else at + timedelta(days=1)


@pytest.fixture
def shop() -> Workshop:
    """Ten in the morning."""
    shop = Workshop()
    shop.clock.instant = NOON.replace(hour=10, minute=0, second=0, microsecond=0)
    return shop


def fire(shop: Workshop, schedules: Sequence[Schedule] = (DAILY,)) -> int:
    use_case = FireSchedules(shop.unit_of_work, HourOfDay(), shop.clock, shop.desk, schedules)
    return use_case()


def test_a_new_schedule_waits_for_its_next_instant(shop: Workshop):
    assert fire(shop) == 0
    shop.clock.advance(2 * HOUR - SECOND)
    assert fire(shop) == 0
    shop.clock.advance(SECOND)
    assert fire(shop) == 1
    (item,) = shop.items()
    assert (item.queue, item.kind, item.priority) == ("upkeep", "tidy-up", BACKGROUND)
    assert item.ref == "daily@2026-03-01T12:00:00+00:00"
    assert item.user_id is None


def test_an_instant_fires_once_and_the_next_one_again(shop: Workshop):
    fire(shop)
    fired = []
    for _ in range(72):
        shop.clock.advance(HOUR)
        fired.append(fire(shop) + fire(shop))
    assert sum(fired) == len(shop.items()) == 3
    assert len({item.ref for item in shop.items()}) == 3


def test_those_missed_while_nobody_looked_fire_once(shop: Workshop):
    fire(shop)
    shop.clock.advance(timedelta(days=10))
    assert fire(shop) == 1
    assert [item.ref for item in shop.items()] == ["daily@2026-03-01T12:00:00+00:00"]
    assert fire(shop) == 0
    shop.clock.advance(timedelta(days=1))
    assert fire(shop) == 1


def test_of_two_who_look_at_once_one_fires(shop: Workshop, monkeypatch):
    """The other has read the schedule before the first stored its next run."""
    fire(shop)
    with shop.unit_of_work.read() as session:
        stored = session.schedules.by_name("daily")
    shop.clock.advance(2 * HOUR)
    assert fire(shop) == 1
    before = shop.unit_of_work._state
    with monkeypatch.context() as patch:
        patch.setattr(InMemorySchedules, "by_name", lambda *_: stored)
        assert fire(shop) == 0
    assert shop.unit_of_work._state == before


def test_of_two_who_find_a_new_schedule_at_once_one_stores_it(shop: Workshop, monkeypatch):
    fire(shop)
    before = shop.unit_of_work._state
    monkeypatch.setattr(InMemorySchedules, "by_name", lambda *_: None)
    assert fire(shop) == 0
    assert shop.unit_of_work._state == before


def test_a_changed_expression_fires_at_its_next_instant(shop: Workshop):
    fire(shop)
    changed = [evolve(DAILY, cron="15")]
    shop.clock.advance(3 * HOUR)
    assert fire(shop, changed) == 0
    shop.clock.advance(HOUR)
    assert fire(shop, changed) == 0
    shop.clock.advance(HOUR)
    assert fire(shop, changed) == 1
    assert [item.ref for item in shop.items()] == ["daily@2026-03-01T15:00:00+00:00"]


def test_a_clock_set_back_fires_nothing_twice(shop: Workshop):
    fire(shop)
    shop.clock.advance(2 * HOUR)
    fire(shop)
    shop.clock.advance(-HOUR)
    assert fire(shop) == 0
    shop.clock.advance(HOUR)
    assert fire(shop) == 0
    assert len(shop.items()) == 1


def test_schedules_are_apart(shop: Workshop):
    both = (DAILY, evolve(DAILY, name="hourly", cron="11"))
    fire(shop, both)
    shop.clock.advance(HOUR)
    assert fire(shop, both) == 1
    shop.clock.advance(HOUR)
    assert fire(shop, both) == 1
    assert sorted(item.ref.split("@")[0] for item in shop.items()) == ["daily", "hourly"]


def test_a_firing_that_could_not_be_committed_is_made_up_for(shop: Workshop):
    fire(shop)
    shop.clock.advance(2 * HOUR)
    shop.unit_of_work.fail_next_commit(OSError("disk full"))
    with pytest.raises(OSError, match="disk full"):
        fire(shop)
    assert (shop.items(), shop.rung) == ([], [])
    assert fire(shop) == 1
    assert len(shop.rung) == 1
