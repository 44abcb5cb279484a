"""Everything that can be computed from the events is computed anew, and each difference told."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from attrs import evolve
from tests.support.school import ADA, GRACE, School, unit

from parlons.application.events.delivery import EventDelivery
from parlons.application.progress.freeze_day import Freeze
from parlons.application.progress.snapshot import Difference
from parlons.domain.errors import NotFoundError, PermissionDeniedError
from parlons.domain.identity.principal import OPERATOR, Principal
from parlons.domain.learning.prerequisites import UnitCompleted
from parlons.domain.progress.achievement import Achievement
from parlons.domain.progress.event import AchievementEarned, UnitUnlocked
from parlons.domain.progress.lesson_record import ExerciseRecord
from parlons.domain.progress.moment import Moment
from parlons.domain.progress.unit_progress import UnitProgress
from parlons.domain.progress.xp_rule import XpRule
from parlons.domain.work.work_item import WorkStatus

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
AFTER_ONE = UnitCompleted(unit="one")


@pytest.fixture
def school() -> School:
    """A learner who has completed the first of two units, and frozen a day."""
    school = School()
    school.publish(unit("one", 2), unit("two", 2, waits_for=AFTER_ONE), unit("three"))
    school.clock.instant = NOON
    school.container.enrol_in_path()(ADA, 1)
    school.hand_in("one", occurred_at=NOON - timedelta(days=2))
    school.container.freeze_day()(ADA, Freeze(day=date(2026, 3, 9)))
    school.hand_in("two", True)
    return school


def rebuild(
    school: School, learner: Principal = ADA, *, dry_run: bool = False
) -> tuple[Difference, ...]:
    return school.container.rebuild_progress()(OPERATOR, learner.user_id, dry_run=dry_run)


def without_a_ledger_entry(school: School) -> None:
    del school.state.ledger["ada", XpRule.LESSON_MASTERED, "lesson 1"]


def with_an_entry_nobody_earned(school: School) -> None:
    entry = school.state.ledger["ada", XpRule.LESSON_MASTERED, "lesson 1"]
    odd = evolve(entry, source="lesson 99")
    school.state.ledger["ada", XpRule.LESSON_MASTERED, "lesson 99"] = odd


def with_an_entry_moved(school: School) -> None:
    key = "ada", XpRule.LESSON_MASTERED, "lesson 1"
    entry = school.state.ledger[key]
    moment = evolve(entry.moment, at=entry.moment.at + timedelta(minutes=1))
    school.state.ledger[key] = evolve(entry, moment=moment)


def with_a_wrong_total(school: School) -> None:
    school.state.learners["ada"] = evolve(school.state.learners["ada"], points=999)


def with_wrong_counts_of_a_unit(school: School) -> None:
    unit_progress = school.state.unit_progress["ada", 1]
    school.state.unit_progress["ada", 1] = evolve(unit_progress, right_count=1, lessons_completed=0)


def without_a_unit(school: School) -> None:
    del school.state.unit_progress["ada", 2]


def without_an_unlock(school: School) -> None:
    unit_progress = school.state.unit_progress["ada", 2]
    school.state.unit_progress["ada", 2] = evolve(unit_progress, unlocked_at=None)


def with_wrong_counts_of_the_path(school: School) -> None:
    progress = school.state.path_progress["ada", 1]
    school.state.path_progress["ada", 1] = evolve(progress, units_completed=2)


def without_the_path(school: School) -> None:
    del school.state.path_progress["ada", 1]


def without_a_lesson(school: School) -> None:
    del school.state.lesson_progress["ada", 1]


def without_an_achievement(school: School) -> None:
    del school.state.achievements["ada", Achievement.FLAWLESS]


def with_an_achievement_nobody_earned(school: School) -> None:
    earned = school.state.achievements["ada", Achievement.FLAWLESS]
    odd = evolve(earned, achievement=Achievement.THIRTY_DAYS)
    school.state.achievements["ada", Achievement.THIRTY_DAYS] = odd


def with_a_freeze_nobody_asked_for(school: School) -> None:
    school.state.freezes["ada", date(2026, 3, 1)] = NOON


def without_a_freeze(school: School) -> None:
    del school.state.freezes["ada", date(2026, 3, 9)]


def with_an_unlock_at_another_time(school: School) -> None:
    unit_progress = school.state.unit_progress["ada", 2]
    school.state.unit_progress["ada", 2] = evolve(unit_progress, unlocked_at=NOON)


def with_a_unit_not_begun(school: School) -> None:
    unit_progress = school.state.unit_progress["ada", 2]
    school.state.unit_progress["ada", 2] = evolve(unit_progress, started=False)


def with_a_unit_begun_by_nobody(school: School) -> None:
    school.state.unit_progress["ada", 3] = UnitProgress(started=True)


def with_a_wrong_count_of_exercises(school: School) -> None:
    unit_progress = school.state.unit_progress["ada", 2]
    school.state.unit_progress["ada", 2] = evolve(unit_progress, exercise_count=3)


def with_a_path_taken_up_and_used_at_other_times(school: School) -> None:
    progress = school.state.path_progress["ada", 1]
    school.state.path_progress["ada", 1] = evolve(
        progress, enrolled_at=NOON - timedelta(days=9), last_used_at=NOON - timedelta(days=8)
    )


def with_an_exercise_done_at_other_times(school: School) -> None:
    stored = school.state.lesson_progress["ada", 1]
    odd = ExerciseRecord(answered=Moment(NOON, "UTC"), right=None)
    record = evolve(stored.record, exercises={**stored.record.exercises, 1: odd})
    school.state.lesson_progress["ada", 1] = evolve(stored, record=record)


def without_an_exercise(school: School) -> None:
    stored = school.state.lesson_progress["ada", 2]
    record = evolve(stored.record, exercises={})
    school.state.lesson_progress["ada", 2] = evolve(stored, record=record)


def with_an_edition_nobody_did(school: School) -> None:
    stored = school.state.lesson_progress["ada", 2]
    record = evolve(stored.record, editions=stored.record.editions | {(4,)})
    school.state.lesson_progress["ada", 2] = evolve(stored, record=record)


def with_news_counted_wrong(school: School) -> None:
    school.state.learners["ada"] = evolve(school.state.learners["ada"], last_number=1)


TWO = "0 lessons completed, 1 of 2 exercises right, score 50 %, begun, completed never, "
NEVER, UNLOCKED = "never unlocked", "unlocked at 2026-03-08T12:00:00+00:00"
PATH = (
    " completed, completed never, taken up at 2026-03-08T12:00:00+00:00,"
    " last used at 2026-03-10T12:00:00+00:00"
)
DAMAGE: dict[Callable[[School], None], Difference] = {
    without_a_ledger_entry: Difference(
        what="lesson_mastered for lesson 1",
        stored="nothing",
        computed="5 points, at 2026-03-08T12:00:00+00:00 (UTC)",
    ),
    with_an_entry_nobody_earned: Difference(
        what="lesson_mastered for lesson 99",
        stored="5 points, at 2026-03-08T12:00:00+00:00 (UTC)",
        computed="nothing",
    ),
    with_an_entry_moved: Difference(
        what="lesson_mastered for lesson 1",
        stored="5 points, at 2026-03-08T12:01:00+00:00 (UTC)",
        computed="5 points, at 2026-03-08T12:00:00+00:00 (UTC)",
    ),
    with_a_wrong_total: Difference(what="points", stored="999", computed="49"),
    with_wrong_counts_of_a_unit: Difference(
        what="unit 1",
        stored="0 lessons completed, 1 of 2 exercises right, score 50 %, begun,"
        " completed at 2026-03-08T12:00:00+00:00 (UTC), never unlocked",
        computed="1 lessons completed, 2 of 2 exercises right, score 100 %, begun,"
        " completed at 2026-03-08T12:00:00+00:00 (UTC), never unlocked",
    ),
    without_a_unit: Difference(
        what="unit 2",
        stored=TWO.replace("1 of 2", "0 of 0").replace("50", "0").replace("begun", "not begun")
        + NEVER,
        computed=TWO + UNLOCKED,
    ),
    without_an_unlock: Difference(
        what="unit 2",
        stored=TWO + NEVER,
        computed=TWO + UNLOCKED,
    ),
    with_wrong_counts_of_the_path: Difference(
        what="path 1",
        stored="1 lessons and 2 units" + PATH,
        computed="1 lessons and 1 units" + PATH,
    ),
    without_the_path: Difference(
        what="path 1",
        stored="nothing",
        computed="1 lessons and 1 units" + PATH,
    ),
    without_a_lesson: Difference(
        what="lesson 1",
        stored="nothing",
        computed="2 right, completed at 2026-03-08T12:00:00+00:00 (UTC),"
        " done with the exercises 1 2",
    ),
    without_an_achievement: Difference(
        what="achievement flawless",
        stored="nothing",
        computed="at 2026-03-08T12:00:00+00:00 (UTC)",
    ),
    with_an_achievement_nobody_earned: Difference(
        what="achievement thirty_days",
        stored="at 2026-03-08T12:00:00+00:00 (UTC)",
        computed="nothing",
    ),
    with_a_freeze_nobody_asked_for: Difference(
        what="frozen day 2026-03-01", stored="frozen", computed="nothing"
    ),
    with_an_unlock_at_another_time: Difference(
        what="unit 2",
        stored=TWO + "unlocked at 2026-03-10T12:00:00+00:00",
        computed=TWO + UNLOCKED,
    ),
    with_a_unit_not_begun: Difference(
        what="unit 2",
        stored=TWO.replace("begun", "not begun") + UNLOCKED,
        computed=TWO + UNLOCKED,
    ),
    with_a_unit_begun_by_nobody: Difference(
        what="unit 3",
        stored="0 lessons completed, 0 of 0 exercises right, score 0 %, begun,"
        " completed never, never unlocked",
        computed="0 lessons completed, 0 of 0 exercises right, score 0 %, not begun,"
        " completed never, never unlocked",
    ),
    with_a_wrong_count_of_exercises: Difference(
        what="unit 2",
        stored=TWO.replace("1 of 2", "1 of 3").replace("50", "33") + UNLOCKED,
        computed=TWO + UNLOCKED,
    ),
    with_a_path_taken_up_and_used_at_other_times: Difference(
        what="path 1",
        stored="1 lessons and 1 units completed, completed never,"
        " taken up at 2026-03-01T12:00:00+00:00, last used at 2026-03-02T12:00:00+00:00",
        computed="1 lessons and 1 units" + PATH,
    ),
    with_an_exercise_done_at_other_times: Difference(
        what="exercise 1 of lesson 1",
        stored="answered at 2026-03-10T12:00:00+00:00 (UTC), right never",
        computed="answered at 2026-03-08T12:00:00+00:00 (UTC),"
        " right at 2026-03-08T12:00:00+00:00 (UTC)",
    ),
    without_an_exercise: Difference(
        what="exercise 3 of lesson 2",
        stored="nothing",
        computed="answered at 2026-03-10T12:00:00+00:00 (UTC),"
        " right at 2026-03-10T12:00:00+00:00 (UTC)",
    ),
    with_an_edition_nobody_did: Difference(
        what="lesson 2",
        stored="1 right, completed never, done with the exercises 3 4 or 4",
        computed="1 right, completed never, done with the exercises 3 4",
    ),
    with_news_counted_wrong: Difference(
        what="number of the latest news", stored="1", computed="12"
    ),
    without_a_freeze: Difference(what="frozen day 2026-03-09", stored="nothing", computed="frozen"),
}


@pytest.mark.parametrize(
    ("damage", "difference"), DAMAGE.items(), ids=[each.__name__ for each in DAMAGE]
)
def test_damage_is_told_and_mended(
    school: School, damage: Callable[[School], None], difference: Difference
):
    whole = school.state.copy()
    damage(school)
    damaged = school.state
    found = rebuild(school, dry_run=True)
    assert difference in found
    assert school.state == damaged
    assert rebuild(school) == found
    assert school.state == whole
    assert rebuild(school) == ()


def test_nothing_differs_and_nothing_is_changed_where_all_is_well(school: School):
    before = school.state
    assert rebuild(school, dry_run=True) == rebuild(school) == ()
    assert school.state == before


def test_nothing_is_told_to_the_learner_and_no_work_made(school: School):
    without_a_ledger_entry(school)
    without_an_achievement(school)
    events, work = school.events(), school.items()
    rebuild(school)
    assert (school.events(), school.items()) == (events, work)


def test_one_learners_damage_is_not_mended_by_anothers_name(school: School):
    school.hand_in("one", learner=GRACE)
    with_a_wrong_total(school)
    assert rebuild(school, GRACE) == ()
    assert school.points() == 999


def test_a_learner_of_whom_there_are_no_events_is_not_rebuilt(school: School):
    before = school.state
    with pytest.raises(NotFoundError, match="there are no events of nobody"):
        rebuild(school, Principal("nobody"))
    assert school.state == before


def test_what_is_whole_keeps_when_it_was_recorded():
    """Also what a change of the course has counted, and what was told out of order."""
    school = School()
    school.publish(unit("one"), unit("two"), unit("three"))
    for lesson, day in (("two", 2), ("one", 0), ("one", 1)):
        school.clock.advance(timedelta(days=3))
        school.hand_in(lesson, occurred_at=school.clock.now() - timedelta(days=day))
    school.publish(unit("one"), unit("two"), unit("three", 1, 1))
    whole = school.state.copy()
    school.clock.advance(timedelta(days=3))
    del school.state.ledger["ada", XpRule.LESSON_MASTERED, "lesson 1"]
    del school.state.achievements["ada", Achievement.FLAWLESS]
    assert len(rebuild(school)) == 3
    assert school.state == whole


def test_an_unlock_survives_a_changed_course(school: School):
    two = unit("two", 2, waits_for=UnitCompleted(unit="three"))
    school.publish(unit("one", 2, 1), two, unit("three"))
    without_a_ledger_entry(school)
    rebuild(school)
    assert school.states() == {"one": "completed", "two": "in_progress", "three": "available"}
    assert rebuild(school) == ()


def test_an_unlock_of_a_unit_not_begun_survives_a_changed_course(school: School):
    school.hand_in("one", learner=GRACE)
    school.publish(unit("one", 2), unit("two", 2, waits_for=UnitCompleted(unit="new")), unit("new"))
    for damage in ("unit_progress", "lesson_progress"):
        getattr(school.state, damage).clear()
    rebuild(school, GRACE)
    assert school.states(GRACE)["two"] == "available"


def test_what_was_begun_stays_open_when_its_lesson_is_gone(school: School):
    """A unit that waited for nothing is open for whoever has worked in it."""
    school.hand_in("one", True, learner=GRACE)
    first = unit("one", 2, 1).lessons[1]
    school.publish(
        evolve(unit("one", 2), lessons=(first,), prerequisites=UnitCompleted(unit="two")),
        unit("two", 2),
    )
    assert school.states(GRACE)["one"] == "in_progress"
    school.state.learners["grace"] = evolve(school.state.learners["grace"], points=999)
    rebuild(school, GRACE)
    assert school.states(GRACE)["one"] == "in_progress"


def test_a_unit_that_was_completed_once_counts_for_its_path(school: School):
    school.hand_in("one", learner=GRACE)
    school.publish(unit("one", 2), unit("two", 2), unit("more", 1, 1))
    school.hand_in("more", learner=GRACE)
    school.publish(unit("one", 2), unit("two", 2), unit("more"))
    school.publish(unit("one", 2), unit("two", 2), unit("more", 1, 1, 1))
    assert [each.state for each in school.units(GRACE)] == ["completed", "available", "completed"]
    assert rebuild(school, GRACE) == ()


def test_what_waits_to_be_worked_on_is_no_difference(school: School):
    school.send_workers_away()
    school.hand_in("one", learner=GRACE)
    before = school.state
    assert rebuild(school, GRACE) == ()
    assert school.state == before


def test_what_waits_to_be_worked_on_is_told_all_the_same(school: School):
    """Otherwise its worker would find it done, and nothing would follow."""
    other = School()
    other.publish(unit("one", 2), unit("two", 2, waits_for=AFTER_ONE))
    for each in (school, other):
        each.clock.instant = NOON
        each.send_workers_away()
        each.hand_in("one", learner=GRACE)
    school.state.freezes["grace", date(2026, 3, 1)] = NOON
    assert [each.what for each in rebuild(school, GRACE)] == ["frozen day 2026-03-01"]
    for each in (school, other):
        each.work()
    mended, whole = ({event.fact for event in each.news(GRACE)} for each in (school, other))
    assert mended == whole
    assert {type(fact) for fact in whole} >= {UnitUnlocked, AchievementEarned}


@pytest.mark.parametrize("status", [WorkStatus.DEAD, WorkStatus.CANCELLED])
@pytest.mark.parametrize("queue", ["progress", "xp", "achievements"])
def test_what_follows_from_a_delivery_that_was_given_up_is_told(queue: str, status: WorkStatus):
    """Otherwise a replay of it would find it done, and nothing would follow."""
    school, other = School(), School()
    for each in (school, other):
        each.publish(unit("one", 2), unit("two", 2, waits_for=AFTER_ONE))
        each.clock.instant = NOON
        each.send_workers_away()
        each.hand_in("one")
    give_up(school, queue, status)
    assert rebuild(school)
    replayed = school.container.replay_work()(OPERATOR)
    for each in (school, other):
        each.work()
    told, whole = school.news(), other.news()
    assert replayed == 0
    assert len(told) == len(whole)
    assert {type(event.fact) for event in told} == {type(event.fact) for event in whole}
    assert (school.points(), school.achievements()) == (other.points(), other.achievements())
    assert {item.status for item in school.items()} == {WorkStatus.SUCCEEDED}
    assert rebuild(school) == ()


def test_an_unlock_of_a_delivery_that_was_given_up_stays(school: School):
    school.send_workers_away()
    school.hand_in("one", learner=GRACE)
    give_up(school, "progress", WorkStatus.DEAD)
    rebuild(school, GRACE)
    school.work()
    school.publish(unit("one", 2), unit("two", 2, waits_for=UnitCompleted(unit="new")), unit("new"))
    school.work()
    assert school.states(GRACE)["two"] == "available"
    assert rebuild(school, GRACE) == ()
    assert school.states(GRACE)["two"] == "available"


def test_a_dry_run_leaves_what_was_given_up(school: School):
    school.send_workers_away()
    school.hand_in("one", learner=GRACE)
    give_up(school, "progress", WorkStatus.DEAD)
    before = school.state
    assert rebuild(school, GRACE, dry_run=True)
    assert school.state == before


def test_what_was_given_up_without_its_event_stays_so(school: School):
    school.send_workers_away()
    school.hand_in("one", learner=GRACE)
    (item,) = [each for each in school.items("progress") if each.user_id == "grace"]
    school.state.work[item.id] = evolve(item, ref=str(UUID(int=0)), status=WorkStatus.DEAD)
    assert rebuild(school, GRACE)
    assert school.state.work[item.id].status is WorkStatus.DEAD
    assert school.points(GRACE) > 0


def test_news_that_were_counted_wrong_are_told_once_they_are_rebuilt(school: School):
    known = len(school.news())
    with_news_counted_wrong(school)
    school.hand_in("two")
    assert len(school.news()) == known
    rebuild(school)
    school.work()
    news = school.news()
    assert [each.number for each in news] == list(range(1, len(news) + 1))
    assert len(news) > known
    assert {item.status for item in school.items()} == {WorkStatus.SUCCEEDED}


def give_up(school: School, queue: str, status: WorkStatus) -> None:
    """Do what comes before a queue, and give up what is in it."""
    for each in ("progress", "xp", "achievements"):
        if each == queue:
            break
        work_on(school, each)
    waiting = [item for item in school.items(queue) if item.status is WorkStatus.QUEUED]
    assert waiting
    for item in waiting:
        school.state.work[item.id] = evolve(item, status=status, finished_at=NOON)


def work_on(school: School, queue: str) -> None:
    consumers = {each.queue: each for each in school.container.consumers()}
    delivery = EventDelivery(consumers[queue], school.container.publisher())
    school.in_store(lambda session: delivery.catch_up(session, "ada", NOON))


def test_all_of_whom_there_are_events_are_listed_page_by_page(school: School):
    school.hand_in("one", learner=GRACE)
    list_learners = school.container.list_learners()
    assert list_learners(OPERATOR, "", 9) == ("ada", "grace")
    assert list_learners(OPERATOR, "", 1) == ("ada",)
    assert list_learners(OPERATOR, "ada", 9) == ("grace",)
    with pytest.raises(PermissionDeniedError):
        list_learners(ADA, "", 9)


def test_only_operators_rebuild(school: School):
    with pytest.raises(PermissionDeniedError):
        school.container.rebuild_progress()(ADA, "ada")


def test_a_rebuild_that_cannot_be_committed_changes_nothing(school: School):
    with_a_wrong_total(school)
    before = school.state
    school.unit_of_work.fail_next_commit(OSError("disk full"))
    with pytest.raises(OSError, match="disk full"):
        rebuild(school)
    assert school.state == before
