"""Nobody is turned away by a queue: what waits to be done about a learner is done at the gate."""

from datetime import timedelta
from uuid import UUID

import pytest
from attrs import evolve
from tests.support.school import ADA, GRACE, RIGHT, School, unit

from parlons.adapters.memory.in_memory_progress import InMemoryProgress
from parlons.adapters.memory.in_memory_session import InMemoryWriteSession
from parlons.adapters.memory.in_memory_work_items import InMemoryWorkItems
from parlons.application.activity.complete_activities import ActivityReports
from parlons.application.grading.attempt_book import Submission
from parlons.application.work.handler import Effect
from parlons.application.work.run_work_item import RunWorkItem
from parlons.domain.identity.principal import OPERATOR
from parlons.domain.learning.prerequisites import UnitCompleted
from parlons.domain.learning.unlocking import UnitLockedError
from parlons.domain.progress.event import ActivityCompleted, UnitUnlocked
from parlons.domain.work.work_item import WorkItem, WorkStatus

LEASE = timedelta(seconds=30)


@pytest.fixture
def school() -> School:
    """Three units in a row, and no workers."""
    school = School()
    school.publish(
        unit("one", 2),
        unit("two", waits_for=UnitCompleted(unit="one")),
        unit("three", waits_for=UnitCompleted(unit="two")),
    )
    school.send_workers_away()
    return school


def statuses(school: School) -> list[WorkStatus]:
    return [item.status for item in school.items("progress")]


def run(school: School, item_id: UUID) -> None:
    school.container.run_work_item()(item_id)


def claim(school: School, item: WorkItem) -> WorkItem:
    """Let a worker begin an item, and get no further."""
    claimed = item.claimed("a worker", school.clock.now(), LEASE)
    assert claimed is not None
    school.in_store(lambda session: session.work.replace(item, claimed))
    return claimed


def test_who_has_handed_in_what_opens_a_unit_is_let_in_at_once(school: School):
    school.hand_in("one")
    assert school.states()["two"] == "locked"
    school.hand_in("two")
    school.hand_in("three")
    assert statuses(school) == [WorkStatus.SUCCEEDED] * 2 + [WorkStatus.QUEUED]
    assert len(school.events(UnitUnlocked)) == 2


def test_single_answers_are_let_in_as_well(school: School):
    school.hand_in("one")
    attempt = school.container.answer_exercise()(ADA, 3, Submission(answer=RIGHT))
    assert attempt.exercise_id == 3
    assert statuses(school) == [WorkStatus.SUCCEEDED]


def test_it_is_done_once(school: School):
    school.hand_in("one")
    school.hand_in("two")
    events = school.events()
    school.hand_in("two")
    unlocks = [event for event in school.events() if event not in events]
    assert [type(event.fact) for event in unlocks] == [ActivityCompleted]


def test_a_worker_that_comes_later_with_the_same_item_does_nothing(school: School):
    school.hand_in("one")
    school.hand_in("two")
    (done, _) = school.items("progress")
    before = school.state
    run(school, done.id)
    assert school.state == before


def test_a_worker_in_the_middle_of_it_comes_too_late(school: School, monkeypatch):
    """It has claimed the item; the gate does the work first, and the worker's effect is undone."""
    school.hand_in("one")
    (item,) = school.items("progress")
    work = RunWorkItem._work

    def work_slowly(runner: RunWorkItem, claimed: WorkItem) -> Effect:
        monkeypatch.undo()
        school.hand_in("two")
        return work(runner, claimed)

    monkeypatch.setattr(RunWorkItem, "_work", work_slowly)
    run(school, item.id)
    assert statuses(school) == [WorkStatus.SUCCEEDED, WorkStatus.QUEUED]
    assert len(school.events(UnitUnlocked)) == 1
    assert school.state.work_failures == {}


def test_a_worker_that_claims_it_meanwhile_turns_nobody_away(school: School, monkeypatch):
    """The gate has read the item before the claim was stored, and finds that out at the end."""
    school.hand_in("one")
    (item,) = school.items("progress")
    claimed = claim(school, item)
    monkeypatch.setattr(InMemoryWorkItems, "unfinished_of", lambda *_: (item,))
    school.hand_in("two")
    assert school.items("progress")[0] == claimed
    events = school.events()
    monkeypatch.undo()
    school.in_store(lambda session: school.container.progress_delivery().deliver(session, claimed))
    assert school.events() == events


def test_a_worker_that_was_just_doing_it_turns_nobody_away(school: School, monkeypatch):
    """By the time that the learner is locked for the gate nothing is left to do."""
    school.hand_in("one")
    lock = InMemoryProgress.lock

    def wait_for_the_worker(progress: InMemoryProgress, user_id: str) -> None:
        monkeypatch.undo()
        delivery, now = school.container.progress_delivery(), school.clock.now()
        delivery.catch_up(InMemoryWriteSession(progress.transaction), user_id, now)
        lock(progress, user_id)

    monkeypatch.setattr(InMemoryProgress, "lock", wait_for_the_worker)
    school.hand_in("two")
    assert statuses(school) == [WorkStatus.SUCCEEDED, WorkStatus.QUEUED]


def test_what_does_not_open_the_unit_leaves_everything_as_it_was(school: School):
    school.hand_in("one", True, learner=ADA)
    school.hand_in("one", learner=GRACE)
    before = school.state
    with pytest.raises(UnitLockedError):
        school.hand_in("two")
    assert school.state == before


def test_only_what_waits_about_this_learner_is_done(school: School):
    for learner in (GRACE, ADA):
        school.hand_in("one", learner=learner)
    school.hand_in("two")
    of_whom = {item.user_id: item.status for item in school.items("progress")[:2]}
    assert of_whom == {"grace": WorkStatus.QUEUED, "ada": WorkStatus.SUCCEEDED}


def test_nothing_is_done_where_the_unit_is_open_already(school: School):
    school.hand_in("one")
    school.hand_in("one")
    assert statuses(school) == [WorkStatus.QUEUED] * 2


def test_what_was_given_up_opens_nothing_until_it_is_tried_again(school: School):
    school.hand_in("one")
    (item,) = school.items("progress")
    dead = evolve(item, status=WorkStatus.DEAD)
    school.in_store(lambda session: session.work.replace(item, dead))
    with pytest.raises(UnitLockedError):
        school.hand_in("two")
    school.container.replay_work()(OPERATOR, "progress")
    school.hand_in("two")


def test_a_batch_is_let_in_without_any_worker(school: School):
    reports = tuple(school.report(lesson) for lesson in ("one", "two", "three"))
    school.container.complete_activities()(ADA, ActivityReports(activities=reports))
    school.work()
    assert set(school.states().values()) == {"completed"}
    numbers = [event.number for event in school.news()]
    assert numbers == list(range(1, len(numbers) + 1))
