"""An event is stored with the work it makes, or not at all."""

from datetime import timedelta
from uuid import UUID

import pytest
from tests.support.consumers import Eavesdropper, Listener
from tests.support.workshop import Workshop

from parlons.adapters.system.sequence_id_generator import SequenceIdGenerator
from parlons.application.events.consumer import queues_of, subscriptions
from parlons.application.events.publisher import Publisher
from parlons.application.ports.unit_of_work import IWriteSession
from parlons.domain.progress.event import (
    ActivityCompleted,
    Consequence,
    Event,
    LedgerMoved,
    LessonCompleted,
    PathEnrolled,
)
from parlons.entrypoints.testing.progress_samples import event, moment

CONSUMERS = (Listener(), Eavesdropper())
COMPLETED = LessonCompleted(path_id=1, unit_id=1, lesson_id=1)
ACTIVITY = ActivityCompleted(path_id=1, unit_id=1, lesson_id=1, exercises=(1,), results=())


@pytest.fixture
def shop() -> Workshop:
    return Workshop()


@pytest.fixture
def publisher(shop: Workshop) -> Publisher:
    return Publisher(subscriptions(CONSUMERS), shop.desk, shop.clock, SequenceIdGenerator())


def events(shop: Workshop) -> list[Event]:
    return list(shop.unit_of_work._state.events.values())


def publish(shop: Workshop, publisher: Publisher, *told: Event, priority: int = 3) -> list[bool]:
    with shop.unit_of_work.write() as session:
        return [publisher.publish(session, each, priority) for each in told]


def follow(shop: Workshop, publisher: Publisher, *told: Consequence) -> None:
    with shop.unit_of_work.write() as session:
        for each in told:
            publisher.follow(session, "ada", each, 5)


def test_an_event_makes_an_item_for_each_consumer_of_its_fact(shop: Workshop, publisher: Publisher):
    told = event(fact=ACTIVITY)
    assert publish(shop, publisher, told) == [True]
    assert events(shop) == [told]
    assert [item.queue for item in shop.items()] == ["listener", "eavesdropper"]
    for item in shop.items():
        assert (item.ref, item.kind, item.user_id) == (str(told.id), item.queue, "ada")
        assert (item.priority, item.run_at) == (3, shop.clock.now())


def test_an_event_that_concerns_nobody_makes_no_work(shop: Workshop, publisher: Publisher):
    told = event(fact=PathEnrolled(path_id=1))
    assert publish(shop, publisher, told) == [True]
    assert (events(shop), shop.items(), shop.rung) == ([told], [], [])


def test_an_event_of_a_known_key_makes_nothing(shop: Workshop, publisher: Publisher):
    told, again = event(fact=ACTIVITY, key="k"), event(fact=ACTIVITY, key="k")
    assert publish(shop, publisher, told, again) == [True, False]
    assert publish(shop, publisher, again) == [False]
    assert (events(shop), len(shop.items())) == ([told], 2)


def test_a_key_is_the_users_own(shop: Workshop, publisher: Publisher):
    told = [event(fact=ACTIVITY, key="k", user_id=user) for user in ("ada", "grace")]
    assert publish(shop, publisher, *told) == [True, True]
    assert [item.user_id for item in shop.items()] == ["ada", "ada", "grace", "grace"]


def test_a_rollback_stores_neither_event_nor_work(shop: Workshop, publisher: Publisher):
    shop.unit_of_work.fail_next_commit(OSError("disk full"))
    with pytest.raises(OSError, match="disk full"):
        publish(shop, publisher, event(fact=ACTIVITY))
    assert (events(shop), shop.items(), shop.rung) == ([], [], [])

    def break_off(session: IWriteSession) -> None:
        publisher.publish(session, event(fact=ACTIVITY), 1)
        publisher.follow(session, "ada", consequence(), 1)
        raise InterruptedError

    with pytest.raises(InterruptedError), shop.unit_of_work.write() as session:
        break_off(session)
    assert (events(shop), shop.items(), shop.rung) == ([], [], [])
    with shop.unit_of_work.read() as session:
        assert session.events.last_number("ada") == 0


def consequence(key: str = "done", **changes: object) -> Consequence:
    values = {"fact": COMPLETED, "moment": moment(-90)}
    return Consequence(key=key, **(values | changes))


def test_what_follows_is_news_of_the_moment_it_happened(shop: Workshop, publisher: Publisher):
    shop.clock.advance(timedelta(hours=1))
    follow(shop, publisher, consequence(), consequence("other"))
    one, other = events(shop)
    assert (one.key, one.fact, one.moment) == ("done", COMPLETED, moment(-90))
    assert (one.recorded_at, one.user_id) == (shop.clock.now(), "ada")
    assert (one.number, other.number) == (1, 2)
    assert [item.ref for item in shop.items()] == [
        str(each.id) for each in (one, one, other, other)
    ]
    assert {item.priority for item in shop.items()} == {5}


def test_what_follows_twice_is_stored_once(shop: Workshop, publisher: Publisher):
    follow(shop, publisher, consequence())
    before = shop.unit_of_work._state
    follow(shop, publisher, consequence())
    follow(shop, publisher, consequence(is_news=False))
    assert shop.unit_of_work._state == before


def test_what_is_no_news_has_no_number(shop: Workshop, publisher: Publisher):
    moved = consequence(fact=LedgerMoved(rules=()), is_news=False)
    follow(shop, publisher, moved, consequence("done again", is_news=False))
    assert [each.number for each in events(shop)] == [None, None]
    assert [item.ref for item in shop.items()] == [str(events(shop)[1].id)] * 2


def test_ids_rise_in_the_order_of_events(shop: Workshop, publisher: Publisher):
    follow(shop, publisher, *(consequence(f"{number}") for number in range(3)))
    ids: list[UUID] = [each.id for each in events(shop)]
    assert ids == sorted(ids)


def test_queues_are_those_of_consumers_and_of_other_work():
    assert subscriptions(CONSUMERS) == {
        "activity_completed": ("listener", "eavesdropper"),
        "lesson_completed": ("listener", "eavesdropper"),
    }
    assert queues_of(CONSUMERS) == ("listener", "eavesdropper", "jobs", "upkeep")
