"""Everything that can be computed from the events is computed anew, and each difference told."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from attrs import evolve
from tests.support.school import ADA, GRACE, School, unit

from parlons.application.progress.freeze_day import Freeze
from parlons.application.progress.snapshot import Difference
from parlons.domain.errors import PermissionDeniedError
from parlons.domain.identity.principal import OPERATOR, Principal
from parlons.domain.learning.prerequisites import UnitCompleted
from parlons.domain.progress.achievement import Achievement
from parlons.domain.progress.event import AchievementEarned, UnitUnlocked
from parlons.domain.progress.xp_rule import XpRule

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
AFTER_ONE = UnitCompleted(unit="one")


@pytest.fixture
def school() -> School:
    """A learner who has completed the first of two units, and frozen a day."""
    school = School()
    school.publish(unit("one", 2), unit("two", 2, waits_for=AFTER_ONE))
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
        stored="0 lessons completed, score 50 %,"
        " completed at 2026-03-08T12:00:00+00:00 (UTC), never unlocked",
        computed="1 lessons completed, score 100 %,"
        " completed at 2026-03-08T12:00:00+00:00 (UTC), never unlocked",
    ),
    without_a_unit: Difference(
        what="unit 2",
        stored="0 lessons completed, score 0 %, completed never, never unlocked",
        computed="0 lessons completed, score 50 %, completed never, unlocked",
    ),
    without_an_unlock: Difference(
        what="unit 2",
        stored="0 lessons completed, score 50 %, completed never, never unlocked",
        computed="0 lessons completed, score 50 %, completed never, unlocked",
    ),
    with_wrong_counts_of_the_path: Difference(
        what="path 1",
        stored="1 lessons and 2 units completed, completed never",
        computed="1 lessons and 1 units completed, completed never",
    ),
    without_the_path: Difference(
        what="path 1",
        stored="nothing",
        computed="1 lessons and 1 units completed, completed never",
    ),
    without_a_lesson: Difference(
        what="lesson 1",
        stored="nothing",
        computed="2 right, completed at 2026-03-08T12:00:00+00:00 (UTC)",
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
    assert rebuild(school, Principal("nobody")) == ()
    assert school.points() == 999


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
