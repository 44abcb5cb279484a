"""Nobody is turned away by a queue: what waits to be done about a learner is done at the gate."""

from datetime import timedelta
from uuid import UUID

import pytest
from attrs import evolve
from tests.support.school import ADA, GRACE, RIGHT, School, unit

from parlons.adapters.memory.in_memory_progress import InMemoryProgress
from parlons.adapters.memory.in_memory_session import InMemoryWriteSession
from parlons.adapters.memory.in_memory_work_items import InMemoryWorkItems
from parlons.application.activity.activity_report import MAX_ACTIVITIES
from parlons.application.activity.complete_activities import ActivityReports
from parlons.application.events.delivery import EventDelivery
from parlons.application.grading.attempt_book import Submission
from parlons.application.ports.telemetry import WorkFailed
from parlons.application.ports.unit_of_work import StorageUnavailableError
from parlons.application.progress import unit_gate
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


def tell_many(school: School, count: int) -> None:
    """Hand in wrong answers to a lesson of unit one, so many times."""
    report = school.report("one", False)
    reports = [evolve(report, event_id=UUID(int=number + 1)) for number in range(count)]
    while reports:
        batch, reports = reports[:MAX_ACTIVITIES], reports[MAX_ACTIVITIES:]
        school.container.complete_activities()(ADA, ActivityReports(activities=tuple(batch)))


def lose_event_of(school: School, index: int) -> WorkItem:
    item = evolve(school.items("progress")[index], ref=str(UUID(int=0)))
    school.state.work[item.id] = item
    return item


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


def test_what_does_not_open_the_unit_is_done_once_for_all_refusals(school: School):
    """A refused request stores nothing itself, and what it caught up with is kept."""
    school.hand_in("one", True, learner=ADA)
    school.hand_in("one", learner=GRACE)
    attempts = len(school.state.attempts)
    with pytest.raises(UnitLockedError):
        school.hand_in("two")
    assert statuses(school) == [WorkStatus.SUCCEEDED, WorkStatus.QUEUED]
    assert (len(school.events(ActivityCompleted)), len(school.state.attempts)) == (1, attempts)
    before = school.state
    with pytest.raises(UnitLockedError):
        school.hand_in("two")
    assert school.state == before


def test_who_has_handed_in_much_before_is_let_in_by_what_came_last(school: School):
    tell_many(school, 1 + 2 * MAX_ACTIVITIES)
    school.hand_in("one")
    school.hand_in("two")
    assert statuses(school)[-2:] == [WorkStatus.SUCCEEDED, WorkStatus.QUEUED]


def test_a_refusal_does_only_so_much_at_once(school: School, monkeypatch):
    tell_many(school, MAX_ACTIVITIES)
    asked, unfinished_of = [], InMemoryWorkItems.unfinished_of

    def ask(work: InMemoryWorkItems, user_id: str, queue: str, limit: int) -> tuple[WorkItem, ...]:
        asked.append(limit)
        return unfinished_of(work, user_id, queue, limit)

    monkeypatch.setattr(InMemoryWorkItems, "unfinished_of", ask)
    monkeypatch.setattr(unit_gate, "_SESSIONS", 3)
    with pytest.raises(UnitLockedError):
        school.hand_in("two")
    assert asked == [201, 1, 50, 50, 50, 201]
    assert statuses(school).count(WorkStatus.SUCCEEDED) == 150


def test_what_cannot_be_done_leaves_the_unit_locked_and_is_told(school: School):
    school.hand_in("one", True)
    school.hand_in("one")
    broken = lose_event_of(school, 1)
    before = school.state
    with pytest.raises(UnitLockedError, match="Complete “One”"):
        school.hand_in("two")
    with pytest.raises(UnitLockedError):
        school.container.answer_exercise()(ADA, 3, Submission(answer=RIGHT))
    with pytest.raises(UnitLockedError):
        school.container.complete_activities()(
            ADA, ActivityReports(activities=(school.report("one"), school.report("two")))
        )
    assert school.state == before
    failures = [each for each in school.telemetry.events if isinstance(each, WorkFailed)]
    assert {(each.item_id, each.status) for each in failures} == {(broken.id, WorkStatus.QUEUED)}
    assert "there is no event" in failures[0].reason
    assert len(failures) == 3


def test_what_was_done_before_it_failed_is_kept(school: School):
    tell_many(school, 60)
    lose_event_of(school, 55)
    with pytest.raises(UnitLockedError):
        school.hand_in("two")
    assert statuses(school) == [WorkStatus.SUCCEEDED] * 50 + [WorkStatus.QUEUED] * 10


def test_a_store_that_is_away_is_no_locked_unit(school: School, monkeypatch):
    school.hand_in("one")

    def unavailable(*_: object) -> None:
        school.unit_of_work.available = False
        raise StorageUnavailableError("away")

    monkeypatch.setattr(EventDelivery, "deliver", unavailable)
    with pytest.raises(StorageUnavailableError):
        school.hand_in("two")


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
