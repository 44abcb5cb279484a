"""When a course changes, learners' counts follow; what they have reached stays."""

from datetime import timedelta

import pytest
from attrs import evolve
from tests.support.school import ADA, GRACE, School, unit

from parlons.application.progress.recount_path import RecountPath
from parlons.domain.identity.principal import OPERATOR, Principal
from parlons.domain.learning.learning_unit import LearningUnit
from parlons.domain.learning.prerequisites import UnitCompleted, UnitScore
from parlons.domain.learning.unit_role import UnitRole
from parlons.domain.learning.unlocking import UnitLockedError
from parlons.domain.progress.event import PathCompleted, UnitUnlocked
from parlons.domain.progress.event import UnitCompleted as UnitIsCompleted
from parlons.domain.work.work_item import WorkStatus
from parlons.entrypoints.testing import samples
from parlons.entrypoints.testing.course_samples import lesson_of

LESSONS = {slug: lesson_of(slug, "x", "y") for slug in ("a", "b", "c", "d")}
GOAL = unit("goal", waits_for=UnitCompleted(unit="one"))


def one(*lessons: str) -> LearningUnit:
    return samples.unit("one", *(LESSONS[slug] for slug in lessons), title="One")


def two(*lessons: str) -> LearningUnit:
    return samples.unit("two", *(LESSONS[slug] for slug in lessons), role=UnitRole.OPTIONAL)


@pytest.fixture
def school() -> School:
    """Unit one with lessons a and b, which the goal waits for, and unit two with c."""
    school = School()
    school.publish(one("a", "b"), two("c"), GOAL)
    school.clock.advance(timedelta(hours=1))
    return school


def counts(school: School, learner: Principal = ADA) -> list[tuple[str, int, int]]:
    return [(each.slug, each.lessons_completed, each.score) for each in school.units(learner)]


def path_counts(school: School) -> tuple[int, int]:
    progress = school.container.view_learning_path()(ADA, 1).progress
    assert progress is not None
    return progress.lessons_completed, progress.units_completed


def test_a_unit_is_completed_when_the_lesson_that_was_left_is_gone(school: School):
    school.hand_in("a")
    done = school.clock.now()
    school.publish(one("a"), two("c"), GOAL)
    assert counts(school)[0] == ("one", 1, 100)
    (completed,) = school.events(UnitIsCompleted)
    assert completed.moment.at == done
    (unlocked,) = school.events(UnitUnlocked)
    assert (unlocked.moment.at, unlocked.moment.zone) == (school.clock.now(), "UTC")
    assert {event.fact for event in school.news()} >= {completed.fact, unlocked.fact}
    assert ("unit_completed", "unit 1") in school.earned()
    assert path_counts(school) == (1, 1)


def test_counts_grow_by_lessons_that_are_added_and_nothing_is_taken_back(school: School):
    school.hand_in("a")
    school.hand_in("b")
    before = school.earned(), school.achievements(), school.news()
    school.publish(one("a", "b", "d"), two("c"), GOAL)
    assert counts(school)[0] == ("one", 2, 66)
    assert (school.states()["one"], school.states()["goal"]) == ("completed", "available")
    assert (school.earned(), school.achievements(), school.news()) == before


def test_a_lesson_that_moves_takes_its_counts_along(school: School):
    school.hand_in("a")
    school.publish(one("b"), two("c", "a"), GOAL)
    assert counts(school)[:2] == [("one", 0, 0), ("two", 1, 50)]
    assert path_counts(school) == (1, 0)


def test_a_lesson_that_moves_opens_no_unit(school: School):
    """Whoever was in the unit may stay; whoever was in the lesson before it moved there was not."""
    locked = evolve(two("c"), prerequisites=UnitCompleted(unit="goal"))
    school.publish(one("a", "b"), locked, unit("goal"))
    school.hand_in("a")
    school.hand_in("b", False)
    school.publish(one("d"), evolve(two("c", "a", "b"), prerequisites=locked.prerequisites), GOAL)
    assert school.states() == {"one": "in_progress", "two": "locked", "goal": "locked"}
    lessons = school.container.list_lessons()(ADA, school.unit_id("two")).items
    assert [each.state for each in lessons] == ["locked", "completed", "locked"]
    assert all(each.unmet for each in lessons)
    for lesson in ("a", "b", "c"):
        with pytest.raises(UnitLockedError):
            school.hand_in(lesson)
    assert school.container.rebuild_progress()(OPERATOR, ADA.user_id) == ()


def test_a_lesson_that_comes_back_counts_as_before(school: School):
    school.hand_in("a")
    before = counts(school)
    school.publish(one("b"), two("c"), GOAL)
    assert (counts(school)[0], path_counts(school)) == (("one", 0, 0), (0, 0))
    school.publish(one("a", "b"), two("c"), GOAL)
    assert (counts(school), path_counts(school)) == (before, (1, 0))


def test_of_a_lesson_that_loses_exercises_only_those_left_count(school: School):
    school.hand_in("a", True, False)
    assert counts(school)[0] == ("one", 0, 25)
    shorter = samples.unit("one", lesson_of("a", "x"), LESSONS["b"])
    school.publish(shorter, two("c"), GOAL)
    assert counts(school)[0] == ("one", 0, 33)


def test_a_score_that_is_reached_by_the_change_opens_units(school: School):
    waiting = evolve(GOAL, prerequisites=UnitScore(unit="one", minimum=60))
    school.hand_in("a")
    school.publish(one("a", "b"), two("c"), waiting)
    assert school.states()["goal"] == "locked"
    school.publish(one("a"), two("c"), waiting)
    assert school.states()["goal"] == "available"


def test_a_path_is_completed_when_the_last_required_unit_is_gone(school: School):
    school.hand_in("a")
    school.hand_in("b")
    school.publish(one("a", "b"), two("c"))
    (completed,) = school.events(PathCompleted)
    assert completed.moment.at < school.clock.now()
    assert ("path_completed", "path 1") in school.earned()
    school.publish(one("a", "b"), two("c"), GOAL)
    progress = school.container.view_learning_path()(ADA, 1).progress
    assert progress is not None
    assert progress.completed == completed.moment


def test_a_change_is_no_use_of_the_path(school: School):
    school.hand_in("a")
    used = school.clock.now()
    school.publish(one("a"), two("c"), GOAL)
    progress = school.container.view_learning_path()(ADA, 1).progress
    assert progress is not None
    assert progress.last_used_at == used


def test_all_who_are_on_the_path_are_counted_and_nobody_else(school: School):
    learners = [evolve(ADA, user_id=f"learner-{number:03}") for number in range(120)]
    for learner in learners:
        school.hand_in("a", learner=learner)
    school.publish(one("a"), two("c"), GOAL)
    assert all(counts(school, learner)[0] == ("one", 1, 100) for learner in learners)
    assert school.events(learner=GRACE) == []


def test_an_import_that_changes_nothing_makes_no_work(school: School):
    before = len(school.items("jobs"))
    school.publish(one("a", "b"), two("c"), GOAL)
    assert len(school.items("jobs")) == before


def test_counting_anew_twice_is_the_same_as_once(school: School):
    school.hand_in("a")
    school.publish(one("a"), two("c", "b"), GOAL)
    before = school.state
    item = school.items("jobs")[-1]
    school.container.jobs()["recount-path"](item, lambda _: None)
    assert school.state == before


def test_the_lease_is_renewed_for_each_learner(school: School):
    for number in range(3):
        school.hand_in("a", learner=evolve(ADA, user_id=f"learner-{number}"))
    beats: list[int | None] = []
    school.container.jobs()["recount-path"](school.items("jobs")[-1], beats.append)
    assert beats == [None] * 3


def test_counting_that_broke_off_is_taken_up_again(school: School, monkeypatch):
    learners = [evolve(ADA, user_id=name) for name in ("ada", "bob", "eve")]
    for learner in learners:
        school.hand_in("a", learner=learner)
    recount, failing = RecountPath._recount, [True]

    def recount_or_fail(job: RecountPath, user_id: str, path_id: int, priority: int) -> None:
        if user_id == "bob" and failing:
            failing.clear()
            raise OSError
        recount(job, user_id, path_id, priority)

    monkeypatch.setattr(RecountPath, "_recount", recount_or_fail)
    school.publish(one("a"), two("c"), GOAL)
    assert [counts(school, each)[0][1:] for each in learners] == [(1, 100), (1, 50), (1, 50)]
    school.clock.advance(timedelta(minutes=1))
    school.work()
    assert [counts(school, each)[0][1:] for each in learners] == [(1, 100)] * 3
    assert school.items("jobs")[-1].status is WorkStatus.SUCCEEDED
    assert len(school.events(UnitIsCompleted)) == 1


def test_two_changes_are_two_pieces_of_work(school: School):
    school.send_workers_away()
    school.hand_in("a")
    school.work()
    school.publish(one("b"), two("c"), GOAL)
    school.publish(one("a"), two("c"), GOAL)
    assert [item.status for item in school.items("jobs")][-2:] == [WorkStatus.QUEUED] * 2
    school.work()
    assert counts(school)[0] == ("one", 1, 100)


def test_who_is_on_no_path_of_that_number_is_left_alone(school: School):
    school.hand_in("a")
    school.publish(unit("uno"), slug="spanish")
    before = school.events()
    school.publish(unit("uno", 2), slug="spanish")
    assert school.events() == before
    assert school.container.view_progress()(OPERATOR).current is None
