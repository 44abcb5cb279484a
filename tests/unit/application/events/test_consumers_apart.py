"""Consumers fail alone: one that always raises delays no other."""

from datetime import timedelta

import pytest
from dependency_injector import providers
from tests.support.consumers import Listener
from tests.support.school import ADA, GRACE, School, unit

from parlons.application.ports.telemetry import WorkFailed
from parlons.domain.identity.principal import OPERATOR
from parlons.domain.learning.prerequisites import UnitCompleted
from parlons.domain.progress.event import AchievementEarned, Event
from parlons.domain.work.work_item import ATTEMPTS, WorkStatus

MINUTES = timedelta(minutes=10)


def school_with(consumer: Listener) -> School:
    school = School()
    school.container.consumers.add_args(providers.Object(consumer))
    school.publish(unit("one"), unit("two", waits_for=UnitCompleted(unit="one")))
    return school


def always(_event: Event) -> bool:
    return True


def statuses(school: School, queue: str) -> set[WorkStatus]:
    return {item.status for item in school.items(queue)}


def let_die(school: School) -> None:
    for _ in range(ATTEMPTS):
        school.clock.advance(MINUTES)
        school.work()


def test_a_consumer_that_always_raises_delays_no_other():
    school, whole = school_with(Listener(fails=always)), school_with(Listener())
    for each in (school, whole):
        each.hand_in("one")
        each.hand_in("two")
    assert statuses(school, "listener") == {WorkStatus.QUEUED}
    for queue in ("progress", "xp", "achievements", "analytics"):
        assert statuses(school, queue) == {WorkStatus.SUCCEEDED}
    assert school.states() == whole.states()
    assert (school.points(), school.achievements()) == (whole.points(), whole.achievements())


def test_its_items_end_dead_and_a_replay_clears_them():
    listener = Listener(fails=always)
    school = school_with(listener)
    school.hand_in("one")
    let_die(school)
    (activity, lesson) = school.items("listener")
    assert statuses(school, "listener") == {WorkStatus.DEAD}
    assert (activity.attempt, activity.last_error) == (
        ATTEMPTS,
        "RuntimeError: the listener is broken",
    )
    with school.unit_of_work.read() as session:
        assert len(session.work.failures(lesson.id)) == ATTEMPTS
    failed = [each for each in school.telemetry.events if isinstance(each, WorkFailed)]
    assert len(failed) == 2 * ATTEMPTS
    assert [each.status for each in failed].count(WorkStatus.DEAD) == 2
    assert school.state.freezes == {}

    listener.fails = lambda _event: False
    assert school.container.replay_work()(OPERATOR, "listener") == 2
    assert statuses(school, "listener") == {WorkStatus.SUCCEEDED}
    assert len(school.state.freezes) == 1
    assert school.container.replay_work()(OPERATOR, "listener") == 0


def test_what_fails_for_one_learner_is_done_for_the_others():
    listener = Listener(fails=lambda event: event.user_id == "ada")
    school = school_with(listener)
    for learner in (ADA, GRACE):
        school.hand_in("one", learner=learner)
    assert {item.user_id: item.status for item in school.items("listener")} == {
        "ada": WorkStatus.QUEUED,
        "grace": WorkStatus.SUCCEEDED,
    }


@pytest.mark.parametrize("queue", ["progress", "xp", "achievements", "analytics"])
def test_any_consumer_of_ours_may_fail_for_an_hour(queue: str, monkeypatch):
    school, whole = school_with(Listener()), school_with(Listener())
    whole.hand_in("one")
    (consumer,) = (type(each) for each in school.container.consumers() if each.queue == queue)

    def fail(*_arguments: object) -> None:
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr(consumer, "apply", fail)
        school.hand_in("one")
        let_die(school)
        assert statuses(school, queue) == {WorkStatus.DEAD}
        others = {item.status for item in school.items() if item.queue != queue}
        assert others == {WorkStatus.SUCCEEDED}
    assert school.container.replay_work()(OPERATOR) > 0
    assert school.states() == whole.states()
    assert school.earned() == whole.earned()
    assert school.achievements() == whole.achievements()
    assert len(school.state.facts) == len(whole.state.facts)
    assert len(school.events(AchievementEarned)) == len(school.achievements())


def test_what_a_consumer_did_before_it_failed_is_undone_with_what_followed():
    listener = Listener(fails=always)
    school = school_with(listener)
    before = len(school.events())
    school.hand_in("one")
    assert listener.heard != []
    assert school.state.freezes == {}
    assert all("listener" not in event.key for event in school.events()[before:])


def test_an_event_that_is_not_there_ends_its_item():
    school = school_with(Listener())
    with school.unit_of_work.write() as session:
        school.container.work_desk().put(session, ["xp"], str(school.ids.new_id()), priority=0)
    let_die(school)
    (item,) = school.items("xp")
    assert item.status is WorkStatus.DEAD
    assert item.last_error is not None
    assert item.last_error.startswith("LookupError: there is no event")
