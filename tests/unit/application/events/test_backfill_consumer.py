"""A new consumer gets the events that were stored before it was there, once."""

from uuid import UUID

import pytest
from dependency_injector import providers
from tests.support.consumers import Listener
from tests.support.school import ADA, GRACE, School, unit

from parlons.domain.errors import NotFoundError, PermissionDeniedError
from parlons.domain.identity.principal import OPERATOR
from parlons.domain.progress.event import ActivityCompleted, LessonCompleted
from parlons.domain.work.priority import BACKGROUND
from parlons.domain.work.work_item import WorkStatus


@pytest.fixture
def school() -> School:
    """Two learners have completed a lesson each, one of them twice."""
    school = School()
    school.publish(unit("one"), unit("two"))
    school.container.enrol_in_path()(ADA, 1)
    for learner in (ADA, GRACE, ADA):
        school.hand_in("one", learner=learner)
    return school


@pytest.fixture
def listener(school: School) -> Listener:
    listener = Listener()
    school.container.consumers.add_args(providers.Object(listener))
    school.container.work_drain.reset()  # as a process that is started anew
    return listener


def of_interest(school: School) -> list[UUID]:
    kinds = (ActivityCompleted, LessonCompleted)
    return [
        event.id for learner in (ADA, GRACE) for event in school.events(*kinds, learner=learner)
    ]


def test_a_new_consumer_gets_old_events_of_its_kinds_once(school: School, listener: Listener):
    seen: list[int] = []
    added = school.container.backfill_consumer()(OPERATOR, "listener", seen.append)
    assert added == seen[-1] == len(of_interest(school)) == 5
    assert sorted(listener.heard) == sorted(of_interest(school))
    items = school.items("listener")
    assert {item.status for item in items} == {WorkStatus.SUCCEEDED}
    assert {item.priority for item in items} == {BACKGROUND}
    assert sorted(str(item.user_id) for item in items) == ["ada"] * 3 + ["grace"] * 2


def test_those_who_wait_for_work_are_called_once_a_batch(school: School, listener: Listener):
    calls: list[None] = []
    school.container.on_work.override(providers.Object(lambda: calls.append(None)))
    assert school.container.backfill_consumer()(OPERATOR, "listener") == 5
    assert len(calls) == 1


def test_a_second_backfill_adds_nothing(school: School, listener: Listener):
    backfill = school.container.backfill_consumer()
    backfill(OPERATOR, "listener")
    assert backfill(OPERATOR, "listener") == 0
    assert len(listener.heard) == 5


def test_what_it_got_by_subscription_it_does_not_get_again(school: School, listener: Listener):
    school.hand_in("two")
    assert len(listener.heard) == 2
    assert school.container.backfill_consumer()(OPERATOR, "listener") == 5
    assert len(listener.heard) == len(set(listener.heard)) == 7


@pytest.mark.parametrize("queue", ["progress", "xp", "achievements", "analytics"])
def test_who_has_all_gets_nothing(school: School, queue: str):
    before = school.state
    assert school.container.backfill_consumer()(OPERATOR, queue) == 0
    assert school.state == before


@pytest.mark.parametrize("queue", ["progress", "xp", "achievements", "analytics"])
def test_who_gets_an_event_again_makes_nothing_of_it(school: School, queue: str):
    """Items are forgotten after a month, and a backfill then delivers their events again."""
    for item in school.items(queue):
        del school.state.work[item.id]
    before = school.events(), school.earned(), school.achievements(), len(school.state.facts)
    assert school.container.backfill_consumer()(OPERATOR, queue) > 0
    after = school.events(), school.earned(), school.achievements(), len(school.state.facts)
    assert after == before


def test_more_events_than_a_batch_holds_are_delivered(school: School, listener: Listener):
    for _ in range(510):
        school.hand_in("two", False)
    seen: list[int] = []
    listener.heard.clear()
    for item in school.items("listener"):
        del school.state.work[item.id]
    school.container.backfill_consumer()(OPERATOR, "listener", seen.append)
    assert seen == [500, 515]
    assert len(set(listener.heard)) == 515


def test_a_queue_of_no_consumer_is_not_found(school: School):
    for queue in ("listener", "jobs", ""):
        with pytest.raises(NotFoundError, match="there are progress, xp"):
            school.container.backfill_consumer()(OPERATOR, queue)


def test_learners_fill_nothing(school: School):
    with pytest.raises(PermissionDeniedError):
        school.container.backfill_consumer()(ADA, "xp")
